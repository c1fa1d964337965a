'use strict';
/** What the server is told of us at its start, and of the folders later. */
const assert = require('assert/strict');
const { fake, opened } = require('./fake');
const { until, pause } = require('./harness');

fake('nothing is started before there is a document to look at', {}, async (editor, running) => {
  editor.open('file:///tmp/main.go', { languageId: 'go' });
  await pause(50);
  assert.deepEqual(running.pids, []);
  await opened(editor, running);
  assert.equal(running.pids.length, 1);
  assert.ok(editor.log.some((line) => line.includes('started with lsp')), 'what the server writes is in the log');
});

fake('initialize says who we are and what we can do', {
  folders: ['/tmp/one'], settings: { 'parlance.detection.mode': 'suggest' },
}, async (editor, running) => {
  await opened(editor, running);
  const [{ params }] = running.sentOf('initialize');
  assert.equal(params.processId, process.pid);
  assert.deepEqual(params.workspaceFolders, [{ uri: 'file:///tmp/one', name: '/tmp/one' }]);
  assert.deepEqual(params.initializationOptions, { detection: { mode: 'suggest' } });
  assert.equal(params.capabilities.experimental['parlance/languageDetected'], true);
  assert.equal(params.capabilities.textDocument.diagnostic, undefined, 'diagnostics are pushed');
  assert.deepEqual(running.sent.slice(0, 2).map(({ method }) => method), ['initialize', 'initialized']);
});

fake('a workspace that is not trusted is not named, until it is', { folders: ['/tmp/one'], isTrusted: false }, async (editor, running) => {
  await opened(editor, running);
  assert.equal(running.sentOf('initialize')[0].params.workspaceFolders, null);
  await editor.run('parlance.retrain');
  assert.match(editor.messages.pop().text, /needs a workspace that you trust/);
  editor.isTrusted = true;
  editor.on.trust.fire(undefined);
  await until(() => running.sentOf('initialize').length === 2);
  assert.equal(running.sentOf('initialize')[1].params.workspaceFolders.length, 1);
});

fake('folders that are not on this disk are not named', {
  folders: ['/tmp/one'],
  prepare: (editor) => editor.folders.push({ uri: { scheme: 'vscode-vfs', toString: () => 'vscode-vfs://x/y' }, name: 'y' }),
}, async (editor, running) => {
  await opened(editor, running);
  assert.deepEqual(running.sentOf('initialize')[0].params.workspaceFolders.map(({ name }) => name), ['/tmp/one']);
  assert.deepEqual((await running.askedByServer('workspace/workspaceFolders')).result.length, 1);
});

fake('folders that come and go are told', { folders: ['/tmp/one'] }, async (editor, running) => {
  await opened(editor, running);
  const folder = { uri: { scheme: 'file', toString: () => 'file:///tmp/two' }, name: 'two' };
  const far = { uri: { scheme: 'vscode-vfs', toString: () => 'vscode-vfs://x/y' }, name: 'y' };
  editor.on.folders.fire({ added: [folder, far], removed: [] });
  assert.deepEqual(running.sentOf('workspace/didChangeWorkspaceFolders')[0].params.event, {
    added: [{ uri: 'file:///tmp/two', name: 'two' }], removed: [] });
});
