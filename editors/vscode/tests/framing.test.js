'use strict';
const assert = require('assert/strict');
const { test } = require('node:test');
const { encode, MessageReader } = require('../src/rpc/framing');

/** What comes out of a reader that gets `bytes` in pieces of this size. */
function read(bytes, size = bytes.length) {
  const messages = [];
  const reader = new MessageReader((message) => messages.push(message));
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  return messages;
}

const MESSAGES = [{ id: 1, text: 'naïve 😀 text' }, {}, { list: [1, 2, 3] }];

test('a length counts bytes, not characters', () => {
  assert.equal(encode({ a: 'é😀' }).toString('utf8'), 'Content-Length: 14\r\n\r\n{"a":"é😀"}');
});

for (const size of [1, 2, 3, 7, 64, 1000]) {
  test(`messages come out of pieces of ${size} bytes`, () => {
    assert.deepEqual(read(Buffer.concat(MESSAGES.map(encode)), size), MESSAGES);
  });
}

test('other fields and other casing of a header do not matter', () => {
  const bytes = Buffer.from('content-type: x\r\nCONTENT-LENGTH:  2\r\n\r\n{}');
  assert.deepEqual(read(bytes), [{}]);
});

for (const [name, text] of [
  ['no length', 'Content-Type: x\r\n\r\n{}'],
  ['a negative length', 'Content-Length: -2\r\n\r\n{}'],
  ['a length beyond all bounds', 'Content-Length: 99999999999999\r\n\r\n{}'],
  ['a header without an end', 'x'.repeat(10_000)],
  ['a body that is no JSON', 'Content-Length: 3\r\n\r\n{x}'],
]) {
  test(`${name} is an error`, () => assert.throws(() => read(Buffer.from(text))));
}
