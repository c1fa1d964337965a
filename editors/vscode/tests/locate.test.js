'use strict';
const assert = require('assert/strict');
const { test } = require('node:test');
const { locate } = require('../src/server/locate');

const find = (present, changes = {}) =>
  locate({
    configured: '', extensionPath: '/ext/vscode', searchPath: '/a:/b::relative', home: '/home/me', platform: 'linux',
    isExecutable: (file) => present.includes(file), ...changes,
  });

test('the program inside the extension comes before PATH, and PATH before the usual places', () => {
  const places = ['/ext/vscode/server/bin/parlance', '/a/parlance', '/b/parlance', '/home/me/.local/bin/parlance',
    '/usr/local/bin/parlance', '/opt/homebrew/bin/parlance', '/usr/bin/parlance', '/.build/release/parlance'];
  places.forEach((place, index) => assert.deepEqual(find(places.slice(index)), { path: place }));
});

test('a folder of PATH that is relative is not looked into', () => {
  assert.ok('problem' in find(['parlance', 'relative/parlance']));
});

test('the setting names the program, and no other is taken in its place', () => {
  assert.deepEqual(find(['/mine/parlance', '/a/parlance'], { configured: '/mine/parlance' }), { path: '/mine/parlance' });
  assert.deepEqual(find(['/home/me/bin/p'], { configured: '~/bin/p' }), { path: '/home/me/bin/p' });
  const wrong = find(['/a/parlance', 'parlance'], { configured: '/gone' });
  assert.match(wrong.problem, /parlance\.server\.path: \/gone /);
  assert.ok('problem' in find(['parlance'], { configured: 'parlance' }));
});

test('a folder and a file that cannot be run are no program', () => {
  const around = { configured: '/', extensionPath: '/nowhere', searchPath: '', home: '/nowhere', platform: 'linux' };
  assert.ok('problem' in locate(around));
  assert.ok('problem' in locate({ ...around, configured: __filename }));
  assert.deepEqual(locate({ ...around, configured: process.execPath }), { path: process.execPath });
});
