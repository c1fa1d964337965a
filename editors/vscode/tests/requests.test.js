'use strict';
/** What the server asks and tells: settings, registrations, edits, messages, progress. */
const assert = require('assert/strict');
const { URI, fake, opened } = require('./fake');
const { until } = require('./harness');

fake('settings: those that somebody set, when asked; a change is told', {
  settings: { 'parlance.languages.exclude': ['css'], 'parlance.statusBar': false },
}, async (editor, running) => {
  await opened(editor, running);
  const items = [{ section: 'parlance' }, { section: 'editor' }];
  assert.deepEqual((await running.askedByServer('workspace/configuration', { items })).result, [
    { languages: { exclude: ['css'] } }, null]);
  editor.set('parlance.detection.mode', 'off');
  editor.set('editor.fontSize', 12);
  assert.equal(running.sentOf('workspace/didChangeConfiguration').length, 1);
});

fake('registrations: changes of settings and of files, and nothing else', {}, async (editor, running) => {
  await opened(editor, running);
  const ask = (method, registerOptions) =>
    running.askedByServer('client/registerCapability', { registrations: [{ id: method, method, registerOptions }] });
  assert.equal((await ask('workspace/didChangeConfiguration')).result, null);
  assert.equal((await ask('textDocument/hover')).error.code, -32601);
  assert.equal((await running.askedByServer('workspace/unheardOf', {})).error.code, -32601);

  const method = 'workspace/didChangeWatchedFiles';
  await ask(method, { watchers: [{ globPattern: '**/.parlance/model' }] });
  const [{ pattern, emitters }] = editor.watchers;
  assert.equal(pattern, '**/.parlance/model');
  for (const emitter of emitters) emitter.fire({ toString: () => 'file:///tmp/.parlance/model' });
  const changes = running.sentOf(method).flatMap(({ params }) => params.changes);
  assert.deepEqual(changes.map(({ type }) => type), [1, 2, 3]);
  assert.equal(changes[0].uri, 'file:///tmp/.parlance/model');
  await running.askedByServer('client/unregisterCapability', { unregisterations: [{ id: method, method }] });
  assert.deepEqual(editor.watchers, []);
});

fake('what a server has registered goes with it', {}, async (editor, running) => {
  const document = await opened(editor, running);
  const registerOptions = { watchers: [{ globPattern: '**/x' }] };
  const registrations = [{ id: 'files', method: 'workspace/didChangeWatchedFiles', registerOptions }];
  await running.askedByServer('client/registerCapability', { registrations });
  assert.equal(editor.watchers.length, 1);
  running.server.send({ method: 'test/exit', params: { code: 7 } });
  await until(() => running.sentOf('textDocument/didOpen', document).length === 2, 'a second server');
  assert.deepEqual(editor.watchers, []);
});

fake('applyEdit: of this state, of several documents, and not of an older state', {}, async (editor, running) => {
  const document = await opened(editor, running);
  const edits = [
    { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } }, newText: '1' },
    { range: { start: { line: 1, character: 3 }, end: { line: 1, character: 3 } }, newText: '!' },
  ];
  const apply = (version) => running.askedByServer('workspace/applyEdit', {
    edit: { documentChanges: [{ textDocument: { uri: URI, version }, edits }] } });
  assert.equal((await apply(7)).result.applied, false);
  assert.equal(document.text, 'one\ntwo\n');
  assert.equal((await apply(1)).result.applied, true);
  assert.equal(document.text, '1\ntwo!\n');
  const plain = await running.askedByServer('workspace/applyEdit', { edit: { changes: { [URI]: [edits[0]] } } });
  assert.equal(plain.result.applied, true);
  const files = await running.askedByServer('workspace/applyEdit', { edit: { documentChanges: [{ kind: 'delete', uri: URI }] } });
  assert.match(files.result.failureReason, /"delete" of files is not supported/);
  const gone = await running.askedByServer('workspace/applyEdit', { edit: { changes: { 'untitled:gone': [edits[0]] } } });
  assert.equal(gone.result.applied, false);
});

fake('messages: shown by kind; a request for a choice is answered with it', { expectsErrors: true }, async (editor, running) => {
  await opened(editor, running);
  for (const type of [1, 2, 3]) running.fromServer({ method: 'window/showMessage', params: { type, message: `m${type}` } });
  await until(() => editor.messages.length === 3);
  assert.deepEqual(editor.messages.map(({ kind }) => kind), ['error', 'warning', 'information']);
  const params = { type: 3, message: 'Which?', actions: [{ title: 'A' }, { title: 'B', data: 1 }] };
  editor.press = (text, buttons) => buttons[1];
  assert.deepEqual((await running.askedByServer('window/showMessageRequest', params)).result, { title: 'B', data: 1 });
  editor.press = () => undefined;
  assert.equal((await running.askedByServer('window/showMessageRequest', params)).result, null);
});

fake('progress that the server begins is shown, and can be cancelled', {}, async (editor, running) => {
  await opened(editor, running);
  await running.askedByServer('window/workDoneProgress/create', { token: 't' });
  const tell = (value) => running.fromServer({ method: '$/progress', params: { token: 't', value } });
  tell({ kind: 'begin', title: 'Training', cancellable: true, percentage: 0 });
  tell({ kind: 'report', message: 'epoch 1', percentage: 40 });
  tell({ kind: 'report', message: 'epoch 2', percentage: 90 });
  const shown = await until(() => editor.progress[0]?.reports.length === 3 && editor.progress[0]);
  assert.equal(shown.title, 'Training');
  assert.deepEqual(shown.reports.slice(1), [{ message: 'epoch 1', increment: 40 }, { message: 'epoch 2', increment: 50 }]);
  shown.cancel();
  assert.deepEqual(running.sentOf('window/workDoneProgress/cancel').map(({ params }) => params), [{ token: 't' }]);
  tell({ kind: 'end' });
  await until(() => shown.isDone);
});
