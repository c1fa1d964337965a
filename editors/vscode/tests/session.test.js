'use strict';
/** The extension in the stub of VS Code, with the real server and the model that ships: PARLANCE_PROGRAM names it. */
const assert = require('assert/strict');
const path = require('path');
const { test } = require('node:test');
const { withExtension, until, pause, PROGRAM, isAlive } = require('./harness');
const { LANGUAGES } = require('./stub/editor');
const { PYTHON, RUST, HASKELL, PROSE, MARKDOWN } = require('./texts');

const skip = PROGRAM ? false : 'PARLANCE_PROGRAM names no built program';
const settings = { 'parlance.server.path': PROGRAM && path.resolve(PROGRAM), 'parlance.detection.debounceMilliseconds': 30 };

/** Runs a test with a window, and whatever `options` say. */
const session = (name, options, body) =>
  test(name, { skip, timeout: 60_000 }, () =>
    withExtension({ ...options, settings: { ...settings, ...options.settings } }, body));

/** An answer that is awaited says more than time that goes by: a hover asked for now is answered after all before. */
async function answered(editor, running, document) {
  await until(() => running.sentOf('textDocument/didOpen', document).length > 0);
  await pause(3 * settings['parlance.detection.debounceMilliseconds']);
  await editor.languages.hover(document, 0);
  await pause(20);
}

session('pasted code gets its language, and one didOpen more than the document needs is all it takes', {}, async (editor, running) => {
  const document = editor.open('untitled:Untitled-1');
  editor.type(document, PYTHON);
  await until(() => document.languageId === 'python', 'python');
  await until(() => running.sentOf('textDocument/didOpen', document).length === 2);
  assert.match(editor.status, /^\$\(check\) Python (\d\d|>99) %$/);
  await answered(editor, running, document);
  assert.equal(running.sentOf('textDocument/didOpen', document).length, 2);
  assert.equal(running.receivedOf('parlance/languageDetected').length, 1);
  assert.deepEqual(running.sentOf('parlance/languageChosen'), []);
});

session('a text that is there when the window opens gets its language too', {
  prepare: (editor) => editor.open('untitled:Untitled-1', { text: RUST }),
}, async (editor) => {
  await until(() => editor.documents[0].languageId === 'rust', 'rust');
});

session('code that is typed gets its language', {}, async (editor, running) => {
  const document = editor.open('untitled:Untitled-1');
  for (const line of RUST.split('\n')) {
    editor.type(document, `${line}\n`);
    await pause(10);
  }
  await until(() => document.languageId === 'rust', 'rust');
  await answered(editor, running, document);
  assert.equal(document.languageId, 'rust');
});

session('prose stays as it is', {}, async (editor, running) => {
  const document = editor.open('untitled:Untitled-1', { text: PROSE });
  await answered(editor, running, document);
  assert.equal(document.languageId, 'plaintext');
  assert.equal(running.sentOf('textDocument/didOpen').length, 1);
  assert.ok(!editor.status?.includes('$(check)'), editor.status);
});

session('a language that the user sets stays, whatever is typed after it', {}, async (editor, running) => {
  const document = editor.open('untitled:Untitled-1', { text: PYTHON });
  await until(() => document.languageId === 'python', 'python');
  await answered(editor, running, document);
  editor.setLanguage(document, 'ini');
  editor.clear(document);
  editor.type(document, RUST);
  await answered(editor, running, document);
  assert.equal(document.languageId, 'ini');
  assert.equal(editor.status, undefined);
  assert.deepEqual(running.sentOf('parlance/languageChosen').map(({ params }) => params), [
    { textDocument: { uri: 'untitled:Untitled-1' }, languageId: 'ini' },
  ]);
  assert.equal(running.sentOf('textDocument/didOpen').length, 3);
});

session('the choice of plain text is one too', {}, async (editor, running) => {
  const document = editor.open('untitled:Untitled-1', { text: PYTHON });
  await until(() => document.languageId === 'python', 'python');
  editor.setLanguage(document, 'plaintext');
  editor.type(document, PYTHON);
  await answered(editor, running, document);
  assert.equal(document.languageId, 'plaintext');
});

session('a text that becomes clearly another gets another language', {}, async (editor) => {
  const document = editor.open('untitled:Untitled-1', { text: PYTHON });
  await until(() => document.languageId === 'python', 'python');
  editor.clear(document);
  editor.type(document, RUST);
  await until(() => document.languageId === 'rust', 'rust');
});

