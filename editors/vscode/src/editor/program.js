'use strict';
/** Which program is started, and what the user is told where that does not succeed. */
const os = require('os');
const vscode = require('vscode');
const { locate } = require('../server/locate');

const WALKTHROUGH = 'parlance.parlance#parlance.start';

/** There is no program where one was looked for. */
class ProgramMissing extends Error {}

/** @param {string} extensionPath */
function locateProgram(extensionPath) {
  const found = locate({
    configured: vscode.workspace.getConfiguration('parlance').get('server.path', ''),
    extensionPath,
    searchPath: process.env.PATH ?? '',
    home: os.homedir(),
    platform: process.platform,
  });
  if ('problem' in found) throw new ProgramMissing(found.problem);
  return found.path;
}

/**
 * What each button does.
 * @type {Record<string, [command: string, ...list: unknown[]]>}
 */
const BUTTONS = {
  'How to Install': ['workbench.action.openWalkthrough', WALKTHROUGH, false],
  'Open Settings': ['workbench.action.openSettings', 'parlance.server.path'],
  'Show Log': ['parlance.showLog'],
  Restart: ['parlance.restartServer'],
};

/**
 * Tells that there is no server, with what can be done about it.
 * @param {Error} problem
 */
async function tellFailure(problem) {
  const isMissing = problem instanceof ProgramMissing;
  const buttons = isMissing ? ['How to Install', 'Open Settings'] : ['Show Log', 'Restart'];
  const pressed = await vscode.window.showErrorMessage(`Parlance: ${problem.message}`, ...buttons);
  if (pressed) await vscode.commands.executeCommand(...BUTTONS[pressed]);
}

module.exports = { locateProgram, tellFailure };
