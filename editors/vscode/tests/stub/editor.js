'use strict';
/**
 * A stub of VS Code that behaves as the real one does where that matters here:
 *  - a change of language closes the document and opens it again, in one go, with the same text and version;
 *  - an unknown language is refused; setting the one that a document has says nothing;
 *  - the cells of a notebook are documents, which are there before the notebook is told of, and stand in no tab;
 *  - documents exist without being shown; what is shown stands in tab groups;
 *  - changes that are none (saved, no longer saved) are told with an empty list.
 */
const values = require('./values');
const { StubDocument } = require('./document');
const { StubLanguages } = require('./languages');

const manifest = require('../../package.json');
const PROPERTIES = Object.assign({}, ...[manifest.contributes.configuration].flat().map(({ properties }) => properties));

/** What VS Code ships. */
const LANGUAGES = `bat bibtex c clojure coffeescript cpp csharp css cuda-cpp dart diff dockercompose dockerfile fsharp
  git-commit git-rebase go groovy handlebars hlsl html ignore ini jade java javascript javascriptreact json jsonc jsonl
  julia juliamarkdown latex less log lua makefile markdown objective-c objective-cpp perl php plaintext powershell
  properties python r raku razor restructuredtext ruby rust scss search-result shaderlab shellscript snippets sql swift
  tex typescript typescriptreact vb xml xsl yaml`.split(/\s+/);

const later = () => new Promise((resolve) => setImmediate(resolve));

class StubEditor {
  constructor({ settings = {}, folders = [], isTrusted = true, languages = LANGUAGES } = {}) {
    this.settings = new Map(Object.entries(settings));
    this.folders = folders.map((path) => ({ uri: values.Uri.file(path), name: path }));
    this.isTrusted = isTrusted;
    this.knownLanguages = languages;
    this.documents = [];
    this.notebooks = [];
    this.tabs = [];
    this.active = undefined;
    /** What the user was told, and what was done beside the text. */
    this.messages = [];
    this.log = [];
    this.panels = [];
    this.progress = [];
    this.executed = [];
    this.watchers = [];
    this.commands = new Map();
    /** What the user presses: gets the text and the buttons of a message, or the items of a list. */
    this.press = () => undefined;
    this.pick = () => undefined;
    this.on = Object.fromEntries(
      ['open', 'close', 'change', 'notebook', 'tabs', 'visible', 'active', 'configuration', 'folders', 'trust'].map((name) => [
        name, new values.EventEmitter()]));
    this.languages = new StubLanguages(this);
    this.vscode = this.makeInterface();
  }

  // What a user does.

  /** Opens a document, in a tab unless `isShown` is false, as extensions do. */
  open(uri, { languageId = 'plaintext', text = '', isShown = true } = {}) {
    const document = new StubDocument(values.Uri.parse(uri), languageId, text);
    this.documents.push(document);
    this.on.open.fire(document);
    if (isShown) this.show(document);
    return document;
  }

  /** Opens a notebook with cells of these languages and texts, in a tab; returns its cells' documents. */
  openNotebook(uri, cells) {
    const notebook = { uri: values.Uri.parse(uri), cells: [], getCells: () => [...notebook.cells] };
    this.notebooks.push(notebook);
    this.tabs.push(new values.TabInputNotebook(notebook.uri));
    const documents = cells.map((cell) => this.addCell(notebook, cell));
    this.on.notebook.fire(notebook);
    this.on.tabs.fire({});
    return documents;
  }

  /** Adds a cell to a notebook that is open, or is being opened. */
  addCell(notebook, { languageId, text }) {
    const uri = `vscode-notebook-cell:${notebook.uri.toString().replace(/^file:\/\//, '')}#W${notebook.cells.length}sZmlsZQ`;
    const document = new StubDocument(values.Uri.parse(uri), languageId, text);
    notebook.cells.push({ document });
    this.documents.push(document);
    this.on.open.fire(document);
    return document;
  }

  show(document) {
    this.tabs.push(new values.TabInputText(document.uri));
    this.on.tabs.fire({});
    this.active = document;
    this.on.visible.fire([]);
    this.on.active.fire(this.editorOf(document));
  }

  close(document) {
    document.isClosed = true;
    this.documents = this.documents.filter((other) => other !== document);
    this.tabs = this.tabs.filter(({ uri }) => uri !== document.uri);
    if (this.active === document) this.active = undefined;
    this.on.close.fire(document);
    this.on.tabs.fire({});
  }

  replace(document, range, newText) {
    const contentChanges = document.apply([new values.TextEdit(range, newText)]);
    this.on.change.fire({ document, contentChanges });
  }

  /** Appends, as typing or pasting at the end does. */
  type(document, text) {
    this.replace(document, new values.Range(document.end, document.end), text);
  }

  /** All lines end in another way; VS Code tells no change then, but a version. */
  setEndOfLine(document, end) {
    document.text = document.text.replace(/\r\n|\n/g, end);
    document.version += 1;
    this.on.change.fire({ document, contentChanges: [] });
  }

  clear(document) {
    this.replace(document, new values.Range(new values.Position(0, 0), document.end), '');
  }

  /** Saves, after the actions that `editor.codeActionsOnSave` names. */
  async save(document, actionsOnSave = []) {
    for (const kind of actionsOnSave) await this.languages.runAction(document, kind);
    this.on.change.fire({ document, contentChanges: [] });
  }

  /** The user, another extension or VS Code's own detector sets a language. */
  setLanguage(document, languageId) {
    if (!this.knownLanguages.includes(languageId)) throw new Error(`Unknown language id: ${languageId}`);
    if (document.languageId === languageId) return;
    this.on.close.fire(document);
    document.languageId = languageId;
    this.on.open.fire(document);
  }

