'use strict';
/** Keeps one server: started when it is first needed, started again after a crash, given up after too many. */

/**
 * @typedef {import('./session').Session} Session
 * @typedef {'stopped' | 'starting' | 'running' | 'failed'} State
 * @typedef {{ create: (onEnd: (session: Session, why: string) => void) => Session,
 *             restarts: import('./restarts').Restarts,
 *             onRunning: (session: Session) => void, onGone: () => void,
 *             onGivenUp: (problem: Error) => void, onState: (state: State) => void,
 *             log: (text: string) => void }} Options
 */

class Supervisor {
  /** @param {Options} options */
  constructor(options) {
    this.options = options;
    /** @type {State} */
    this.state = 'stopped';
    /** @type {Session | undefined} */
    this.session = undefined;
    /**
     * The start that is under way, or has succeeded, or has failed for good.
     * @type {Promise<Session> | undefined}
     */
    this.starting = undefined;
    /** @type {NodeJS.Timeout | undefined} */
    this.timer = undefined;
    this.isDisposed = false;
  }

  /**
   * The running server; one is started where there is none. Where it failed for good, the error again.
   * @returns {Promise<Session>}
   */
  running() {
    this.starting ??= this.start();
    return this.starting;
  }

  /** The session, if the server has shaken hands. */
  get ready() {
    return this.state === 'running' ? this.session : undefined;
  }

  async start() {
    clearTimeout(this.timer);
    if (this.isDisposed) throw new Error('Parlance is switched off');
    this.become('starting');
    /** @type {Session | undefined} */
    let session;
    try {
      this.session = session = this.options.create((ended, why) => this.ended(ended, why));
      await session.start();
    } catch (error) {
      const problem = error instanceof Error ? error : new Error(String(error));
      // A process that ended in the middle of it is the business of `ended`.
      if (this.session === session && !session?.process.hasEnded) this.giveUp(problem);
      throw problem;
    }
    if (this.session !== session) throw new Error('the server was stopped');
    this.become('running');
    this.options.onRunning(session);
    return session;
  }

  /**
   * @param {Session} session
   * @param {string} why
   */
  ended(session, why) {
    if (session.isEnding || (this.session && session !== this.session)) return;
    this.options.log(`the server ended: ${why}`);
    this.forgetSession();
    const delay = this.options.restarts.afterCrash();
    if (delay === undefined) return this.giveUp(new Error(`the server ended again and again (${why})`));
    this.become('starting');
    this.timer = setTimeout(() => void this.running().catch(() => {}), delay);
  }

  /** @param {Error} problem */
  giveUp(problem) {
    if (this.session) {
      this.session.isEnding = true;
      this.session.process.kill();
    }
    this.session = undefined;
    this.starting = Promise.reject(problem);
    this.starting.catch(() => {});
    this.become('failed');
    this.options.onGivenUp(problem);
  }

  forgetSession() {
    const wasRunning = this.state === 'running';
    this.session = undefined;
    this.starting = undefined;
    if (wasRunning) this.options.onGone();
  }

  /** Ends the server; the next who needs one starts it. */
  async stop() {
    clearTimeout(this.timer);
    this.options.restarts.forget();
    const { session } = this;
    this.forgetSession();
    this.become('stopped');
    await session?.stop();
  }

  async restart() {
    await this.stop();
    return this.running();
  }

  /** Ends the server for good. */
  dispose() {
    this.isDisposed = true;
    return this.stop();
  }

  /** @param {State} state */
  become(state) {
    if (state === this.state) return;
    this.state = state;
    this.options.onState(state);
  }
}

module.exports = { Supervisor };
