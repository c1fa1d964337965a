'use strict';
const assert = require('assert/strict');
const { test } = require('node:test');
const { isServed } = require('../src/logic/documents');
const { installedID } = require('../src/logic/languages');
const { LANGUAGE_NAMES } = require('../src/logic/languageNames');
const { LastWord } = require('../src/logic/lastWord');
const { explicitSettings, settingKeys, OWN } = require('../src/logic/settings');
const { status, choices, percent, bar } = require('../src/logic/status');
const { Increments } = require('../src/server/progress');
const { Restarts, LIMIT } = require('../src/server/restarts');
const { LANGUAGES } = require('./stub/editor');
const registry = require('../../../Sources/Languages/languages.json');
const manifest = require('../package.json');

test('documents: untitled ones, plain text and Markdown of file systems, nothing that is no document', () => {
  const served = ['untitled plaintext', 'untitled go', 'file plaintext', 'file markdown', 'vscode-vfs quarto',
    'vscode-notebook-cell markdown'];
  const left = ['file go', 'output plaintext', 'git markdown', 'vscode-scm plaintext', 'vscode-notebook-cell python',
    'vscode-notebook-cell plaintext'];
  const ask = (text) => isServed({ scheme: text.split(' ')[0], languageId: text.split(' ')[1] });
  assert.deepEqual(served.filter((text) => !ask(text)), []);
  assert.deepEqual(left.filter(ask), []);
});

test('languages: the own name first, then another of the same language, then a kin', () => {
  const vue = { id: 'vue', editorId: 'vue' };
  assert.equal(installedID(vue, [...LANGUAGES, 'vue']), 'vue');
  assert.equal(installedID(vue, LANGUAGES), 'html');
  assert.equal(installedID({ id: 'pug', editorId: 'jade' }, ['pug']), 'pug');
  assert.equal(installedID({ id: 'protobuf', editorId: 'protobuf' }, ['proto3']), 'proto3');
  assert.equal(installedID({ id: 'haskell', editorId: 'haskell' }, LANGUAGES), undefined);
  assert.equal(installedID({ id: 'toString', editorId: 'constructor' }, LANGUAGES), undefined);
});

test('languages: the names are those of the registry, and a kin is one that VS Code ships', () => {
  assert.deepEqual(
    [...LANGUAGE_NAMES], registry.map(({ id, editors: { vscode: { names, near } } }) => [id, near ? { names, near } : { names }]));
  const kin = [...LANGUAGE_NAMES.values()].flatMap(({ near = [] }) => near);
  assert.deepEqual(kin.filter((id) => !LANGUAGES.includes(id)), []);
});

test('languages: of those that VS Code ships the registry has VS Code\'s own names', () => {
  const added = new Set(registry.flatMap(({ editors }) => editors.vscode.added ?? []));
  const own = registry.flatMap(({ editors }) => editors.vscode.names).filter((name) => !added.has(name));
  assert.deepEqual(own.filter((id) => !LANGUAGES.includes(id)), []);
  assert.deepEqual([...added].filter((id) => LANGUAGES.includes(id)), []);
});

test('settings: only what somebody set, in the server\'s form, and nothing of the extension\'s own', () => {
  const values = { 'detection.mode': 'off', 'languages.include': ['go'], 'server.path': '/x', statusBar: false };
  const configuration = {
    get: (key) => values[key] ?? 'the default',
    inspect: (key) => ({ key, defaultValue: 'the default', workspaceValue: values[key] }),
  };
  const keys = settingKeys(manifest);
  assert.ok(keys.includes('detection.detectOnce'));
  assert.deepEqual(OWN.filter((key) => !keys.includes(key)), []);
  assert.deepEqual(explicitSettings(keys, configuration), { detection: { mode: 'off' }, languages: { include: ['go'] } });
});

test('settings: what is set for a language or a folder counts, what a language has by default does not', () => {
  const ask = (inspected) => explicitSettings(['a'], { get: () => 1, inspect: () => inspected });
  assert.deepEqual(ask({ workspaceFolderLanguageValue: 1 }), { a: 1 });
  assert.deepEqual(ask({ defaultLanguageValue: 1 }), {});
  assert.deepEqual(ask(undefined), {});
});

test('status: percents and bars never say more than they know', () => {
  assert.deepEqual([1, 0.996, 0.994, 0.5, 0.014, 0.001].map(percent), ['>99 %', '>99 %', '99 %', '50 %', '1 %', '<1 %']);
  assert.deepEqual([0, 0.04, 0.5, 0.77, 1].map(bar), ['░░░░░░░░░░', '▌░░░░░░░░░', '█████░░░░░', '███████▌░░', '██████████']);
});

const PYTHON = { id: 'python', name: 'Python', editorId: 'python' };
const answer = {
  textDocument: { uri: 'u', version: 1 }, language: PYTHON, confidence: 0.91, decision: 'apply', reason: 'certain enough',
  alternatives: [{ id: 'ruby', name: 'Ruby', editorId: 'ruby', confidence: 0.05 }],
};
const shown = (changes, detection = {}) =>
  status({ server: 'running', detection: { answer: { ...answer, ...changes }, ...detection } })?.text;

test('status: what is shown of an answer', () => {
  assert.equal(shown({}), '$(check) Python 91 %');
  assert.equal(shown({ decision: 'suggest' }), '$(question) Python 91 %');
  assert.equal(shown({ decision: 'none', language: null }), '$(search) ?');
  assert.equal(shown({}, { missing: PYTHON }), '$(extensions) Python 91 %');
  assert.equal(shown({}, { ended: 'chosen' }), undefined);
  assert.equal(status({ server: 'running', detection: undefined }), undefined);
  assert.equal(status({ server: 'failed', detection: undefined }).isWarning, true);
  assert.match(status({ server: 'running', detection: { answer } }).tooltip, /certain enough\nAlso: Ruby 5 %/);
});

test('status: the list has the best first, and is empty where nothing is known', () => {
  assert.deepEqual(choices(answer).map(({ label }) => label), ['Python', 'Ruby']);
  assert.deepEqual(choices({ ...answer, language: null }).map(({ label }) => label), ['Ruby']);
  assert.deepEqual(choices(undefined), []);
});

test('the last word goes to who asks for it in time, else it is shown', async () => {
  const shown = [];
  const word = new LastWord((text) => shown.push(text));
  word.hold('first');
  word.hold('second');
  assert.deepEqual(shown, ['first']);
  assert.equal(word.take(), 'second');
  assert.equal(word.take(), undefined);
  word.hold('third');
  await new Promise((resolve) => setTimeout(resolve, 400));
  assert.deepEqual(shown, ['first', 'third']);
});

test('progress: percentages become increments that never go back or past the end', () => {
  const increments = new Increments();
  assert.deepEqual([10, 10, 5, undefined, 60, 150].map((p) => increments.to(p)), [10, undefined, undefined, undefined, 50, 40]);
});

test('restarts: later each time, and not for ever; what is long ago is forgotten', () => {
  let now = 0;
  const restarts = new Restarts(() => now);
  const delays = Array.from({ length: LIMIT + 1 }, () => restarts.afterCrash());
  assert.deepEqual(delays, [50, 150, 450, 1350, undefined]);
  now += 4 * 60 * 1000;
  assert.equal(restarts.afterCrash(), 50);
  restarts.forget();
  assert.equal(restarts.afterCrash(), 50);
});
