'use strict';
/** What this client can do, as `initialize` tells the server. */

const CODE_ACTION_KINDS = ['quickfix', 'source', 'source.fixAll', 'source.fixAll.parlance'];

/** Diagnostics are pushed: `textDocument.diagnostic` is left out, since VS Code pulls nothing by itself. */
const capabilities = {
  general: { positionEncodings: ['utf-16'] },
  workspace: {
    applyEdit: true,
    workspaceEdit: { documentChanges: true },
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
    executeCommand: {},
    inlayHint: { refreshSupport: true },
  },
  textDocument: {
    synchronization: {},
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: {
      completionItem: {
        documentationFormat: ['markdown', 'plaintext'],
        preselectSupport: true,
      },
      contextSupport: true,
    },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: CODE_ACTION_KINDS } },
      isPreferredSupport: true,
    },
    inlayHint: {},
    publishDiagnostics: { versionSupport: true, dataSupport: true, codeDescriptionSupport: true },
  },
  window: { workDoneProgress: true, showMessage: {} },
  experimental: { 'parlance/languageDetected': true },
};

/**
 * @param {{ version: string, processId: number, locale: string, folders: { uri: string, name: string }[],
 *           settings: object }} client
 */
function initializeParams({ version, processId, locale, folders, settings }) {
  return {
    processId,
    locale,
    clientInfo: { name: 'Visual Studio Code', version },
    capabilities,
    workspaceFolders: folders.length ? folders : null,
    rootUri: null,
    initializationOptions: settings,
  };
}

module.exports = { initializeParams, capabilities };
