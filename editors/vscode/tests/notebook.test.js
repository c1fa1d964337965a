'use strict';
/** Notebooks, with the real server and the model that ships: PARLANCE_PROGRAM names it. */
const assert = require('assert/strict');
const path = require('path');
const { test } = require('node:test');
const { withExtension, until, PROGRAM } = require('./harness');
const { PYTHON, UNTAGGED, TAGGED } = require('./texts');

const skip = PROGRAM ? false : 'PARLANCE_PROGRAM names no built program';
const settings = { 'parlance.server.path': PROGRAM && path.resolve(PROGRAM) };
const NOTEBOOK = 'file:///tmp/analysis.ipynb';

/** Runs a test with a notebook of a Markdown cell and two of code, one of which has no language. */
const notebook = (name, body) =>
  test(name, { skip, timeout: 60_000 }, () =>
    withExtension({ settings }, async (editor, running) => {
      const cells = editor.openNotebook(NOTEBOOK, [
        { languageId: 'markdown', text: UNTAGGED },
        { languageId: 'python', text: PYTHON },
        { languageId: 'plaintext', text: PYTHON },
      ]);
      await body(editor, running, cells);
    }));

notebook('the Markdown cells of a notebook are looked at, and get their tags', async (editor, running, [text, code, plain]) => {
  await until(() => editor.languages.diagnosticsOf(text).length === 2, 'two diagnostics');
  const hints = await until(async () => {
    const list = await editor.languages.hints(text);
    return list.length === 2 && list;
  }, 'two hints');
  assert.match(String(hints[0].label), /python/);
  assert.match(await editor.languages.hover(text, 4), /Python/);
  await editor.languages.runAction(text, 'source.fixAll.parlance');
  await until(() => text.text === TAGGED, 'tags');
  await until(() => editor.languages.diagnosticsOf(text).length === 0, 'no diagnostic');
  assert.equal(running.sentOf('textDocument/didOpen').length, 1);
  assert.deepEqual([code.languageId, plain.languageId], ['python', 'plaintext']);
});

notebook('a cell that is added is looked at, one that becomes code is left alone', async (editor, running, [text]) => {
  await until(() => running.sentOf('textDocument/didOpen', text).length === 1, 'the first cell');
  const added = editor.addCell(editor.notebooks[0], { languageId: 'markdown', text: UNTAGGED });
  await until(() => editor.languages.diagnosticsOf(added).length === 2, 'two diagnostics');
  editor.setLanguage(added, 'python');
  await until(() => editor.languages.diagnosticsOf(added).length === 0, 'no diagnostic');
  await until(() => running.sentOf('textDocument/didClose', added).length === 1, 'a close');
  assert.equal(running.sentOf('textDocument/didOpen', added).length, 1);
});
