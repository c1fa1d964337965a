'use strict';
/**
 * LSP's base protocol: messages are JSON behind a header that says how many bytes they have. No pipes here: bytes in,
 * messages out.
 */

const LONGEST_HEADER = 8 * 1024;
const LONGEST_BODY = 512 * 1024 * 1024;
const END_OF_HEADER = Buffer.from('\r\n\r\n', 'latin1');

/**
 * The bytes of one message.
 * @param {unknown} message
 */
function encode(message) {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`, 'latin1'), body]);
}

/** @param {string} header */
function contentLength(header) {
  const match = /^content-length:[ \t]*(\d+)[ \t]*$/im.exec(header);
  const length = match ? Number(match[1]) : NaN;
  if (!(length <= LONGEST_BODY)) throw new Error(`no usable Content-Length in the header "${header.slice(0, 80)}"`);
  return length;
}

/** Puts messages together from pieces of any size. */
class MessageReader {
  /** @param {(message: any) => void} onMessage */
  constructor(onMessage) {
    this.onMessage = onMessage;
    /** @type {Buffer[]} */
    this.chunks = [];
    this.length = 0;
    /** @type {number | undefined} */
    this.wanted = undefined;
  }

  /**
   * Takes the next bytes. What is no message is an error: the other side is a server of ours, and after such bytes
   * nobody knows where the next message begins.
   * @param {Buffer} chunk
   */
  push(chunk) {
    this.chunks.push(chunk);
    this.length += chunk.length;
    while (this.wanted === undefined ? this.readHeader() : this.readBody()) continue;
  }

  readHeader() {
    const bytes = this.joined();
    const end = bytes.indexOf(END_OF_HEADER);
    if (end < 0) {
      if (bytes.length > LONGEST_HEADER) throw new Error('a header that does not end');
      return false;
    }
    this.wanted = contentLength(bytes.toString('latin1', 0, end));
    this.keep(bytes.subarray(end + END_OF_HEADER.length));
    return true;
  }

  readBody() {
    const wanted = this.wanted ?? 0;
    if (this.length < wanted) return false;
    const bytes = this.joined();
    this.wanted = undefined;
    this.keep(bytes.subarray(wanted));
    this.onMessage(JSON.parse(bytes.toString('utf8', 0, wanted)));
    return true;
  }

  /** The bytes at hand in one piece; asked for only where they are needed, so that a long body is joined once. */
  joined() {
    if (this.chunks.length !== 1) this.chunks = [Buffer.concat(this.chunks)];
    return this.chunks[0];
  }

  /** @param {Buffer} rest */
  keep(rest) {
    this.chunks = [rest];
    this.length = rest.length;
  }
}

module.exports = { encode, MessageReader };
