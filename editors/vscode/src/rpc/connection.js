'use strict';
/** JSON-RPC: who waits for which answer, and who answers what. */

/** LSP's and JSON-RPC's own codes. */
const ErrorCode = { methodNotFound: -32601, internalError: -32603, requestCancelled: -32800 };

/** An answer that is an error; thrown by a handler, it becomes one. */
class ResponseError extends Error {
  /**
   * @param {number} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** The connection has ended before the answer came. */
class ConnectionClosed extends Error {
  constructor() {
    super('the server has ended');
  }
}

/**
 * @typedef {{ isCancellationRequested: boolean,
 *             onCancellationRequested: (listener: () => void) => { dispose(): void } }} CancellationToken
 * @typedef {{ resolve: (result: any) => void, reject: (error: Error) => void }} Waiting
 */

class Connection {
  /** @param {(message: object) => void} send */
  constructor(send) {
    this.send = send;
    this.isClosed = false;
    this.lastID = 0;
    /** @type {Map<number, Waiting>} */
    this.waiting = new Map();
    /**
     * Requests of the other side that have no answer yet.
     * @type {Set<number | string>}
     */
    this.answering = new Set();
    /** @type {Map<string, (params: any) => any>} */
    this.requestHandlers = new Map();
    /** @type {Map<string, (params: any) => void>} */
    this.notificationHandlers = new Map();
    this.onNotification('$/cancelRequest', (params) => {
      const error = { code: ErrorCode.requestCancelled, message: 'cancelled' };
      if (this.answering.delete(params?.id)) this.post({ id: params.id, error });
    });
    /**
     * A handler of a notification failed.
     * @type {(error: unknown, method: string) => void}
     */
    this.onHandlerError = () => {};
  }

  /**
   * Who answers the other side's requests of this method, with a value or a promise of one.
   * @param {string} method
   * @param {(params: any) => any} handler
   */
  onRequest(method, handler) {
    this.requestHandlers.set(method, handler);
  }

  /**
   * @param {string} method
   * @param {(params: any) => void} handler
   */
  onNotification(method, handler) {
    this.notificationHandlers.set(method, handler);
  }

  /**
   * @param {string} method
   * @param {unknown} [params]
   */
  notify(method, params) {
    this.post({ method, params });
  }

  /**
   * The answer to a request. A cancelled one is answered by the server, with an error.
   * @param {string} method
   * @param {unknown} [params]
   * @param {CancellationToken} [token]
   * @returns {Promise<any>}
   */
  request(method, params, token) {
    if (this.isClosed) return Promise.reject(new ConnectionClosed());
    const id = ++this.lastID;
    const cancel = () => this.notify('$/cancelRequest', { id });
    const answer = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.post({ id, method, params });
    if (!token) return answer;
    if (token.isCancellationRequested) cancel();
    const subscription = token.onCancellationRequested(cancel);
    return answer.finally(() => subscription.dispose());
  }

  /**
   * Takes a message of the other side.
   * @param {any} message
   */
  receive(message) {
    if (typeof message?.method !== 'string') this.receiveAnswer(message);
    else if (message.id === undefined || message.id === null) this.receiveNotification(message);
    else this.answer(message);
  }

  /** @param {any} message */
  receiveAnswer(message) {
    const waiting = this.waiting.get(message?.id);
    if (!waiting) return;
    this.waiting.delete(message.id);
    const { error } = message;
    if (error) waiting.reject(new ResponseError(error.code, String(error.message)));
    else waiting.resolve(message.result ?? null);
  }

  /** @param {any} message */
  receiveNotification({ method, params }) {
    try {
      this.notificationHandlers.get(method)?.(params);
    } catch (error) {
      this.onHandlerError(error, method);
    }
  }

  /** @param {any} message */
  async answer({ id, method, params }) {
    const handler = this.requestHandlers.get(method);
    if (!handler) {
      const error = { code: ErrorCode.methodNotFound, message: `there is no method ${method}` };
      return this.post({ id, error });
    }
    this.answering.add(id);
    /** @type {object} */
    let outcome;
    try {
      outcome = { id, result: (await handler(params)) ?? null };
    } catch (problem) {
      const code = problem instanceof ResponseError ? problem.code : ErrorCode.internalError;
      outcome = { id, error: { code, message: problem instanceof Error ? problem.message : String(problem) } };
    }
    if (this.answering.delete(id)) this.post(outcome);
  }

  /** Nobody gets an answer any more. */
  close() {
    this.isClosed = true;
    const all = [...this.waiting.values()];
    this.waiting.clear();
    this.answering.clear();
    for (const { reject } of all) reject(new ConnectionClosed());
  }

  /** @param {object} message */
  post(message) {
    if (!this.isClosed) this.send({ jsonrpc: '2.0', ...message });
  }
}

module.exports = { Connection, ConnectionClosed, ResponseError, ErrorCode };
