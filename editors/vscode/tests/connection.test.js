'use strict';
const assert = require('assert/strict');
const { test } = require('node:test');
const { Connection, ConnectionClosed, ResponseError } = require('../src/rpc/connection');
const { CancellationTokenSource } = require('./stub/values');

function connect() {
  const sent = [];
  return { sent, connection: new Connection((message) => sent.push(message)) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('answers find those who wait for them, in any order', async () => {
  const { connection, sent } = connect();
  const answers = [connection.request('a', 1), connection.request('b')];
  assert.deepEqual(sent, [{ jsonrpc: '2.0', id: 1, method: 'a', params: 1 }, { jsonrpc: '2.0', id: 2, method: 'b', params: undefined }]);
  connection.receive({ id: 2, result: 'two' });
  connection.receive({ id: 1, error: { code: -32602, message: 'no' } });
  connection.receive({ id: 7, result: 'nobody waits for this' });
  assert.equal(await answers[1], 'two');
  await assert.rejects(answers[0], { code: -32602, message: 'no' });
});

test('a cancelled request tells the server, whose answer still counts', async () => {
  const { connection, sent } = connect();
  const source = new CancellationTokenSource();
  const answer = connection.request('a', {}, source.token);
  source.cancel();
  assert.deepEqual(sent[1], { jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 1 } });
  connection.receive({ id: 1, error: { code: -32800, message: 'cancelled' } });
  await assert.rejects(answer, { code: -32800 });
});

test('a request that is cancelled before it is sent is cancelled all the same', () => {
  const { connection, sent } = connect();
  const source = new CancellationTokenSource();
  source.cancel();
  void connection.request('a', {}, source.token);
  assert.deepEqual(sent.map(({ method }) => method), ['a', '$/cancelRequest']);
});

test('the other side\'s requests are answered: with a value, a promise\'s value, null, or an error', async () => {
  const { connection, sent } = connect();
  connection.onRequest('value', ({ n }) => n + 1);
  connection.onRequest('promise', async () => 'later');
  connection.onRequest('nothing', () => {});
  connection.onRequest('refuses', () => { throw new ResponseError(-32602, 'wrong'); });
  connection.onRequest('breaks', () => { throw new Error('oh'); });
  const methods = ['value', 'promise', 'nothing', 'refuses', 'breaks', 'unknown', '$/unknown'];
  methods.forEach((method, index) => connection.receive({ id: `i${index}`, method, params: { n: 1 } }));
  await turn();
  const byID = Object.fromEntries(sent.map(({ id, result, error }) => [id, error ? error.code : result]));
  assert.deepEqual(byID, { i0: 2, i1: 'later', i2: null, i3: -32602, i4: -32603, i5: -32601, i6: -32601 });
});

test('a request that the other side cancels gets one answer', async () => {
  const { connection, sent } = connect();
  let finish = () => {};
  connection.onRequest('slow', () => new Promise((resolve) => (finish = resolve)));
  connection.receive({ id: 5, method: 'slow' });
  connection.receive({ method: '$/cancelRequest', params: { id: 5 } });
  finish('too late');
  await turn();
  assert.deepEqual(sent, [{ jsonrpc: '2.0', id: 5, error: { code: -32800, message: 'cancelled' } }]);
});

test('unknown notifications are passed over; a handler that fails is told and does no harm', () => {
  const { connection } = connect();
  const failed = [];
  connection.onHandlerError = (error, method) => failed.push([method, error.message]);
  connection.onNotification('bad', () => { throw new Error('oh'); });
  connection.receive({ method: 'unknown' });
  connection.receive({ method: 'bad' });
  assert.deepEqual(failed, [['bad', 'oh']]);
});

test('at the end nobody is left waiting, and nothing is sent', async () => {
  const { connection, sent } = connect();
  const answer = connection.request('a');
  connection.close();
  await assert.rejects(answer, ConnectionClosed);
  await assert.rejects(connection.request('b'), ConnectionClosed);
  connection.notify('c');
  assert.equal(sent.length, 1);
});
