'use strict';
/** The extension with a server that does what a test tells it. */
const assert = require('assert/strict');
const path = require('path');
const { test } = require('node:test');
const { withExtension, until, pause, isAlive } = require('./harness');
const { Position, Range } = require('./stub/values');

const FAKE = path.join(__dirname, 'fake-server');
const URI = 'untitled:Untitled-1';

const fake = (name, options, body) =>
  test(name, { timeout: 60_000 }, () => withExtension({ fake: {}, ...options }, body));

/** A document that the server knows. */
async function opened(editor, running, options = { text: 'one\ntwo\n' }, uri = URI) {
  const document = editor.open(uri, options);
  await until(() => running.sentOf('textDocument/didOpen', document).length === 1, 'didOpen');
  return document;
}

const PYTHON = { id: 'python', name: 'Python', editorId: 'python' };
const detected = (version, changes = {}) => ({
  method: 'parlance/languageDetected',
  params: {
    textDocument: { uri: URI, version }, language: PYTHON, confidence: 0.9, alternatives: [], decision: 'apply',
    reason: 'certain enough', ...changes,
  },
});

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

fake('a plain-text file whose language the user sets is closed, after the choice was told', {}, async (editor, running) => {
  const document = await opened(editor, running, { text: 'x' }, 'file:///tmp/notes');
  editor.setLanguage(document, 'go');
  const about = running.sent.filter(({ params }) => params?.textDocument?.uri === 'file:///tmp/notes');
  assert.deepEqual(about.map(({ method }) => method),
    ['textDocument/didOpen', 'parlance/languageChosen', 'textDocument/didClose']);
  editor.setLanguage(document, 'plaintext');
  assert.equal(running.sentOf('parlance/languageChosen').length, 2, 'plain text is a choice here');
});

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

const HINT = {
  position: { line: 0, character: 3 }, label: 'python', kind: 1, paddingLeft: true, tooltip: { kind: 'markdown', value: 'x' },
  textEdits: [{ range: { start: { line: 0, character: 3 }, end: { line: 0, character: 3 } }, newText: 'python' }],
};
const DIAGNOSTIC = {
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } }, severity: 3, source: 'parlance',
  code: 'untagged-code-block', message: 'no tag', data: { secret: 1 },
};
const EDIT = { changes: { 'file:///tmp/a.md': HINT.textEdits } };
const FEATURES = {
  capabilities: {
    hoverProvider: true, inlayHintProvider: true, completionProvider: { triggerCharacters: ['`'] },
    codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.parlance'] },
  },
  replies: {
    'textDocument/hover': { contents: { kind: 'markdown', value: '**Python**' } },
    'textDocument/inlayHint': [HINT],
    'textDocument/completion': { isIncomplete: false, items: [{ label: 'python', kind: 14, sortText: '0', textEdit: HINT.textEdits[0] }] },
    'textDocument/codeAction': [
      { title: 'Tag it', kind: 'quickfix', diagnostics: [DIAGNOSTIC], edit: EDIT, isPreferred: true },
      { title: 'Tag all', kind: 'source.fixAll.parlance', command: { title: 'Tag all', command: 'parlance.tagCodeBlocks', arguments: ['file:///tmp/a.md'] } },
      { title: 'An old client\'s', command: 'parlance.detect', arguments: ['file:///tmp/a.md'] },
    ],
    'parlance.tagCodeBlocks': { applied: true, tagged: 2, left: 1 },
  },
};

fake('hints, completion, diagnostics and code actions come through', { fake: FEATURES }, async (editor, running) => {
  const document = await opened(editor, running, { languageId: 'markdown', text: '```\nx\n```\n' }, 'file:///tmp/a.md');
  const { languages } = editor;
  assert.equal(await languages.hover(document, 0), '**Python**');
  const [hint] = await languages.hints(document);
  assert.deepEqual([hint.label, hint.kind, hint.paddingLeft, hint.textEdits[0].newText], ['python', 1, true, 'python']);
  const [item] = await languages.completions(document, 0, 3, '`');
  assert.deepEqual([item.label, item.kind, item.insertText], ['python', 13, 'python']);
  assert.deepEqual(running.sentOf('textDocument/completion')[0].params.context, { triggerKind: 2, triggerCharacter: '`' });

  running.fromServer({ method: 'textDocument/publishDiagnostics', params: { uri: 'file:///tmp/a.md', diagnostics: [DIAGNOSTIC] } });
  const [diagnostic] = await until(() => languages.diagnosticsOf(document).length && languages.diagnosticsOf(document));
  assert.deepEqual([diagnostic.severity, diagnostic.code, diagnostic.source], [2, 'untagged-code-block', 'parlance']);

  const actions = await languages.actions(document);
  assert.equal(actions.length, 3);
  assert.deepEqual(running.sentOf('textDocument/codeAction')[0].params.context, { diagnostics: [DIAGNOSTIC], triggerKind: 1 });
  assert.equal(actions[0].isPreferred, true);
  await languages.perform(actions[0]);
  assert.equal(document.text, '```python\nx\n```\n');

  await editor.save(document, ['source.fixAll.parlance']);
  assert.deepEqual(running.sentOf('textDocument/codeAction')[1].params.context.only, ['source.fixAll.parlance']);
  assert.deepEqual(running.sentOf('workspace/executeCommand')[0].params, {
    command: 'parlance.tagCodeBlocks', arguments: ['file:///tmp/a.md'] });
  assert.match(editor.messages.pop().text, /2 code blocks tagged\. 1 left alone/);

  editor.close(document);
  await until(() => languages.diagnosticsOf(document).length === 0);
});

