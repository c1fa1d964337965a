'use strict';
/** Runs the extension in the stub, with a server that is watched. */
const assert = require('assert/strict');
const Module = require('module');
const path = require('path');
const { StubEditor } = require('./stub/editor');

const ROOT = path.join(__dirname, '..');
const SOURCES = path.join(ROOT, 'src') + path.sep;
/** What a single wait may take; the whole run is bounded by the runner's own limit. */
const PATIENCE_MILLISECONDS = Number(process.env.PARLANCE_TEST_PATIENCE ?? 20_000);

/** The built program, where there is one to test with. */
const PROGRAM = process.env.PARLANCE_PROGRAM;

let current;
const load = Module._load;
Module._load = function (request, ...rest) {
  return request === 'vscode' ? current.vscode : load.call(this, request, ...rest);
};

/** Loads a fresh copy of the extension's modules, for this editor. */
function freshModule(editor, name) {
  current = editor;
  for (const file of Object.keys(require.cache)) if (file.startsWith(SOURCES)) delete require.cache[file];
  return require(path.join(SOURCES, name));
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until `condition` has a value that is true, and returns it. */
async function until(condition, what = String(condition)) {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`waited in vain for: ${what}`);
    await pause(5);
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The extension in an editor: what it sent, and which processes it started. */
class Running {
  constructor(editor) {
    this.editor = editor;
    this.sent = [];
    this.received = [];
    this.pids = [];
    this.extension = freshModule(editor, 'extension.js');
    this.watch(require(path.join(SOURCES, 'server/process.js')).ServerProcess.prototype);
  }

  watch(prototype) {
    const { send, read } = prototype;
    const running = this;
    prototype.send = function (message) {
      running.server = this;
      if (!running.pids.includes(this.child.pid)) running.pids.push(this.child.pid);
      if (!this.hasEnded) running.sent.push(message);
      send.call(this, message);
    };
    prototype.read = function (reader, chunk) {
      reader.onMessage = (message) => {
        running.received.push(message);
        this.listener.onMessage(message);
      };
      read.call(this, reader, chunk);
    };
  }

  /** Messages of this method that were sent, about this document where one is named. */
  sentOf(method, document) {
    const isMeant = ({ params }) => !document || params?.textDocument?.uri === document.uri.toString();
    return this.sent.filter((message) => message.method === method && isMeant(message));
  }

  receivedOf(method) {
    return this.received.filter((message) => message.method === method);
  }

  /** Has the fake server send this. */
  fromServer(message) {
    this.server.send({ method: 'test/send', params: message });
  }

  /** Has the fake server ask this, and returns our answer. */
  async askedByServer(method, params) {
    const id = `asked-${this.sent.length}`;
    this.fromServer({ id, method, params });
    return until(() => this.sent.find((message) => message.id === id && !message.method), `an answer to ${method}`);
  }
}

/**
 * Runs `body` with the extension in an editor, then ends both; the server has to be gone then.
 * @param {object} options of StubEditor; `prepare(editor)` is called before the extension starts, `fake` tells the fake
 *   server what to do
 */
async function withExtension(options, body) {
  const { prepare = () => {}, extensionPath = ROOT, fake, ...rest } = options;
  if (fake) {
    process.env.PARLANCE_FAKE = JSON.stringify(fake);
    rest.settings = { 'parlance.server.path': path.join(__dirname, 'fake-server'), ...rest.settings };
  }
  const editor = new StubEditor(rest);
  const running = new Running(editor);
  const context = {
    subscriptions: [],
    extensionPath,
    extension: { id: 'parlance.parlance', packageJSON: require('../package.json') },
  };
  prepare(editor);
  running.extension.activate(context);
  try {
    await body(editor, running);
  } catch (error) {
    const messages = editor.messages.map(({ kind, text }) => `${kind}: ${text}`);
    console.error(['what the user was told:', ...messages, 'the log:', ...editor.log].join('\n  '));
    throw error;
  } finally {
    await running.extension.deactivate();
    for (const subscription of context.subscriptions) subscription.dispose();
  }
  for (const pid of running.pids) await until(() => !isAlive(pid), `the server ${pid} to be gone`);
  assert.deepEqual(editor.messages.filter(({ kind }) => kind === 'error' && !options.expectsErrors), []);
}

module.exports = { withExtension, freshModule, until, pause, isAlive, PROGRAM, ROOT };
