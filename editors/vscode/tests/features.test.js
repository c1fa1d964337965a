'use strict';
/** Hover, hints, completion, diagnostics and code actions. */
const assert = require('assert/strict');
const { fake, opened } = require('./fake');
const { until } = require('./harness');

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
