'use strict';
/** A server that ends, refuses, stays, or is not there. */
const assert = require('assert/strict');
const { FAKE, URI, fake, opened } = require('./fake');
const { until, pause, isAlive } = require('./harness');

fake('a server that crashes is started again, and the documents opened again; not for ever', { expectsErrors: true }, async (editor, running) => {
  const document = await opened(editor, running);
  editor.languages.diagnostics.set(URI, ['left over']);
  running.server.send({ method: 'test/exit', params: { code: 7 } });
  await until(() => running.sentOf('textDocument/didOpen', document).length === 2, 'a second server');
  assert.deepEqual(editor.languages.diagnosticsOf(document), [], 'what a dead server found is gone');
  assert.ok(editor.log.some((line) => line.includes('exit code 7')));
  editor.press = (text, buttons) => (buttons.includes('Restart') ? 'Restart' : undefined);
  assert.equal(running.pids.length, 2);
});

fake('a server that never starts is given up, and says so once', { fake: { atStart: 'exit' }, expectsErrors: true }, async (editor, running) => {
  editor.open(URI, { text: 'x' });
  await until(() => editor.messages.length > 0, 'a message');
  assert.equal(editor.messages.length, 1);
  assert.match(editor.messages[0].text, /ended again and again \(exit code 3\)/);
  assert.equal(running.pids.length, 5);
  assert.equal(editor.status, '$(warning) Parlance');
  await editor.run('parlance.showModel');
  assert.equal(running.pids.length, 5, 'nobody starts it again by using it');
});

fake('a server that refuses is not asked again', { fake: { atStart: 'refuse' }, expectsErrors: true }, async (editor, running) => {
  editor.open(URI, { text: 'x' });
  await until(() => editor.messages.length > 0, 'a message');
  assert.match(editor.messages[0].text, /no model/);
  await pause(300);
  assert.equal(running.pids.length, 1);
});

fake('a server that writes what is no message is ended and started again', {}, async (editor, running) => {
  const document = await opened(editor, running);
  running.server.send({ method: 'test/raw', params: { text: 'Content-Length: x\r\n\r\n' } });
  await until(() => running.sentOf('textDocument/didOpen', document).length === 2, 'a second server');
  await until(() => !isAlive(running.pids[0]), 'the first one to be gone');
});

fake('a server that does not end is ended', { fake: { stays: true, replies: { shutdown: 'hold' } } }, async (editor, running) => {
  await opened(editor, running);
  // That it is gone afterwards is what withExtension sees to.
});

fake('a restart by the user', {}, async (editor, running) => {
  const document = await opened(editor, running);
  await editor.run('parlance.restartServer');
  await until(() => running.sentOf('textDocument/didOpen', document).length === 2);
  assert.equal(running.sentOf('shutdown').length, 1);
  await until(() => !isAlive(running.pids[0]), 'the first one to be gone');
});

fake('a program that is not there is told, with a button to its setting; the setting mends it', {
  settings: { 'parlance.server.path': '/nowhere/parlance' }, expectsErrors: true,
}, async (editor, running) => {
  editor.press = (text, buttons) => buttons.find((button) => button === 'Open Settings');
  const document = editor.open(URI, { text: 'x' });
  await until(() => editor.executed.length > 0, 'the settings');
  assert.match(editor.messages[0].text, /parlance\.server\.path: \/nowhere\/parlance/);
  assert.deepEqual(editor.executed[0], ['workbench.action.openSettings', 'parlance.server.path']);
  editor.set('parlance.server.path', FAKE);
  await until(() => running.sentOf('textDocument/didOpen', document).length === 1);
});
