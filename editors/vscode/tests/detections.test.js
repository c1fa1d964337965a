'use strict';
const assert = require('assert/strict');
const { test } = require('node:test');
const { Detections } = require('../src/logic/detections');

const URI = 'untitled:Untitled-1';
const PYTHON = { id: 'python', name: 'Python', editorId: 'python' };
const VUE = { id: 'vue', name: 'Vue', editorId: 'vue' };

const answer = (language, { version = 1, decision = 'apply' } = {}) => ({
  textDocument: { uri: URI, version }, language, confidence: 0.9, alternatives: [], decision, reason: 'sure' });
const snapshot = (languageId, version = 1, isEmpty = false) => ({ languageId, version, isEmpty });

test('a language is set where the document has another, and only where the server says so', () => {
  const cases = [
    [answer(PYTHON), 'plaintext', 'apply'],
    [answer(PYTHON), 'python', 'show'],
    [answer(PYTHON, { decision: 'suggest' }), 'plaintext', 'show'],
    [answer(null, { decision: 'none' }), 'plaintext', 'show'],
  ];
  for (const [given, languageId, expected] of cases) {
    assert.equal(new Detections().take(given, snapshot(languageId)), expected);
  }
});

test('what we set is no choice; anything else is, and ends detection', () => {
  const detections = new Detections();
  detections.take(answer(PYTHON), snapshot('plaintext'));
  detections.applying(URI, 'python', PYTHON);
  assert.equal(detections.changed(URI, 'python'), false);
  assert.equal(detections.changed(URI, 'ruby'), true);
  assert.equal(detections.take(answer(PYTHON), snapshot('ruby')), 'ignore');
  assert.equal(detections.changed(URI, 'python'), true, 'by hand it is a choice, also of what was ours once');
});

test('an answer to an older text is held, and counts when no newer one comes', () => {
  const detections = new Detections();
  assert.equal(detections.take(answer(PYTHON), snapshot('plaintext', 2)), 'hold');
  assert.equal(detections.get(URI).answer, undefined);
  assert.equal(detections.takeHeld(URI, snapshot('plaintext', 3)), 'apply');
  assert.equal(detections.takeHeld(URI, snapshot('plaintext', 3)), 'ignore', 'once');
});

test('what is held is dropped where a newer answer came, the text is gone, or detection has ended', () => {
  const held = () => {
    const detections = new Detections();
    detections.take(answer(PYTHON), snapshot('plaintext', 2));
    return detections;
  };
  const newer = held();
  newer.take(answer(PYTHON, { version: 2 }), snapshot('python', 2));
  assert.equal(newer.takeHeld(URI, snapshot('python', 2)), 'ignore');
  assert.equal(held().takeHeld(URI, snapshot('plaintext', 3, true)), 'ignore');
  const ended = held();
  ended.end(URI, 'stopped');
  assert.equal(ended.takeHeld(URI, snapshot('plaintext', 3)), 'ignore');
  const orphaned = held();
  orphaned.serverGone();
  assert.equal(orphaned.takeHeld(URI, snapshot('plaintext', 3)), 'ignore');
});

test('the server gets its own name of what we set under another', () => {
  const detections = new Detections();
  detections.take(answer(VUE), snapshot('plaintext'));
  detections.applying(URI, 'html', VUE);
  assert.equal(detections.languageForServer(URI, 'html'), 'vue');
  assert.equal(detections.languageForServer(URI, 'ruby'), 'ruby');
  assert.equal(detections.languageForServer('file:///other', 'html'), 'html');
});

test('a new server is asked again about what its predecessor said, and not about what the user did', () => {
  const detections = new Detections();
  detections.take(answer(PYTHON), snapshot('plaintext'));
  detections.applying(URI, 'python', PYTHON);
  detections.serverGone();
  assert.equal(detections.languageForServer(URI, 'python'), 'plaintext');
  detections.take(answer(PYTHON), snapshot('python'));
  assert.equal(detections.languageForServer(URI, 'python'), 'python');
  detections.changed(URI, 'ruby');
  detections.serverGone();
  assert.equal(detections.languageForServer(URI, 'ruby'), 'ruby');
});

test('Markdown stays Markdown to a new server, whose code blocks it has', () => {
  const detections = new Detections();
  detections.applying(URI, 'markdown', { id: 'markdown', name: 'Markdown', editorId: 'markdown' });
  detections.serverGone();
  assert.equal(detections.languageForServer(URI, 'markdown'), 'markdown');
});

test('who asks for detection after a choice gets it', () => {
  const detections = new Detections();
  detections.changed(URI, 'ruby');
  detections.resume(answer(PYTHON));
  assert.equal(detections.get(URI).ended, undefined);
  detections.applying(URI, 'python', PYTHON);
  assert.equal(detections.changed(URI, 'python'), false);
});
