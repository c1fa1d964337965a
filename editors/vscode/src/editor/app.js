'use strict';
/** The extension's parts, and the wires between them. */
const vscode = require('vscode');
const { initializeParams } = require('../logic/capabilities');
const { Detections } = require('../logic/detections');
const { LastWord } = require('../logic/lastWord');
const { settingKeys } = require('../logic/settings');
const { Restarts } = require('../server/restarts');
const { Session } = require('../server/session');
const { Supervisor } = require('../server/supervisor');
const { DetectionGlue } = require('./detection');
const { registerFeatures } = require('./features');
const { locateProgram, tellFailure } = require('./program');
const { progressSink } = require('./progress');
const { Registrations } = require('./registrations');
const { currentSettings, handleRequests, showMessage, trustedFolders } = require('./requests');
const { StatusBar } = require('./statusBar');
const { DocumentSync } = require('./sync');

class App {
  /** @param {vscode.ExtensionContext} context */
  constructor(context) {
    this.context = context;
    this.settingKeys = settingKeys(context.extension.packageJSON);
    this.output = vscode.window.createOutputChannel('Parlance');
    this.log = (/** @type {string} */ text) => this.output.appendLine(text);
    this.hints = new vscode.EventEmitter();
    this.diagnostics = vscode.languages.createDiagnosticCollection('parlance');
    this.detections = new Detections();
    this.refresh = () => this.statusBar.update();
    this.glue = new DetectionGlue(this.detections, { onNews: this.refresh, log: this.log });
    this.supervisor = new Supervisor({
      create: (onEnd) => this.createSession(onEnd),
      restarts: new Restarts(),
      onRunning: (session) => this.started(session),
      onGone: () => this.gone(),
      onGivenUp: (problem) => {
        this.log(problem.message);
        void tellFailure(problem);
      },
      onState: () => this.refresh(),
      log: this.log,
    });
    this.lastWord = new LastWord((message) => void showMessage({ type: 3, message }, []));
    this.retrainings = 0;
    this.statusBar = new StatusBar(this.detections, () => this.supervisor.state);
    this.sync = this.createSync();
    /**
     * What is registered as long as this server runs.
     * @type {vscode.Disposable[]}
     */
    this.features = [];
    /**
     * What this server has registered.
     * @type {vscode.Disposable}
     */
    this.registrations = { dispose() {} };
    this.subscriptions = [
      vscode.workspace.onDidChangeConfiguration((event) => this.settingsChanged(event)),
      vscode.workspace.onDidChangeWorkspaceFolders((event) => this.foldersChanged(event)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.restartIfRunning()),
    ];
  }

  createSync() {
    return new DocumentSync({
      supervisor: this.supervisor,
      detections: this.detections,
      onEdit: (document) => this.glue.edited(document),
      onLanguage: () => this.refresh(),
      onClosed: (uri) => {
        this.diagnostics.delete(vscode.Uri.parse(uri));
        this.refresh();
      },
    });
  }

  /** @param {(session: Session, why: string) => void} onEnd */
  createSession(onEnd) {
    const program = locateProgram(this.context.extensionPath);
    this.log(`starting ${program} lsp`);
    return new Session(
      {
        program,
        initializeParams: this.initializeParams(),
        log: this.log,
        showProgress: (_, cancel) => progressSink(cancel),
        prepare: (session) => {
          handleRequests(session, this.host());
          this.registrations.dispose();
          this.registrations = new Registrations(session.connection);
        },
      },
      onEnd);
  }

  initializeParams() {
    return initializeParams({
      version: vscode.version,
      processId: process.pid,
      locale: vscode.env.language,
      folders: trustedFolders(),
      settings: currentSettings(this.settingKeys),
    });
  }

  host() {
    return {
      settingKeys: this.settingKeys,
      diagnostics: this.diagnostics,
      detected: (/** @type {import('./detection').Answer} */ answer) => this.glue.detected(answer),
      tell: (/** @type {{ type: number, message: string }} */ params) => this.tell(params),
      refreshHints: () => this.hints.fire(undefined),
    };
  }

  /** @param {Session} session */
  started(session) {
    this.features = registerFeatures(session.capabilities, {
      ask: (method, document, params, token) => this.ask(method, document, params, token),
      hintsChanged: this.hints.event,
    });
    this.sync.considerAll();
  }

