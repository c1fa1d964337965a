'use strict';
/** Whether a server that crashed is started again: not for ever. */

const LIMIT = 4;
const WINDOW_MILLISECONDS = 3 * 60 * 1000;

class Restarts {
  /** @param {() => number} [now] milliseconds of any clock */
  constructor(now = Date.now) {
    this.now = now;
    /** @type {number[]} */
    this.crashes = [];
  }

  /** Notes a crash. Says how many milliseconds to wait before the next start, or undefined where there shall be none. */
  afterCrash() {
    const now = this.now();
    this.crashes = [...this.crashes.filter((time) => now - time < WINDOW_MILLISECONDS), now];
    const count = this.crashes.length;
    return count > LIMIT ? undefined : 50 * 3 ** (count - 1);
  }

  /** The user asks for a start: what was is forgotten. */
  forget() {
    this.crashes = [];
  }
}

module.exports = { Restarts, LIMIT };
