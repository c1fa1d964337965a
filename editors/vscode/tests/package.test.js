'use strict';
const assert = require('assert/strict');
const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const zlib = require('zlib');
const { test } = require('node:test');
const { crc32 } = require('../scripts/lib/zip');
const { withExtension, until, PROGRAM, ROOT } = require('./harness');
const { PYTHON } = require('./texts');

/** The members of an archive, read by its central directory, their checksums tried. */
function unzip(bytes) {
  const members = new Map();
  const end = bytes.length - 22;
  assert.equal(bytes.readUInt32LE(end), 0x06054b50);
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    assert.equal(bytes.readUInt32LE(at), 0x02014b50);
    const [crc, packed, size] = [16, 20, 24].map((field) => bytes.readUInt32LE(at + field));
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    assert.equal(bytes.readUInt32LE(local), 0x04034b50);
    const start = local + 30 + bytes.readUInt16LE(local + 26);
    const content = zlib.inflateRawSync(bytes.subarray(start, start + packed));
    assert.deepEqual([content.length, crc32(content)], [size, crc], name);
    members.set(name, { content, mode: (bytes.readUInt32LE(at + 38) >>> 16) & 0o777 });
    at += 46 + nameLength;
  }
  return members;
}

/** Packs with these arguments and hands over the folder and the members. */
async function packed(list, body) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parlance-vsix-'));
  try {
    const file = path.join(folder, 'parlance.vsix');
    const { status, stderr } = spawnSync(
      process.execPath, [path.join(ROOT, 'scripts', 'package'), '-o', file, ...list(folder)], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    await body(unzip(fs.readFileSync(file)), folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Every file that a module of `members` requires from beside it, from one entry on. */
function reached(members, name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  assert.ok(members.has(name), `${name} is not in the archive`);
  const code = members.get(name).content.toString('utf8');
  for (const [, relative] of code.matchAll(/require\('(\.[^']+)'\)/g)) {
    reached(members, `${path.posix.join(path.posix.dirname(name), relative)}.js`, seen);
  }
  return seen;
}

test('the checksum is the usual one', () => assert.equal(crc32(Buffer.from('123456789')), 0xcbf43926));

test('a .vsix has what VS Code looks for, and every module', async () => {
  await packed(() => [], (members) => {
    const manifest = members.get('extension.vsixmanifest').content.toString('utf8');
    for (const [, asset] of manifest.matchAll(/ Path="([^"]+)"/g)) assert.ok(members.has(asset), asset);
    assert.match(manifest, /<Identity Language="en-US" Id="parlance" Version="\d+\.\d+\.\d+" Publisher="parlance"\/>/);
    const types = members.get('[Content_Types].xml').content.toString('utf8');
    for (const name of members.keys()) {
      const isTyped = types.includes(`PartName="/${name}"`) || types.includes(`Extension="${path.extname(name)}"`);
      assert.ok(isTyped || name === '[Content_Types].xml', `${name} has no type`);
    }
    const modules = reached(members, 'extension/src/extension.js');
    const all = [...members.keys()].filter((name) => name.endsWith('.js'));
    assert.deepEqual(all.filter((name) => !modules.has(name)), [], 'modules that nobody requires');
    assert.ok(![...members.keys()].some((name) => /tests|scripts|types/.test(name)));
  });
});

test('the same tree gives the same bytes', async () => {
  const files = [];
  for (let time = 0; time < 2; time++) {
    await packed(() => [], (_, folder) => files.push(fs.readFileSync(path.join(folder, 'parlance.vsix'))));
  }
  assert.ok(files[0].equals(files[1]));
});

test('with a program in it the extension needs no other', {
  skip: PROGRAM ? false : 'PARLANCE_PROGRAM names no built program', timeout: 60_000,
}, async () => {
  const share = path.join(ROOT, '..', '..', 'share', 'parlance');
  const prefix = (folder) => {
    fs.mkdirSync(path.join(folder, 'prefix', 'bin'), { recursive: true });
    fs.mkdirSync(path.join(folder, 'prefix', 'share'));
    fs.copyFileSync(PROGRAM, path.join(folder, 'prefix', 'bin', 'parlance'));
    fs.symlinkSync(share, path.join(folder, 'prefix', 'share', 'parlance'));
    return ['--server', path.join(folder, 'prefix')];
  };
  await packed(prefix, async (members, folder) => {
    assert.match(members.get('extension.vsixmanifest').content.toString('utf8'), / TargetPlatform="\w+-\w+"/);
    for (const [name, { content, mode }] of members) {
      const file = path.join(folder, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, content, { mode });
    }
    await withExtension({ extensionPath: path.join(folder, 'extension') }, async (editor) => {
      const document = editor.open('untitled:Untitled-1', { text: PYTHON });
      await until(() => document.languageId === 'python', 'python');
      assert.ok(editor.log.some((line) => line.includes(path.join(folder, 'extension', 'server'))), editor.log.join('\n'));
    });
  });
});