  set(key, value) {
    this.settings.set(key, value);
    const affectsConfiguration = (section) => key === section || key.startsWith(`${section}.`);
    this.on.configuration.fire({ affectsConfiguration });
  }

  run(command, ...list) {
    const callback = this.commands.get(command);
    if (callback) return Promise.resolve(callback(...list));
    this.executed.push([command, ...list]);
    return Promise.resolve(undefined);
  }

  get status() {
    return this.statusItem?.isShown ? this.statusItem.text : undefined;
  }

  // The interface.

  editorOf(document) {
    return document && { document };
  }

  makeInterface() {
    return {
      ...values,
      version: '1.75.0',
      env: { language: 'en' },
      workspace: this.makeWorkspace(),
      window: this.makeWindow(),
      languages: this.languages.makeInterface(),
      commands: {
        registerCommand: (name, callback) => this.register(this.commands, name, callback),
        executeCommand: (name, ...list) => this.run(name, ...list),
      },
    };
  }

  register(table, key, value) {
    if (table.has(key)) throw new Error(`${key} is registered already`);
    table.set(key, value);
    return new values.Disposable(() => table.delete(key));
  }

  makeWorkspace() {
    const editor = this;
    return {
      get textDocuments() {
        return [...editor.documents];
      },
      get notebookDocuments() {
        return [...editor.notebooks];
      },
      get workspaceFolders() {
        return editor.folders.length ? editor.folders : undefined;
      },
      get isTrusted() {
        return editor.isTrusted;
      },
      onDidOpenTextDocument: this.on.open.event,
      onDidCloseTextDocument: this.on.close.event,
      onDidChangeTextDocument: this.on.change.event,
      onDidOpenNotebookDocument: this.on.notebook.event,
      onDidChangeConfiguration: this.on.configuration.event,
      onDidChangeWorkspaceFolders: this.on.folders.event,
      onDidGrantWorkspaceTrust: this.on.trust.event,
      getConfiguration: (section) => this.configuration(section),
      createFileSystemWatcher: (pattern) => this.createWatcher(pattern),
      applyEdit: (edit) => this.applyEdit(edit),
    };
  }

  createWatcher(pattern) {
    const emitters = [0, 1, 2].map(() => new values.EventEmitter());
    const [created, changed, deleted] = emitters;
    const watcher = {
      pattern,
      emitters,
      onDidCreate: created.event,
      onDidChange: changed.event,
      onDidDelete: deleted.event,
      dispose: () => (this.watchers = this.watchers.filter((other) => other !== watcher)),
    };
    this.watchers.push(watcher);
    return watcher;
  }

  configuration(section) {
    const property = (key) => PROPERTIES[`${section}.${key}`];
    const explicit = (key) => this.settings.get(`${section}.${key}`);
    return {
      get: (key, fallback) => explicit(key) ?? property(key)?.default ?? fallback,
      inspect: (key) => ({ key, defaultValue: property(key)?.default, globalValue: explicit(key) }),
    };
  }

  /** All or nothing: an edit of a document that is not open is refused. */
  async applyEdit(edit) {
    await later();
    const pieces = [...edit.byURI].map(([uri, edits]) => [this.find(uri), edits]);
    if (pieces.some(([document]) => !document)) return false;
    for (const [document, edits] of pieces) this.on.change.fire({ document, contentChanges: document.apply(edits) });
    return true;
  }

  find(uri) {
    return this.documents.find((document) => document.uri.toString() === uri);
  }

  makeWindow() {
    const editor = this;
    const tell = (kind) => (text, ...rest) => {
      const buttons = rest.filter((button) => typeof button === 'string');
      this.messages.push({ kind, text, buttons });
      return Promise.resolve(this.press(text, buttons));
    };
    return {
      get activeTextEditor() {
        return editor.editorOf(editor.active);
      },
      get visibleTextEditors() {
        return editor.active ? [editor.editorOf(editor.active)] : [];
      },
      tabGroups: {
        get all() {
          return [{ tabs: editor.tabs.map((input) => ({ input })) }];
        },
        onDidChangeTabs: this.on.tabs.event,
      },
      onDidChangeActiveTextEditor: this.on.active.event,
      onDidChangeVisibleTextEditors: this.on.visible.event,
      showInformationMessage: tell('information'),
      showWarningMessage: tell('warning'),
      showErrorMessage: tell('error'),
      setStatusBarMessage: (text) => tell('status')(text),
      showQuickPick: (items) => Promise.resolve(this.pick(items)),
      createStatusBarItem: () => this.makeStatusItem(),
      createOutputChannel: () => ({
        appendLine: (line) => this.log.push(line),
        show: () => this.executed.push(['showLog']),
        dispose() {},
      }),
      createWebviewPanel: (viewType, title, column, options) => {
        const panel = { viewType, title, options, webview: { html: '' } };
        this.panels.push(panel);
        return panel;
      },
      withProgress: (options, task) => this.withProgress(options, task),
    };
  }

  makeStatusItem() {
    this.statusItem = {
      isShown: false,
      show() {
        this.isShown = true;
      },
      hide() {
        this.isShown = false;
      },
      dispose() {
        this.isShown = false;
      },
    };
    return this.statusItem;
  }

  withProgress(options, task) {
    const source = new values.CancellationTokenSource();
    const shown = { ...options, reports: [], isDone: false, cancel: () => source.cancel() };
    this.progress.push(shown);
    return task({ report: (value) => shown.reports.push(value) }, source.token).finally(() => (shown.isDone = true));
  }
}

module.exports = { StubEditor, LANGUAGES, later };
