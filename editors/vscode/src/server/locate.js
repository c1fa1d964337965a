'use strict';
/** Where the program `parlance` is. */
const fs = require('fs');
const path = require('path');

/**
 * @typedef {{ path: string } | { problem: string, isConfigured: boolean }} Location
 * @typedef {{ configured: string, extensionPath: string, searchPath: string, home: string, platform: string,
 *             isExecutable?: (path: string) => boolean }} Surroundings
 */

/** @param {string} file */
function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** @param {Surroundings} around */
function candidates({ extensionPath, searchPath, home, platform }) {
  const name = platform === 'win32' ? 'parlance.exe' : 'parlance';
  const folders = searchPath.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  // An editor that was started from a desktop often has a shorter PATH than the user's shell.
  const usual = [path.join(home, '.local', 'bin'), '/usr/local/bin', '/opt/homebrew/bin', '/usr/bin'];
  return [
    path.join(extensionPath, 'server', 'bin', name),
    ...[...folders, ...usual].map((folder) => path.join(folder, name)),
    // The extension runs out of a clone that was built.
    path.join(extensionPath, '..', '..', '.build', 'release', name),
  ];
}

/**
 * The setting's program and no other; without the setting the one in the extension, then PATH's, then those in the
 * usual places.
 * @param {Surroundings} around
 * @returns {Location}
 */
function locate(around) {
  const check = around.isExecutable ?? isExecutable;
  const configured = around.configured.trim().replace(/^~(?=$|[/\\])/, around.home);
  if (configured) {
    if (path.isAbsolute(configured) && check(configured)) return { path: configured };
    return { problem: `parlance.server.path: ${configured} is not the whole path of a program`, isConfigured: true };
  }
  const found = candidates(around).find(check);
  if (found) return { path: found };
  return { problem: 'the program parlance was not found, neither in PATH nor in the usual places', isConfigured: false };
}

module.exports = { locate };
