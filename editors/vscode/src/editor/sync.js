'use strict';
/** Keeps the server's copies of documents equal to VS Code's. */
const vscode = require('vscode');
const { isServed } = require('../logic/documents');
const { fromRange } = require('./convert');

/**
 * @typedef {{ supervisor: import('../server/supervisor').Supervisor,
 *             detections: import('../logic/detections').Detections,
 *             onEdit: (document: vscode.TextDocument) => void,
 *             onClosed: (uri: string) => void,
 *             onLanguage: (document: vscode.TextDocument) => void }} Options
 */

class DocumentSync {
  /** @param {Options} options */
  constructor(options) {
    this.options = options;
    /**
     * The documents that the server knows: their URIs, and the versions it was told of.
     * @type {Map<string, number>}
     */
    this.open = new Map();
    /**
     * A document that VS Code has just closed, which may be half of a change of language.
     * @type {{ document: vscode.TextDocument, uri: string } | undefined}
     */
    this.justClosed = undefined;
    const { workspace, window } = vscode;
    this.subscriptions = [
      workspace.onDidOpenTextDocument((document) => this.didOpen(document)),
      workspace.onDidChangeTextDocument((event) => this.didChange(event)),
      workspace.onDidCloseTextDocument((document) => this.didClose(document)),
      workspace.onDidOpenNotebookDocument(() => this.considerAll()),
      window.tabGroups.onDidChangeTabs(() => this.considerAll()),
      window.onDidChangeVisibleTextEditors(() => this.considerAll()),
    ];
  }

  /** The server that was told of the documents is gone. */
  serverGone() {
    this.open.clear();
    this.options.detections.serverGone();
  }

  /** Tells the server of every document that somebody looks at: others open documents too, thousands at times. */
  considerAll() {
    const shown = shownURIs();
    for (const document of vscode.workspace.textDocuments) {
      if (shown.has(document.uri.toString())) this.consider(document);
    }
  }

  /**
   * Tells the server of a document, if that is one of its kind. The first one starts the server.
   * @param {vscode.TextDocument} document
   */
  consider(document) {
    const uri = document.uri.toString();
    if (this.open.has(uri) || document.isClosed || !this.isServed(document)) return;
    const session = this.options.supervisor.ready;
    if (session) this.tellOpen(session, document);
    else void this.options.supervisor.running().catch(() => {});
  }

  /**
   * Also a file that is no longer plain text because we said so.
   * @param {vscode.TextDocument} document
   */
  isServed(document) {
    const detection = this.options.detections.get(document.uri.toString());
    if (detection?.ended === 'stopped') return false;
    const isOurs = detection?.applied === document.languageId && !detection.ended;
    return isOurs || isServed({ scheme: document.uri.scheme, languageId: document.languageId });
  }

  /**
   * @param {import('../server/session').Session} session
   * @param {vscode.TextDocument} document
   */
  tellOpen(session, document) {
    const uri = document.uri.toString();
    const { version, languageId } = document;
    this.open.set(uri, version);
    session.connection.notify('textDocument/didOpen', {
      textDocument: {
        uri,
        languageId: this.options.detections.languageForServer(uri, languageId),
        version,
        text: document.getText(),
      },
    });
    if (this.options.detections.get(uri)?.ended === 'chosen') this.tellChoice(document);
  }

  /** @param {vscode.TextDocument} document */
  tellChoice(document) {
    const { languageId } = document;
    this.notify('parlance/languageChosen', { textDocument: { uri: document.uri.toString() }, languageId });
  }

  /** @param {string} uri */
  tellClosed(uri) {
    if (this.open.delete(uri)) this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** @param {vscode.TextDocument} document */
  didOpen(document) {
    const closed = this.justClosed;
    this.justClosed = undefined;
    if (closed?.document === document) return this.languageChanged(document);
    if (closed) this.reallyClosed(closed);
    if (shownURIs().has(document.uri.toString())) this.consider(document);
  }

  /**
   * VS Code tells of a change of language by closing and opening the document, at once: what is opened next decides.
   * @param {vscode.TextDocument} document
   */
  didClose(document) {
    if (this.justClosed) this.reallyClosed(this.justClosed);
    const closed = (this.justClosed = { document, uri: document.uri.toString() });
    queueMicrotask(() => {
      if (this.justClosed !== closed) return;
      this.justClosed = undefined;
      this.reallyClosed(closed);
    });
  }

  /** @param {{ uri: string }} closed */
  reallyClosed({ uri }) {
    this.tellClosed(uri);
    this.options.detections.forget(uri);
    this.options.onClosed(uri);
  }

  /** @param {vscode.TextDocument} document */
  languageChanged(document) {
    const uri = document.uri.toString();
    const wasOpen = this.open.has(uri);
    if (!wasOpen && !isServed({ scheme: document.uri.scheme, languageId: document.languageId })) return;
    const isChoice = this.options.detections.changed(uri, document.languageId);
    const isServedStill = this.isServed(document);
    if (isChoice && wasOpen && !isServedStill) this.tellChoice(document);
    this.tellClosed(uri);
    if (isServedStill) this.consider(document);
    this.options.onLanguage(document);
  }

  /**
   * Without a change it only says that the document was saved, or is no longer; or, with a new version, that all its
   * lines end in another way.
   * @param {vscode.TextDocumentChangeEvent} event
   */
  didChange({ document, contentChanges }) {
    const uri = document.uri.toString();
    const { version } = document;
    if (!this.open.has(uri) || this.open.get(uri) === version) return;
    this.open.set(uri, version);
    const changes = contentChanges.map(({ range, text }) => ({ range: fromRange(range), text }));
    this.notify('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: changes.length ? changes : [{ text: document.getText() }],
    });
    this.options.onEdit(document);
  }

  /**
   * @param {string} method
   * @param {object} params
   */
  notify(method, params) {
    this.options.supervisor.ready?.connection.notify(method, params);
  }

  dispose() {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

/** The documents that stand in a tab, on either side of a comparison or as a cell of a notebook too, or in an editor. */
function shownURIs() {
  const uris = vscode.window.visibleTextEditors.map((editor) => editor.document.uri);
  for (const { input } of vscode.window.tabGroups.all.flatMap((group) => group.tabs)) {
    if (input instanceof vscode.TabInputText) uris.push(input.uri);
    else if (input instanceof vscode.TabInputTextDiff) uris.push(input.original, input.modified);
    else if (input instanceof vscode.TabInputNotebook) uris.push(...cellURIs(input.uri));
  }
  return new Set(uris.map(String));
}

/**
 * The cells of a notebook.
 * @param {vscode.Uri} uri
 */
function cellURIs(uri) {
  const notebook = vscode.workspace.notebookDocuments.find((other) => other.uri.toString() === uri.toString());
  return (notebook?.getCells() ?? []).map(({ document }) => document.uri);
}

module.exports = { DocumentSync };