fake('a server that has no such feature gets no such request', { fake: { capabilities: { hoverProvider: true } } }, async (editor, running) => {
  const document = await opened(editor, running, { languageId: 'markdown', text: 'x' });
  assert.deepEqual(await editor.languages.hints(document), []);
  assert.deepEqual(await editor.languages.actions(document), []);
  assert.deepEqual(running.sentOf('textDocument/inlayHint'), []);
});

const OUTCOME = {
  adopted: true, reason: 'better on the workspace', workspace: { rows: 9, before: 0.5, after: 0.9 },
  builtIn: { rows: 9, before: 0.8, after: 0.8, pValue: 1 }, newLanguages: ['foolang'], model: '/m', report: '/r',
};

fake('retraining ends with the server\'s word on it, and offers the way back', {
  fake: { words: { 'parlance.retrain': 'Parlance: better than before' }, replies: { 'parlance.retrain': OUTCOME, 'parlance.rollbackModel': { model: '/old', origin: 'the default' } } },
  folders: ['/tmp'],
}, async (editor, running) => {
  editor.press = (text, buttons) => buttons.find((button) => button === 'Roll Back');
  await editor.run('parlance.retrain');
  const [retrain, rollback] = running.sentOf('workspace/executeCommand').map(({ params }) => params);
  assert.equal(retrain.command, 'parlance.retrain');
  assert.ok(retrain.workDoneToken, 'a token for its progress');
  assert.deepEqual(editor.messages[0].text, 'Parlance: better than before');
  assert.deepEqual(editor.messages[0].buttons, ['Show Report', 'Roll Back']);
  assert.deepEqual(rollback, { command: 'parlance.rollbackModel', arguments: [] });
  assert.match(editor.messages[1].text, /answers with \/old \(the default\)/);
});

fake('retraining is cancelled from its notification', { fake: { replies: { 'parlance.retrain': 'hold' } } }, async (editor, running) => {
  const retraining = editor.run('parlance.retrain');
  const [{ params }] = await until(() => running.sentOf('workspace/executeCommand').length && running.sentOf('workspace/executeCommand'));
  const begin = { kind: 'begin', title: 'Retraining', cancellable: true };
  running.fromServer({ method: '$/progress', params: { token: params.workDoneToken, value: begin } });
  const shown = await until(() => editor.progress[0]);
  shown.cancel();
  await retraining;
  assert.equal(running.sentOf('$/cancelRequest').length, 1);
  assert.ok(shown.isDone, 'the notification is gone');
  assert.match(editor.messages[0].text, /cancelled/);
});

fake('the report is shown in a page in which nothing runs and nothing is loaded', {
  fake: { replies: { 'parlance.showTrainingReport': { uri: `file://${path.join(__dirname, 'report.html')}` } } },
}, async (editor) => {
  await editor.run('parlance.showTrainingReport');
  const [{ options, webview }] = editor.panels;
  assert.deepEqual(options, { enableScripts: false, enableForms: false, localResourceRoots: [] });
  const policies = [...webview.html.matchAll(/Content-Security-Policy" content="([^"]*)"/g)].map((match) => match[1]);
  assert.equal(policies.length, 2, 'ours before its own');
  assert.match(policies[0], /^default-src 'none'; style-src 'unsafe-inline';/);
  assert.ok(!policies[0].includes('script-src'));
  assert.ok(webview.html.indexOf('Content-Security-Policy') < webview.html.indexOf('<script'));
});

fake('what the model is stands in the log too, line by line', {
  fake: { replies: { 'parlance.showModel': { path: '/m', origin: 'o', languages: 3, text: 'the model\n3 languages' } } },
}, async (editor) => {
  await editor.run('parlance.showModel');
  assert.ok(editor.log.includes('the model\n3 languages'));
});

fake('corrections are forgotten after a question', { fake: { replies: { 'parlance.forgetCorrections': { forgotten: 4 } } } }, async (editor, running) => {
  await editor.run('parlance.forgetCorrections');
  assert.deepEqual(running.pids, [], 'who presses nothing forgets nothing');
  editor.press = (text, [button]) => button;
  await editor.run('parlance.forgetCorrections');
  assert.match(editor.messages.pop().text, /4 corrections forgotten/);
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
