'use strict';
/** `$/progress`: of the requests that we gave a token, and of what the server begins by itself. */

/**
 * @typedef {{ title?: string, message?: string, percentage?: number, cancellable?: boolean }} Progress
 * @typedef {{ begin: (progress: Progress) => void, report: (progress: Progress) => void,
 *             end: (message?: string) => void }} ProgressSink
 */

class ProgressTable {
  /**
   * @param {import('../rpc/connection').Connection} connection
   * @param {(token: string | number, cancel: () => void) => ProgressSink} show shows what the server begins
   */
  constructor(connection, show) {
    this.connection = connection;
    this.show = show;
    this.lastToken = 0;
    /** @type {Map<string | number, ProgressSink>} */
    this.sinks = new Map();
    connection.onRequest('window/workDoneProgress/create', ({ token }) => this.add(token));
    connection.onNotification('$/progress', ({ token, value }) => this.take(token, value ?? {}));
  }

  /** @param {string | number} token */
  add(token) {
    const cancel = () => this.connection.notify('window/workDoneProgress/cancel', { token });
    this.sinks.set(token, this.show(token, cancel));
  }

  /**
   * A token for a request of ours; its progress goes to `sink`.
   * @param {ProgressSink} sink
   */
  token(sink) {
    const token = `parlance-${++this.lastToken}`;
    this.sinks.set(token, sink);
    return token;
  }

  /**
   * The request has been answered: whatever the server says of it now is too late.
   * @param {string | number} token
   */
  finish(token) {
    this.sinks.get(token)?.end();
    this.sinks.delete(token);
  }

  /**
   * @param {string | number} token
   * @param {any} value
   */
  take(token, value) {
    const sink = this.sinks.get(token);
    if (!sink) return;
    if (value.kind === 'begin') sink.begin(value);
    else if (value.kind === 'report') sink.report(value);
    else if (value.kind === 'end') this.finish(token);
  }

  /** The server is gone, and with it all that it was doing. */
  close() {
    for (const token of [...this.sinks.keys()]) this.finish(token);
  }
}

/** Percentages, as the protocol has them, turned into VS Code's increments. */
class Increments {
  constructor() {
    this.last = 0;
  }

  /**
   * @param {number | undefined} percentage
   * @returns {number | undefined}
   */
  to(percentage) {
    if (typeof percentage !== 'number' || !(percentage > this.last)) return undefined;
    const increment = Math.min(percentage, 100) - this.last;
    this.last += increment;
    return increment;
  }
}

module.exports = { ProgressTable, Increments };
