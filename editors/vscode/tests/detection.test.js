'use strict';
/** What becomes of the server's answers. */
const assert = require('assert/strict');
const { fake, opened, detected } = require('./fake');
const { until, pause } = require('./harness');

fake('an answer to an older text waits for the typing to pause', {}, async (editor, running) => {
  const document = await opened(editor, running);
  running.fromServer(detected(1));
  editor.type(document, 'three');
  await until(() => running.receivedOf('parlance/languageDetected').length === 1);
  assert.equal(document.languageId, 'plaintext');
  await until(() => document.languageId === 'python', 'python');
});

fake('answers that cannot be used do no harm', {}, async (editor, running) => {
  const document = await opened(editor, running);
  for (const params of [null, {}, { textDocument: null }, { textDocument: { uri: 'untitled:gone', version: 1 } }]) {
    running.fromServer({ method: 'parlance/languageDetected', params });
  }
  running.fromServer(detected(1, { language: { id: 'x', name: 'X', editorId: 'no such id' } }));
  await until(() => editor.status?.startsWith('$(extensions) X'));
  assert.equal(document.languageId, 'plaintext');
});

fake('the same answer again and again sets the language once', {}, async (editor, running) => {
  const document = await opened(editor, running);
  for (let time = 0; time < 20; time++) running.fromServer(detected(1));
  await until(() => running.receivedOf('parlance/languageDetected').length === 20);
  await pause(50);
  assert.equal(document.languageId, 'python');
  assert.equal(running.sentOf('textDocument/didOpen', document).length, 2);
});

fake('the user who is faster than we are is not overruled', {}, async (editor, running) => {
  const document = await opened(editor, running);
  editor.vscode.languages.getLanguages = async () => {
    editor.setLanguage(document, 'ruby');
    return ['python', 'ruby'];
  };
  running.fromServer(detected(1));
  await until(() => document.languageId === 'ruby', 'ruby');
  await pause(30);
  assert.equal(document.languageId, 'ruby');
  assert.equal(editor.status, undefined);
});

fake('after the choice of a language no answer counts', {}, async (editor, running) => {
  const document = await opened(editor, running);
  editor.setLanguage(document, 'ruby');
  running.fromServer(detected(1));
  await until(() => running.receivedOf('parlance/languageDetected').length === 1);
  await pause(30);
  assert.equal(document.languageId, 'ruby');
});

fake('a language that was set stays when detection is stopped', {}, async (editor, running) => {
  const document = await opened(editor, running);
  running.fromServer(detected(1));
  await until(() => document.languageId === 'python', 'python');
  await editor.run('parlance.stopDetecting');
  assert.deepEqual(running.sentOf('parlance/languageChosen').map(({ params }) => params.languageId), ['python']);
  assert.equal(editor.status, undefined);
});

fake('detection on request sets what it finds, also after a choice', {
  fake: { replies: { 'parlance.detect': detected(1).params } },
}, async (editor, running) => {
  const document = await opened(editor, running);
  editor.setLanguage(document, 'ruby');
  await editor.run('parlance.detect');
  assert.equal(document.languageId, 'python');
  assert.equal(running.sentOf('parlance/languageChosen').length, 1, 'only the user\'s');
  assert.ok(editor.status.includes('Python'));
});
