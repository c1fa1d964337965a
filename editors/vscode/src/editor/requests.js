'use strict';
/** What the server asks of the editor, and tells it. */
const vscode = require('vscode');
const { explicitSettings } = require('../logic/settings');
const convert = require('./convert');
const { openDocument } = require('./detection');

/**
 * @typedef {{ settingKeys: string[], diagnostics: vscode.DiagnosticCollection,
 *             detected: (answer: import('../logic/detections').Answer) => void,
 *             tell: (params: { type: number, message: string }) => void, refreshHints: () => void }} Host
 */

/**
 * Gives a new session its handlers.
 * @param {import('../server/session').Session} session
 * @param {Host} host
 */
function handleRequests({ connection }, host) {
  connection.onRequest('workspace/configuration', ({ items }) =>
    items.map((/** @type {any} */ item) => (item.section === 'parlance' ? currentSettings(host.settingKeys) : null)));
  connection.onRequest('workspace/workspaceFolders', () => trustedFolders());
  connection.onRequest('workspace/applyEdit', applyEdit);
  connection.onRequest('workspace/inlayHint/refresh', () => host.refreshHints());
  connection.onRequest('window/showMessageRequest', showMessageRequest);
  connection.onNotification('window/showMessage', host.tell);
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) =>
    host.diagnostics.set(vscode.Uri.parse(uri), diagnostics.map(convert.toDiagnostic)));
  connection.onNotification('parlance/languageDetected', host.detected);
}

/** @param {string[]} keys */
function currentSettings(keys) {
  return explicitSettings(keys, vscode.workspace.getConfiguration('parlance'));
}

/**
 * The folders on this machine's disk. A folder that is not trusted has no say in which model answers, and nothing is
 * trained from it.
 */
function trustedFolders() {
  if (!vscode.workspace.isTrusted) return [];
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri, name }) => ({ uri: uri.toString(), name }));
}

/** @param {{ type: number, message: string, actions?: { title: string }[] }} params */
async function showMessageRequest({ type, message, actions = [] }) {
  const title = await showMessage({ type, message }, actions.map((action) => action.title));
  return actions.find((action) => action.title === title) ?? null;
}

/**
 * @param {{ type: number, message: string }} params
 * @param {string[]} buttons
 */
function showMessage({ type, message }, buttons) {
  const { window } = vscode;
  if (type === 1) return window.showErrorMessage(message, ...buttons);
  if (type === 2) return window.showWarningMessage(message, ...buttons);
  return window.showInformationMessage(message, ...buttons);
}

/**
 * An edit that was made for an older state of a document is refused.
 * @param {{ edit: any }} params
 */
async function applyEdit({ edit }) {
  try {
    const stale = convert.textEdits(edit).find(([uri, , version]) => isStale(uri, version));
    if (stale) return { applied: false, failureReason: 'the document has been changed in the meantime' };
    return { applied: await vscode.workspace.applyEdit(convert.toWorkspaceEdit(edit)) };
  } catch (error) {
    return { applied: false, failureReason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * @param {string} uri
 * @param {number | null | undefined} version
 */
function isStale(uri, version) {
  return typeof version === 'number' && openDocument(uri)?.version !== version;
}

module.exports = { handleRequests, showMessage, currentSettings, trustedFolders };
