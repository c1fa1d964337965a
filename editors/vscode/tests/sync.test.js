'use strict';
/** What the server is told of documents. */
const assert = require('assert/strict');
const { URI, fake, opened, detected } = require('./fake');
const { until } = require('./harness');
const { Position, Range } = require('./stub/values');

fake('edits are sent as they are made, and those that are none are not', {}, async (editor, running) => {
  const document = await opened(editor, running);
  editor.replace(document, new Range(new Position(0, 1), new Position(1, 0)), 'X😀');
  await editor.save(document);
  const changes = running.sentOf('textDocument/didChange', document);
  assert.deepEqual(changes.map(({ params }) => params), [{
    textDocument: { uri: URI, version: 2 },
    contentChanges: [{ range: { start: { line: 0, character: 1 }, end: { line: 1, character: 0 } }, text: 'X😀' }],
  }]);
  editor.close(document);
  await until(() => running.sentOf('textDocument/didClose', document).length === 1);
});

fake('when all lines end in another way the whole text is sent, and edits for that state are taken', {}, async (editor, running) => {
  const document = await opened(editor, running);
  editor.setEndOfLine(document, '\r\n');
  const [{ params }] = running.sentOf('textDocument/didChange', document);
  assert.deepEqual(params, { textDocument: { uri: URI, version: 2 }, contentChanges: [{ text: 'one\r\ntwo\r\n' }] });
  const edit = { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } }, newText: '2' };
  const documentChanges = [{ textDocument: { uri: URI, version: 2 }, edits: [edit] }];
  assert.equal((await running.askedByServer('workspace/applyEdit', { edit: { documentChanges } })).result.applied, true);
  assert.equal(document.text, 'one\r\n2\r\n');
});

fake('a real close and a new document of the same name are no choice of a language', {}, async (editor, running) => {
  const document = await opened(editor, running);
  editor.close(document);
  editor.open(URI, { languageId: 'go', text: 'package main\n' });
  await until(() => running.sentOf('textDocument/didOpen').length === 2);
  assert.deepEqual(running.sentOf('parlance/languageChosen'), []);
  const about = running.sent.filter(({ params }) => params?.textDocument?.uri === URI).map(({ method }) => method);
  assert.deepEqual(about, ['textDocument/didOpen', 'textDocument/didClose', 'textDocument/didOpen']);
});

fake('a plain-text file whose language the user sets is closed, after the choice was told', {}, async (editor, running) => {
  const document = await opened(editor, running, { text: 'x' }, 'file:///tmp/notes');
  editor.setLanguage(document, 'go');
  const about = running.sent.filter(({ params }) => params?.textDocument?.uri === 'file:///tmp/notes');
  assert.deepEqual(about.map(({ method }) => method),
    ['textDocument/didOpen', 'parlance/languageChosen', 'textDocument/didClose']);
  editor.setLanguage(document, 'plaintext');
  assert.equal(running.sentOf('parlance/languageChosen').length, 2, 'plain text is a choice here');
});

fake('a document that is left alone is not sent again when something else happens', {}, async (editor, running) => {
  const document = await opened(editor, running);
  await editor.run('parlance.stopDetecting');
  await until(() => running.sentOf('textDocument/didClose', document).length === 1);
  await opened(editor, running, { text: 'other' }, 'untitled:Untitled-2');
  editor.show(document);
  running.fromServer(detected(1));
  await until(() => running.receivedOf('parlance/languageDetected').length === 1);
  assert.equal(running.sentOf('textDocument/didOpen', document).length, 1);
  assert.equal(document.languageId, 'plaintext');
});