session('files: without an extension they get their language, with .txt it is offered', {}, async (editor, running) => {
  const script = editor.open('file:///tmp/a%20folder/script', { text: PYTHON });
  await until(() => script.languageId === 'python', 'python');
  const notes = editor.open('file:///tmp/notes.txt', { text: RUST });
  await until(() => editor.status?.startsWith('$(question) Rust'), 'a suggestion');
  assert.equal(notes.languageId, 'plaintext');
  await answered(editor, running, notes);
  assert.equal(notes.languageId, 'plaintext');
});

session('a suggestion is taken by a click, and is then the user\'s choice', {
  settings: { 'parlance.detection.mode': 'suggest' },
}, async (editor, running) => {
  const document = editor.open('untitled:Untitled-1', { text: PYTHON });
  await until(() => editor.status?.startsWith('$(question) Python'), 'a suggestion');
  assert.equal(document.languageId, 'plaintext');
  editor.pick = (items) => items[0];
  await editor.run('parlance.chooseLanguage');
  assert.equal(document.languageId, 'python');
  assert.equal(running.sentOf('parlance/languageChosen')[0].params.languageId, 'python');
});

session('a document that is left alone stays as it is', {}, async (editor, running) => {
  const document = editor.open('untitled:Untitled-1');
  await until(() => running.sentOf('textDocument/didOpen', document).length === 1);
  editor.pick = (items) => items.find(({ action }) => action === 'stop');
  await editor.run('parlance.chooseLanguage');
  editor.type(document, PYTHON);
  await pause(200);
  assert.equal(document.languageId, 'plaintext');
  assert.equal(running.sentOf('textDocument/didChange').length, 0);
});

session('a language that no extension brings is told and not set', {}, async (editor, running) => {
  const document = editor.open('untitled:Untitled-1', { text: HASKELL });
  await until(() => editor.status?.startsWith('$(extensions) Haskell'), 'Haskell');
  await answered(editor, running, document);
  assert.equal(document.languageId, 'plaintext');
  assert.equal(running.sentOf('textDocument/didOpen').length, 1);
});

session('and is set where one does', { languages: [...LANGUAGES, 'haskell'] }, async (editor) => {
  const document = editor.open('untitled:Untitled-1', { text: HASKELL });
  await until(() => document.languageId === 'haskell', 'haskell');
});

session('excluded languages are not set; a setting holds as soon as it is changed', {
  settings: { 'parlance.languages.exclude': ['python'] },
}, async (editor, running) => {
  const document = editor.open('untitled:Untitled-1', { text: PYTHON });
  await answered(editor, running, document);
  assert.notEqual(document.languageId, 'python');
  editor.set('parlance.languages.exclude', []);
  await until(() => document.languageId === 'python', 'python');
});

session('hover speaks of an untitled document and of a code block', {}, async (editor, running) => {
  const untitled = editor.open('untitled:Untitled-1', { text: PYTHON });
  await until(() => untitled.languageId === 'python', 'python');
  assert.match(await until(() => editor.languages.hover(untitled, 0)), /Python/);
  const page = editor.open('file:///tmp/page.md', { languageId: 'markdown', text: MARKDOWN });
  await until(() => running.sentOf('textDocument/didOpen', page).length === 1);
  assert.match(await editor.languages.hover(page, 6), /SQL/);
  assert.equal(await editor.languages.hover(page, 2), undefined);
});

session('documents that nobody looks at are not sent, until somebody does', {}, async (editor, running) => {
  const shown = editor.open('untitled:Untitled-1', { text: PYTHON });
  const hidden = editor.open('file:///tmp/hidden.md', { languageId: 'markdown', text: MARKDOWN, isShown: false });
  editor.open('output:tasks', { text: 'built\n' });
  editor.open('file:///tmp/main.go', { languageId: 'go', text: 'package main\n' });
  await until(() => shown.languageId === 'python', 'python');
  assert.deepEqual(new Set(running.sentOf('textDocument/didOpen').map(({ params }) => params.textDocument.uri)),
    new Set(['untitled:Untitled-1']));
  editor.show(hidden);
  await until(() => running.sentOf('textDocument/didOpen', hidden).length === 1);
  editor.close(hidden);
  await until(() => running.sentOf('textDocument/didClose', hidden).length === 1);
});

session('a server that was killed comes back, and detection goes on', {}, async (editor, running) => {
  const document = editor.open('untitled:Untitled-1', { text: PYTHON });
  await until(() => document.languageId === 'python', 'python');
  const [first] = running.pids;
  process.kill(first, 'SIGKILL');
  await until(() => running.pids.length === 2 && !isAlive(first), 'a second server');
  await until(() => running.receivedOf('parlance/languageDetected').length === 2);
  assert.equal(document.languageId, 'python');
  editor.clear(document);
  editor.type(document, RUST);
  await until(() => document.languageId === 'rust', 'rust');
});
