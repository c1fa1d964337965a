'use strict';
/** One life of the server: from `initialize` to its end. */
const { Connection } = require('../rpc/connection');
const { ProgressTable } = require('./progress');
const { ServerProcess } = require('./process');

/** How long a server may take to say goodbye, and then to end. */
const FAREWELL_MILLISECONDS = 1500;

/**
 * @typedef {{ program: string, initializeParams: object,
 *             log: (text: string) => void,
 *             showProgress: (token: string | number, cancel: () => void) => import('./progress').ProgressSink,
 *             prepare: (session: Session) => void }} Options
 */

class Session {
  /**
   * @param {Options} options
   * @param {(session: Session, why: string) => void} onEnd
   */
  constructor(options, onEnd) {
    this.options = options;
    this.isEnding = false;
    /**
     * What the server can do.
     * @type {any}
     */
    this.capabilities = {};
    this.process = new ServerProcess(options.program, {
      onMessage: (message) => this.connection.receive(message),
      onLog: options.log,
      onEnd: (why) => {
        this.connection.close();
        this.progress.close();
        onEnd(this, why);
      },
    });
    this.connection = new Connection((message) => this.process.send(message));
    this.connection.onHandlerError = (error, method) => options.log(`${method}: ${error}`);
    this.progress = new ProgressTable(this.connection, options.showProgress);
    options.prepare(this);
  }

  /** Shakes hands; after it everything may be sent. */
  async start() {
    const { capabilities } = await this.connection.request('initialize', this.options.initializeParams);
    this.capabilities = capabilities ?? {};
    this.connection.notify('initialized', {});
    return this;
  }

  /** Ends the server: politely, then not. Its process is gone when this returns. */
  async stop() {
    this.isEnding = true;
    const goodbye = this.connection.request('shutdown').catch(() => {});
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    await Promise.race([goodbye, new Promise((resolve) => (timer = setTimeout(resolve, FAREWELL_MILLISECONDS)))]);
    clearTimeout(timer);
    this.connection.notify('exit');
    this.process.endInput();
    if (await this.process.ends(FAREWELL_MILLISECONDS)) return;
    this.process.kill();
    await this.process.ends(FAREWELL_MILLISECONDS);
  }
}

module.exports = { Session };
