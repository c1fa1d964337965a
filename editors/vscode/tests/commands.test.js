'use strict';
/** What the user asks for by a command. */
const assert = require('assert/strict');
const path = require('path');
const { fake } = require('./fake');
const { until } = require('./harness');

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
