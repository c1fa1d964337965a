'use strict';
/** Learning from a workspace, with the real program and the model that ships: PARLANCE_PROGRAM names it. */
const assert = require('assert/strict');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { test } = require('node:test');
const { withExtension, until, PROGRAM } = require('./harness');
const { LANGUAGES } = require('./stub/editor');
const { foolang, writeWorkspace } = require('./foolang');

const skip = PROGRAM ? false : 'PARLANCE_PROGRAM names no built program';
const settings = {
  'parlance.server.path': PROGRAM && path.resolve(PROGRAM),
  'parlance.training.labels': { '.foo': 'foolang' },
};

/** Runs a test with a workspace of a language that nobody has. It trains, which takes its time on a busy machine. */
const workspace = (name, body) =>
  test(name, { skip, timeout: 400_000 }, async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parlance-workspace-'));
    try {
      writeWorkspace(folder, 60);
      const options = { settings, folders: [folder], languages: [...LANGUAGES, 'foolang'] };
      await withExtension(options, (editor, running) => body(editor, running, folder));
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

workspace('a language of the workspace is learned, detected, and forgotten again by the way back', async (editor, running) => {
  const before = editor.open('untitled:Untitled-1', { text: foolang(9001) });
  const outcome = await editor.run('parlance.retrain');
  assert.equal(outcome?.adopted, true, JSON.stringify(outcome));
  assert.deepEqual(outcome.newLanguages, ['foolang']);
  const [shown] = editor.progress;
  assert.ok(shown.isDone && shown.cancellable, 'a notification that can be cancelled, and is gone');
  const total = shown.reports.reduce((sum, { increment = 0 }) => sum + increment, 0);
  assert.ok(total > 50 && total <= 100, `progress to ${total} %`);
  assert.equal(editor.messages.length, 1, JSON.stringify(editor.messages));
  assert.deepEqual(editor.messages[0].buttons, ['Show Report', 'Roll Back']);
  assert.match(editor.messages[0].text, /foolang/);

  editor.close(before);
  const after = editor.open('untitled:Untitled-2', { text: foolang(9002) });
  await until(() => after.languageId === 'foolang', 'foolang');
  assert.equal(running.pids.length, 1, 'the running server switched');

  await editor.run('parlance.showTrainingReport');
  assert.match(editor.panels[0].webview.html, /<h1>/);

  await editor.run('parlance.rollbackModel');
  const again = editor.open('untitled:Untitled-3', { text: foolang(9003) });
  await until(async () => await editor.languages.hover(again, 0), 'a hover');
  assert.notEqual(again.languageId, 'foolang');
});

workspace('a training that is cancelled leaves everything as it was', async (editor, running, folder) => {
  const retraining = editor.run('parlance.retrain');
  const shown = await until(() => editor.progress[0]?.reports.length > 1 && editor.progress[0], 'progress');
  shown.cancel();
  await retraining;
  assert.match(editor.messages[0].text, /cancelled/);
  assert.ok(shown.isDone);
  assert.ok(!fs.existsSync(path.join(folder, '.parlance', 'model')));
  await editor.run('parlance.showModel');
  assert.equal(running.pids.length, 1);
});
