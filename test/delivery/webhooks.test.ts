import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { Refused } from '../../src/delivery/deliverer.js';
import { type WebhookBody, webhookSender } from '../../src/delivery/webhooks.js';
import type { Database } from '../../src/storage/database.js';
import { openedDatabase } from '../openedDatabase.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const now = () => new Date();

interface Received {
  path: string;
  headers: Record<string, string>;
  text: string;
}

let server: Server;
let database: Database;
let remove: () => Promise<void>;
let address: string;
let received: Received[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
/** In two calls: restify, where the same process has it loaded, makes the first give nothing back. */
const answers =
  (status: number, headers: Record<string, string> = {}, text = '') =>
  (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, headers);
    response.end(text);
  };
beforeAll(async () => {
  ({ database, remove } = await openedDatabase('embedded'));
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (data: Buffer) => {
      text += data.toString();
    });
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers as Record<string, string>, text });
      answer(request, response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await remove();
});
beforeEach(() => {
  received = [];
  answer = answers(204);
});

const send = async (parts: Partial<Parameters<typeof webhookSender>[0]> = {}, id = 'msg_1') => {
  const body: WebhookBody = {
    ...{ address, type: 'case.opened', at: '2026-05-20T11:00:00.000Z', conversation: 'directline/c' },
    data: { case: 'C-234567', reason: 'asked' },
  };
  const sender = webhookSender({ addresses: [address], secret, transcript: false, database, now, ...parts });
  const ending = new AbortController().signal;
  return sender.send({ id, kind: 'webhook', body, dueAt: 0 }, ending).then(
    () => 'sent',
    (fault: Error) => (fault instanceof Refused ? 'refused for good' : 'failed for now'),
  );
};

test('a call is signed as the standard says, and carries its event alone', async () => {
  expect(await send()).toBe('sent');
  const [{ headers, text }] = received as [Received];
  expect(new Webhook(secret).verify(text, headers)).toEqual({
    ...{ type: 'case.opened', timestamp: '2026-05-20T11:00:00.000Z' },
    data: { case: 'C-234567', reason: 'asked' },
  });
  expect(headers).toMatchObject({ 'webhook-id': 'msg_1', 'content-type': 'application/json' });
  expect(text).not.toContain('directline');
});

test('a call that was altered, is stale, or is signed by another is told apart', async () => {
  await send();
  const [{ headers, text }] = received as [Received];
  const verify =
    (payload: string, changed: Record<string, string> = {}, key = secret) =>
    () =>
      new Webhook(key).verify(payload, { ...headers, ...changed });
  expect(verify(text)).not.toThrow();
  expect(verify(text.replace('C-234567', 'C-234568'))).toThrow();
  expect(verify(text, { 'webhook-id': 'msg_2' })).toThrow();
  const stale = String(Math.floor(Date.now() / 1000) - 301);
  expect(verify(text, { 'webhook-timestamp': stale })).toThrow();
  expect(verify(text, {}, `whsec_${Buffer.alloc(32, 8).toString('base64')}`)).toThrow();
  received = [];
  await send({ now: () => new Date(Date.now() - 301_000) });
  const [old] = received as [Received];
  expect(() => new Webhook(secret).verify(old.text, old.headers)).toThrow();
});

test('a repeated call has the same id', async () => {
  await send();
  await send();
  expect(received.map(({ headers }) => headers['webhook-id'])).toEqual(['msg_1', 'msg_1']);
});

test.each([
  [200, 'sent'],
  [299, 'sent'],
  [400, 'failed for now'],
  [404, 'failed for now'],
  [410, 'refused for good'],
  [429, 'failed for now'],
  [500, 'failed for now'],
])('answered with %s it is %s', async (status, outcome) => {
  answer = answers(status, {}, 'no matter what');
  expect(await send()).toBe(outcome);
});

test.each([301, 302, 307, 308])('a redirect (%s) is not followed', async (status) => {
  answer = answers(status, { location: address.replace('/hook', '/elsewhere') });
  expect(await send()).toBe('failed for now');
  expect(received.map(({ path }) => path)).toEqual(['/hook']);
});

test('a receiver that hangs, or sends without an end, is left in time', async () => {
  answer = () => undefined;
  expect(await send({ inTimeMs: 100 })).toBe('failed for now');
  answer = (_, response) => {
    response.writeHead(200);
    const more = setInterval(() => response.write('x'.repeat(10_000)), 1);
    response.on('close', () => clearInterval(more));
  };
  expect(await send({ inTimeMs: 3000 })).toBe('sent');
}, 20_000);

test('nobody is called whom the settings no longer name, or that answers nothing', async () => {
  expect(await send({ addresses: [] })).toBe('refused for good');
  expect(received).toEqual([]);
});

test('what was said goes along only where it is wanted', async () => {
  const row = (seq: number, role: 'user' | 'agent', activity: object, type = 'message') => ({
    ...{ conversation: 'directline/c', seq, id: `c|${seq}`, role, type, at: 1000 * seq },
    activity: JSON.stringify(activity),
  });
  await database.write
    .insertInto('activities')
    .values([
      row(1, 'user', { text: 'talk to a person' }),
      row(2, 'user', { name: 'handoff.initiate' }, 'event'),
      row(3, 'agent', { text: 'Hello', from: { name: 'Anna' } }),
    ])
    .execute();
  await send();
  await send({ transcript: true });
  const [without, withIt] = received.map(({ text }) => JSON.parse(text).data.transcript);
  expect(without).toBeUndefined();
  expect(withIt).toEqual([
    { role: 'user', name: null, at: '1970-01-01T00:00:01.000Z', text: 'talk to a person' },
    { role: 'agent', name: 'Anna', at: '1970-01-01T00:00:03.000Z', text: 'Hello' },
  ]);
});
