'use strict';
/** Code blocks in Markdown, with the real server and the model that ships: PARLANCE_PROGRAM names it. */
const assert = require('assert/strict');
const path = require('path');
const { test } = require('node:test');
const { withExtension, until, PROGRAM } = require('./harness');
const { PYTHON, MARKDOWN, UNTAGGED, TAGGED } = require('./texts');

const skip = PROGRAM ? false : 'PARLANCE_PROGRAM names no built program';
const settings = { 'parlance.server.path': PROGRAM && path.resolve(PROGRAM) };

/** Runs a test with a Markdown document that the server has looked at. */
const page = (name, text, body, options = {}) =>
  test(name, { skip, timeout: 60_000 }, () =>
    withExtension({ ...options, settings: { ...settings, ...options.settings } }, async (editor, running) => {
      const document = editor.open('file:///tmp/page.md', { languageId: 'markdown', text });
      await until(() => running.receivedOf('textDocument/publishDiagnostics').length > 0, 'diagnostics');
      await body(editor, document, running);
    }));

const codes = (editor, document) => editor.languages.diagnosticsOf(document).map(({ code }) => code.value ?? code);

page('untagged blocks have hints; a hint that is accepted writes the tag, and the diagnostic goes', UNTAGGED, async (editor, document) => {
  await until(() => codes(editor, document).length === 2, 'two diagnostics');
  assert.deepEqual(codes(editor, document), ['untagged-code-block', 'untagged-code-block']);
  const hints = await until(async () => {
    const list = await editor.languages.hints(document);
    return list.length === 2 && list;
  }, 'two hints');
  assert.match(String(hints[0].label), /python/);
  await editor.languages.accept(document, hints[0]);
  assert.ok(document.text.startsWith('# Two blocks\n\n```python\n'));
  await until(() => codes(editor, document).length === 1, 'one diagnostic');
});

page('a save writes the tags and changes nothing else; then there is nothing to say', UNTAGGED, async (editor, document, running) => {
  await until(() => codes(editor, document).length === 2, 'two diagnostics');
  await editor.save(document, ['source.fixAll.parlance']);
  await until(() => document.text !== UNTAGGED, 'tags');
  assert.equal(document.text, TAGGED);
  await until(() => codes(editor, document).length === 0, 'no diagnostic');
  await editor.save(document, ['source.fixAll.parlance']);
  assert.equal(document.text, TAGGED);
  assert.equal(running.sentOf('textDocument/didOpen').length, 1);
  assert.equal(running.sentOf('textDocument/didChange').length, 1);
});

page('a quick fix tags one block', UNTAGGED, async (editor, document) => {
  await until(() => codes(editor, document).length === 2, 'two diagnostics');
  const [, second] = editor.languages.diagnosticsOf(document);
  const actions = await editor.languages.actions(document, second.range, 'quickfix');
  const tag = actions.find(({ isPreferred }) => isPreferred);
  assert.match(tag.title, /rust/);
  await editor.languages.perform(tag);
  assert.equal(document.text, UNTAGGED.replace('~~~~  ', '~~~~rust  '));
});

const UNCERTAIN = MARKDOWN.replace(/SELECT[^`]*/, 'total = 42\n');

page('the command tags what is certain, and says how much it left', UNCERTAIN, async (editor, document) => {
  await editor.run('parlance.tagCodeBlocks');
  await until(() => document.text.includes('```python\nimport json'), 'the tag');
  assert.match(editor.messages.at(-1).text, /^Parlance: 1 code block tagged\. 1 left alone/);
});

page('behind a fence completion has the likeliest first', UNTAGGED, async (editor, document) => {
  const items = await editor.languages.completions(document, 2, 3, '`');
  assert.equal([...items].sort((a, b) => (a.sortText < b.sortText ? -1 : 1))[0].insertText, 'python');
});

page('a tag of another language is one that a quick fix mends', UNTAGGED.replace('```\n', '```js\n'), async (editor, document) => {
  await until(() => codes(editor, document).includes('mistagged-code-block'), 'a wrong tag');
  await editor.run('parlance.tagCodeBlocks');
  await until(() => document.text === TAGGED, 'the tags');
});

test('an untitled document that becomes Markdown has its blocks looked at', { skip, timeout: 60_000 }, () =>
  withExtension({ settings }, async (editor) => {
    const document = editor.open('untitled:Untitled-1', { text: UNTAGGED });
    editor.setLanguage(document, 'markdown');
    await until(() => codes(editor, document).length === 2, 'two diagnostics');
    editor.setLanguage(document, 'python');
    await until(() => codes(editor, document).length === 0, 'no diagnostic');
  }));
