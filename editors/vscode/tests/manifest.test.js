'use strict';
const assert = require('assert/strict');
const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { test } = require('node:test');
const { withExtension, ROOT } = require('./harness');

const checker = path.join(ROOT, 'scripts', 'check-manifest');
const check = (folder) => spawnSync(process.execPath, [checker, folder], { encoding: 'utf8' });

test('the manifest is as VS Code wants it, and says what the code does', () => {
  const { status, stdout } = check(ROOT);
  assert.equal(status, 0, stdout);
});

/** The extension with another manifest. */
function checkChanged(change) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parlance-manifest-'));
  try {
    for (const name of fs.readdirSync(ROOT)) {
      if (name !== 'package.json') fs.symlinkSync(path.join(ROOT, name), path.join(folder, name));
    }
    const manifest = structuredClone(require('../package.json'));
    change(manifest);
    fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
    return check(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

test('the settings are those of the page for all editors', () => {
  const { status, stdout } = spawnSync(
    process.execPath, [path.join(ROOT, 'scripts', 'settings'), '--check'], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
});

const setting = (manifest) => manifest.contributes.configuration[0].properties['parlance.detection.mode'];
for (const [name, change, expected] of [
  ['a command that nobody registers', (m) => m.contributes.commands.push({ command: 'parlance.x', title: 'X' }), /parlance\.x is contributed, not/],
  ['a command that is not contributed', (m) => m.contributes.commands.shift(), /parlance\.detect is registered, not/],
  ['a setting without a default', (m) => delete setting(m).default, /detection\.mode has no default/],
  ['a default of the wrong type', (m) => (setting(m).default = 1), /the default is not of its type/],
  ['a setting without a description', (m) => delete setting(m).markdownDescription, /has no description/],
  ['an icon that is not there', (m) => (m.icon = 'gone.png'), /"icon" names a file/],
  ['an engine of another form', (m) => (m.engines.vscode = '*'), /engines\.vscode/],
  ['an activation event that does not exist', (m) => m.activationEvents.push('onWhatever'), /no activation event/],
  ['a walkthrough with a command that is none', (m) => (m.contributes.walkthroughs[0].steps[0].description = '[x](command:parlance.gone)'), /no command parlance\.gone/],
]) {
  test(`${name} is found`, () => {
    const { status, stdout } = checkChanged(change);
    assert.equal(status, 1, stdout);
    assert.match(stdout, expected);
  });
}

test('every command of the manifest is there when the extension has started', async () => {
  await withExtension({}, async (editor) => {
    const names = require('../package.json').contributes.commands.map(({ command }) => command);
    assert.deepEqual(names.filter((name) => !editor.commands.has(name)), []);
  });
});
