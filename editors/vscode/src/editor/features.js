'use strict';
/** The server's language features as VS Code's providers, registered when a server says that it has them. */
const vscode = require('vscode');
const { CELLS, FILES, MARKDOWN, PLAIN } = require('../logic/documents');
const convert = require('./convert');

/** @type {vscode.DocumentSelector} */
const SELECTOR = [
  { scheme: 'untitled' },
  ...FILES.flatMap((scheme) => [PLAIN, ...MARKDOWN].map((language) => ({ scheme, language }))),
  ...MARKDOWN.map((language) => ({ scheme: CELLS, language })),
];

/** What a provider needs of the rest.
 * @typedef {{ ask: (method: string, document: vscode.TextDocument, params: object, token: vscode.CancellationToken,
 *             ) => Promise<any>, hintsChanged: vscode.Event<void> }} Host
 */

/** @param {Host} host */
function hoverProvider({ ask }) {
  return vscode.languages.registerHoverProvider(SELECTOR, {
    async provideHover(document, position, token) {
      const params = { position: convert.fromPosition(position) };
      return convert.toHover(await ask('textDocument/hover', document, params, token));
    },
  });
}

/**
 * @param {Host} host
 * @param {any} options
 */
function completionProvider({ ask }, { triggerCharacters = [] }) {
  const provider = {
    /** @type {vscode.CompletionItemProvider['provideCompletionItems']} */
    async provideCompletionItems(document, position, token, { triggerKind, triggerCharacter }) {
      // The protocol counts from 1, VS Code from 0.
      const context = { triggerKind: triggerKind + 1, triggerCharacter };
      const params = { position: convert.fromPosition(position), context };
      return convert.toCompletionList(await ask('textDocument/completion', document, params, token));
    },
  };
  return vscode.languages.registerCompletionItemProvider(SELECTOR, provider, ...triggerCharacters);
}

/** @param {Host} host */
function inlayHintsProvider({ ask, hintsChanged }) {
  return vscode.languages.registerInlayHintsProvider(SELECTOR, {
    onDidChangeInlayHints: hintsChanged,
    async provideInlayHints(document, range, token) {
      const hints = await ask('textDocument/inlayHint', document, { range: convert.fromRange(range) }, token);
      return (hints ?? []).map(convert.toInlayHint);
    },
  });
}

/**
 * @param {Host} host
 * @param {any} options
 */
function codeActionProvider({ ask }, options) {
  const kinds = options.codeActionKinds ?? ['quickfix', 'source.fixAll.parlance'];
  /** @type {vscode.CodeActionProvider} */
  const provider = {
    async provideCodeActions(document, range, { diagnostics, only, triggerKind }, token) {
      const context = {
        diagnostics: diagnostics.map(convert.fromDiagnostic).filter(Boolean),
        ...(only && { only: [only.value] }),
        triggerKind,
      };
      const params = { range: convert.fromRange(range), context };
      return ((await ask('textDocument/codeAction', document, params, token)) ?? []).map(convert.toCodeAction);
    },
  };
  return vscode.languages.registerCodeActionsProvider(SELECTOR, provider, {
    providedCodeActionKinds: kinds.map((/** @type {string} */ kind) => vscode.CodeActionKind.Empty.append(kind)),
  });
}

/**
 * By the name of the capability.
 * @type {Record<string, (host: Host, options: any) => vscode.Disposable>}
 */
const PROVIDERS = {
  hoverProvider,
  completionProvider,
  inlayHintProvider: inlayHintsProvider,
  codeActionProvider,
};

/**
 * Registers what this server can do.
 * @param {any} capabilities
 * @param {Host} host
 * @returns {vscode.Disposable[]}
 */
function registerFeatures(capabilities, host) {
  return Object.entries(PROVIDERS)
    .filter(([name]) => capabilities[name])
    .map(([name, register]) => register(host, capabilities[name] === true ? {} : capabilities[name]));
}

module.exports = { registerFeatures, SELECTOR };
