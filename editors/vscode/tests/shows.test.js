'use strict';
/**
 * What Parlance does for somebody in VS Code, from the first paste to a language of their own, in one sitting with the
 * real program: PARLANCE_PROGRAM names it. What is opened is counted at the server.
 */
const assert = require('assert/strict');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { test } = require('node:test');
const { withExtension, until, pause, isAlive, PROGRAM } = require('./harness');
const { LANGUAGES } = require('./stub/editor');
const { foolang, writeWorkspace } = require('./foolang');
const { PYTHON, RUST, PROSE, UNTAGGED, TAGGED } = require('./texts');

const skip = PROGRAM ? false : 'PARLANCE_PROGRAM names no built program';
const RECORDER = path.join(__dirname, '..', '..', 'tests', 'recorder');
const SETTLED_MILLISECONDS = 1200;

/** A program that is the server, with a record of all that reaches it. */
function recordingProgram(folder) {
  const record = path.join(folder, 'record');
  const program = path.join(folder, 'program');
  const quoted = [RECORDER, record, path.resolve(PROGRAM)].map((part) => `'${part}'`).join(' ');
  fs.writeFileSync(program, `#!/bin/sh\nexec ${quoted} "$@"\n`, { mode: 0o755 });
  const opened = () => fs.readFileSync(record, 'utf8').split('"textDocument/didOpen"').length - 1;
  return { program, opened };
}

async function sitting(editor, opened) {
  const code = editor.open('untitled:Untitled-1');
  editor.type(code, PYTHON);
  await until(() => code.languageId === 'python', 'python');
  // Closed and opened again by the change of language: one more than it needs.
  await until(() => opened() === 2, 'one didOpen more');
  editor.setLanguage(code, 'ini');
  editor.type(code, RUST);
  await pause(SETTLED_MILLISECONDS);
  assert.equal(code.languageId, 'ini');
  editor.close(code);
  const chosen = opened();
  assert.ok(chosen <= 3, `${chosen} didOpen of a document that was set twice`);

  const prose = editor.open('untitled:Untitled-2', { text: PROSE });
  await until(() => opened() === chosen + 1, 'the prose');
  await pause(SETTLED_MILLISECONDS);
  assert.equal(prose.languageId, 'plaintext');

  const page = editor.open('file:///tmp/page.md', { languageId: 'markdown', text: UNTAGGED });
  await until(async () => (await editor.languages.hints(page)).length === 2, 'two hints');
  await editor.languages.runAction(page, 'source.fixAll.parlance');
  await until(() => page.text === TAGGED, 'the tags');
  await until(async () => (await editor.languages.hints(page)).length === 0, 'no hint');

  const outcome = await editor.run('parlance.retrain');
  assert.deepEqual(outcome?.newLanguages, ['foolang'], JSON.stringify(outcome));
  assert.ok(editor.progress[0].isDone && editor.progress[0].reports.length > 3, 'progress');
  const own = editor.open('untitled:Untitled-3', { text: foolang(9002) });
  await until(() => own.languageId === 'foolang', 'foolang');
  await pause(SETTLED_MILLISECONDS);
  assert.equal(opened(), chosen + 4, 'prose, page, and the new document twice');
}

test('from the first paste to a language of one\'s own', { skip, timeout: 400_000 }, async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parlance-sitting-'));
  try {
    const workspace = path.join(folder, 'workspace');
    writeWorkspace(workspace, 60);
    const { program, opened } = recordingProgram(folder);
    const settings = {
      'parlance.server.path': program, 'parlance.training.labels': { '.foo': 'foolang' },
    };
    let pids = [];
    await withExtension({ settings, folders: [workspace], languages: [...LANGUAGES, 'foolang'] }, async (editor, running) => {
      await sitting(editor, opened);
      pids = running.pids;
    });
    assert.equal(pids.length, 1, 'one server');
    assert.ok(!isAlive(pids[0]));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
