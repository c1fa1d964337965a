'use strict';
/** What the server registers while it runs: to be told of files that change, another window's retraining for one. */
const vscode = require('vscode');
const { ErrorCode, ResponseError } = require('../rpc/connection');

/** Changes of settings are always told, so that there is nothing to do. */
const SETTINGS = 'workspace/didChangeConfiguration';
const FILES = 'workspace/didChangeWatchedFiles';

/** The protocol's FileChangeType. */
const CREATED = 1;
const CHANGED = 2;
const DELETED = 3;

class Registrations {
  /** @param {import('../rpc/connection').Connection} connection */
  constructor(connection) {
    this.connection = connection;
    /**
     * By the registration's id.
     * @type {Map<string, vscode.Disposable[]>}
     */
    this.watchers = new Map();
    connection.onRequest('client/registerCapability', ({ registrations }) => this.register(registrations));
    connection.onRequest('client/unregisterCapability', ({ unregisterations }) => this.unregister(unregisterations));
  }

  /** @param {{ id: string, method: string, registerOptions?: any }[]} registrations */
  register(registrations) {
    const unknown = registrations.find(({ method }) => method !== SETTINGS && method !== FILES);
    if (unknown) throw new ResponseError(ErrorCode.methodNotFound, `${unknown.method} cannot be registered here`);
    for (const { id, method, registerOptions } of registrations) {
      if (method === FILES) this.watchers.set(id, registerOptions.watchers.flatMap((/** @type {any} */ w) => this.watch(w)));
    }
    return null;
  }

  /** @param {{ globPattern: string }} watcher */
  watch({ globPattern }) {
    const watcher = vscode.workspace.createFileSystemWatcher(globPattern);
    /** @param {number} type */
    const tell = (type) => (/** @type {vscode.Uri} */ uri) =>
      this.connection.notify(FILES, { changes: [{ uri: uri.toString(), type }] });
    return [
      watcher, watcher.onDidCreate(tell(CREATED)), watcher.onDidChange(tell(CHANGED)), watcher.onDidDelete(tell(DELETED))];
  }

  /** @param {{ id: string }[]} unregistrations */
  unregister(unregistrations) {
    for (const { id } of unregistrations) {
      for (const part of this.watchers.get(id) ?? []) part.dispose();
      this.watchers.delete(id);
    }
    return null;
  }

  dispose() {
    this.unregister([...this.watchers.keys()].map((id) => ({ id })));
  }
}

module.exports = { Registrations };
