'use strict';
/** The server's process: messages in and out, its words to the log, its end told once. */
const { spawn } = require('child_process');
const path = require('path');
const { encode, MessageReader } = require('../rpc/framing');

/**
 * @typedef {{ onMessage: (message: any) => void, onLog: (text: string) => void, onEnd: (why: string) => void }} Listener
 */

class ServerProcess {
  /**
   * @param {string} program
   * @param {Listener} listener
   */
  constructor(program, listener) {
    this.listener = listener;
    this.hasEnded = false;
    /** @type {(() => void)[]} */
    this.atEnd = [];
    // Beside itself, which exists: a workspace's folder may be gone, or not be trusted.
    const cwd = path.dirname(program);
    this.child = spawn(program, ['lsp'], { cwd, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    const reader = new MessageReader((message) => this.listener.onMessage(message));
    this.child.stdout.on('data', (chunk) => this.read(reader, chunk));
    this.child.stderr.setEncoding('utf8').on('data', (text) => this.listener.onLog(String(text).trimEnd()));
    // A pipe that broke is told by the process's end.
    this.child.stdin.on('error', () => {});
    this.child.on('error', (error) => this.end(error.message));
    this.child.on('exit', (code, signal) => this.end(signal ? `signal ${signal}` : `exit code ${code}`));
  }

  /**
   * @param {MessageReader} reader
   * @param {Buffer} chunk
   */
  read(reader, chunk) {
    if (this.hasEnded) return;
    try {
      reader.push(chunk);
    } catch (error) {
      this.kill();
      this.end(`what it wrote is no message: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** @param {object} message */
  send(message) {
    if (!this.hasEnded) this.child.stdin.write(encode(message));
  }

  /** Nothing more is said to it. */
  endInput() {
    this.child.stdin.end();
  }

  kill() {
    this.child.kill('SIGKILL');
  }

  /**
   * Whether the process ends within this time.
   * @param {number} milliseconds
   * @returns {Promise<boolean>}
   */
  ends(milliseconds) {
    if (this.hasEnded) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), milliseconds);
      this.atEnd.push(() => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }

  /** @param {string} why */
  end(why) {
    if (this.hasEnded) return;
    this.hasEnded = true;
    for (const tell of this.atEnd) tell();
    this.listener.onEnd(why);
  }
}

module.exports = { ServerProcess };
