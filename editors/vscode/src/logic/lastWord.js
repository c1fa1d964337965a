'use strict';
/**
 * What the server says of a piece of work just before it answers the request for it: one message then, with our buttons,
 * instead of two. What no answer follows is shown as it is, a moment later.
 */

const PATIENCE_MILLISECONDS = 300;

class LastWord {
  /** @param {(text: string) => void} show */
  constructor(show) {
    this.show = show;
    /** @type {string | undefined} */
    this.text = undefined;
    /** @type {NodeJS.Timeout | undefined} */
    this.timer = undefined;
  }

  /** @param {string} text */
  hold(text) {
    this.release();
    this.text = text;
    this.timer = setTimeout(() => this.release(), PATIENCE_MILLISECONDS);
  }

  /** What was said last; it is not shown then. */
  take() {
    const { text } = this;
    clearTimeout(this.timer);
    this.text = undefined;
    return text;
  }

  release() {
    const text = this.take();
    if (text !== undefined) this.show(text);
  }
}

module.exports = { LastWord };