  gone() {
    this.registrations.dispose();
    for (const feature of this.features) feature.dispose();
    this.features = [];
    this.diagnostics.clear();
    this.sync.serverGone();
  }

  /**
   * A request about a document; undefined where the server has no answer, or is no more.
   * @param {string} method
   * @param {vscode.TextDocument} document
   * @param {object} params
   * @param {vscode.CancellationToken} token
   */
  async ask(method, document, params, token) {
    const session = this.supervisor.ready;
    this.sync.consider(document);
    if (!session || !this.sync.open.has(document.uri.toString())) return undefined;
    const textDocument = { uri: document.uri.toString() };
    try {
      return await session.connection.request(method, { textDocument, ...params }, token);
    } catch (error) {
      if (!token.isCancellationRequested) this.log(`${method}: ${error}`);
      return undefined;
    }
  }

  /**
   * The document is known to the server when this returns, also one that it is not told of by itself.
   * @param {vscode.TextDocument} document
   */
  async ensureOpen(document) {
    const session = await this.supervisor.running();
    if (!this.sync.open.has(document.uri.toString())) this.sync.tellOpen(session, document);
  }

  /**
   * A command of the server.
   * @param {string} command
   * @param {unknown[]} list
   */
  async execute(command, list) {
    const { connection } = await this.supervisor.running();
    return connection.request('workspace/executeCommand', { command, arguments: list });
  }

  /**
   * What came of it, and what the server says of that.
   * @param {(cancel: () => void) => import('../server/progress').ProgressSink} makeSink
   */
  async retrain(makeSink) {
    const { connection, progress } = await this.supervisor.running();
    const source = new vscode.CancellationTokenSource();
    const workDoneToken = progress.token(makeSink(() => source.cancel()));
    this.retrainings += 1;
    try {
      const params = { command: 'parlance.retrain', arguments: [], workDoneToken };
      const outcome = await connection.request('workspace/executeCommand', params, source.token);
      return { outcome, words: this.lastWord.take() };
    } finally {
      this.retrainings -= 1;
      progress.finish(workDoneToken);
      source.dispose();
    }
  }

  /** @param {{ type: number, message: string }} params */
  tell(params) {
    if (this.retrainings > 0 && params.type === 3) this.lastWord.hold(params.message);
    else void showMessage(params, []);
  }

  /**
   * The user chose a language from our list.
   * @param {vscode.TextDocument} document
   * @param {import('./detection').Language} language
   */
  async choose(document, language) {
    const id = await this.glue.installed(language);
    if (id === undefined) throw new Error(`no extension for ${language.name} is installed`);
    if (id !== document.languageId) return this.glue.set(document, id);
    this.detections.end(document.uri.toString(), 'chosen');
    this.sync.tellChoice(document);
    this.refresh();
  }

  /** @param {vscode.ConfigurationChangeEvent} event */
  settingsChanged(event) {
    if (!event.affectsConfiguration('parlance')) return;
    if (event.affectsConfiguration('parlance.server.path')) return void this.restart().catch(() => {});
    this.supervisor.ready?.connection.notify('workspace/didChangeConfiguration', { settings: null });
    this.refresh();
  }

  /** @param {vscode.WorkspaceFoldersChangeEvent} event */
  foldersChanged({ added, removed }) {
    /** @param {readonly vscode.WorkspaceFolder[]} folders */
    const onDisk = (folders) =>
      folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri, name }) => ({ uri: uri.toString(), name }));
    if (!vscode.workspace.isTrusted) return;
    const event = { added: onDisk(added), removed: onDisk(removed) };
    this.supervisor.ready?.connection.notify('workspace/didChangeWorkspaceFolders', { event });
  }

  restartIfRunning() {
    if (this.supervisor.state !== 'stopped') void this.restart().catch(() => {});
  }

  async restart() {
    await this.supervisor.restart();
  }

  async dispose() {
    for (const part of [...this.subscriptions, this.sync, this.glue]) part.dispose();
    await this.supervisor.dispose();
    for (const part of [...this.features, this.registrations, this.statusBar, this.diagnostics, this.hints, this.output]) {
      part.dispose();
    }
  }
}

module.exports = { App };
