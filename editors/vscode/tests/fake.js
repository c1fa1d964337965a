'use strict';
/** The extension with a server that does what a test tells it: what the tests that run it so share. */
const path = require('path');
const { test } = require('node:test');
const { withExtension, until } = require('./harness');

/** The program that stands for the server. */
const FAKE = path.join(__dirname, 'fake-server');
const URI = 'untitled:Untitled-1';

/** A test with such a server. */
const fake = (name, options, body) =>
  test(name, { timeout: 60_000 }, () => withExtension({ fake: {}, ...options }, body));

/** A document that the server knows. */
async function opened(editor, running, options = { text: 'one\ntwo\n' }, uri = URI) {
  const document = editor.open(uri, options);
  await until(() => running.sentOf('textDocument/didOpen', document).length === 1, 'didOpen');
  return document;
}

const PYTHON = { id: 'python', name: 'Python', editorId: 'python' };

/** The server's answer to this version of the document at `URI`: Python, to be set. */
const detected = (version, changes = {}) => ({
  method: 'parlance/languageDetected',
  params: {
    textDocument: { uri: URI, version }, language: PYTHON, confidence: 0.9, alternatives: [], decision: 'apply',
    reason: 'certain enough', ...changes,
  },
});

module.exports = { FAKE, URI, fake, opened, detected };
