import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Places } from '../../src/server/places.js';
import { customerStreams } from '../../src/server/streamKinds.js';
import { upgrades } from '../../src/server/upgrades.js';
import { endServices, type Service, startService } from '../service.js';

const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
const sockets = new Set<Socket>();

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
});
afterAll(endServices);

/** A client that never closes its own half, whatever it is told. */
function client(port: number, bytes: string, localAddress = '127.0.0.1') {
  const socket = connect({ port, host: '127.0.0.1', localAddress, allowHalfOpen: true });
  sockets.add(socket);
  const seen = { text: '', ended: false, closed: false };
  socket.on('data', (data) => {
    seen.text += data;
  });
  socket.on('end', () => {
    seen.ended = true;
  });
  socket.on('error', () => {
    seen.ended = true;
  });
  socket.on('close', () => {
    seen.closed = true;
  });
  if (bytes) socket.write(bytes);
  return seen;
}

async function until(holds: () => boolean | Promise<boolean>, within: number): Promise<boolean> {
  for (const giveUp = Date.now() + within; Date.now() < giveUp; await pause(100)) if (await holds()) return true;
  return holds();
}

const descriptors = ({ pid }: Service) => readdirSync(`/proc/${pid}/fd`).length;
const host = 'Host: 127.0.0.1\r\n';
const upgrade = `GET /v3/directline/conversations/x/stream?t=y HTTP/1.1\r\n${host}Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
const unfinished = (path: string, headers = '') =>
  `POST ${path} HTTP/1.1\r\n${host}${headers}Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{`;

const refused: [string, string][] = [
  ['a refused upgrade', upgrade],
  ['what is no request', 'hello\r\n\r\n'],
  ['an unknown address with a body that never ends', unfinished('/nothing')],
  [
    'a message without a token and with a body that never ends',
    unfinished('/v3/directline/conversations/x/activities'),
  ],
  ['a preflight with a body that never ends', unfinished('/v3/directline/conversations').replace('POST', 'OPTIONS')],
];

test('half-open clients: 1,500 that were refused hold no descriptor after 5 s, and others are served', async () => {
  const service = await startService({ descriptors: 1024 });
  const before = descriptors(service);
  for (let n = 0; n < 1500; n++) {
    client(service.port, refused[n % refused.length]![1]);
    if (n % 100 === 99) await pause(20);
  }
  expect(await until(() => descriptors(service) <= before + 20, 5000)).toBe(true);
  expect((await fetch(`${service.url}/ready`)).status).toBe(200);
}, 60_000);

describe('half-open clients', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  }, 60_000);

  test.each(refused)(
    '%s is answered, then let go of',
    async (_, bytes) => {
      const before = descriptors(service);
      const seen = client(service.port, bytes);
      expect(await until(() => seen.ended, 3000)).toBe(true);
      expect(seen.text).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(await until(() => descriptors(service) <= before, 3000)).toBe(true);
    },
    60_000,
  );

  test('requests that are never complete are answered 408 and let go of', async () => {
    const before = descriptors(service);
    const seen = [
      client(service.port, ''),
      client(service.port, 'GET / HTTP/1.1\r\nHost'),
      client(service.port, unfinished('/v3/directline/conversations')),
    ];
    expect(await until(() => descriptors(service) > before, 2000)).toBe(true);
    expect(await until(() => seen.every(({ ended }) => ended), 14_000)).toBe(true);
    for (const { text } of seen) expect(text).toMatch(/^HTTP\/1\.1 408 |^$/);
    expect(await until(() => descriptors(service) <= before, 3000)).toBe(true);
  }, 60_000);
});

test('connection caps: as many as the setting says, the others are turned away at once', async () => {
  const service = await startService({ env: { CERTDESK_CONNECTIONS: '40' } });
  const seen = Array.from({ length: 100 }, () => client(service.port, ''));
  await pause(1500);
  expect(seen.filter(({ ended }) => !ended)).toHaveLength(40);
}, 60_000);

test('connection caps: one address holds 240, and another is served meanwhile', async () => {
  const service = await startService({ env: { CERTDESK_RATE_FACTOR: '1' } });
  const seen = Array.from({ length: 400 }, () => client(service.port, ''));
  await pause(1500);
  expect(seen.filter(({ ended }) => !ended)).toHaveLength(240);
  const other = client(service.port, `GET /live HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, '127.0.0.2');
  expect(await until(() => other.text.startsWith('HTTP/1.1 200'), 2000)).toBe(true);
}, 60_000);

test('connection caps: behind a trusted proxy the client that it names is counted, not the proxy', async () => {
  const service = await startService({ env: { CERTDESK_RATE_FACTOR: '1', CERTDESK_PROXIES: '1' } });
  const of = (address: string) =>
    client(service.port, unfinished('/v3/directline/conversations', `X-Forwarded-For: 203.0.113.9, ${address}\r\n`));
  const loud = Array.from({ length: 150 }, () => of('192.0.2.1'));
  const quiet = Array.from({ length: 110 }, (_, n) => of(`198.51.100.${n}`));
  await pause(1500);
  expect(loud.filter(({ text }) => text.startsWith('HTTP/1.1 429'))).toHaveLength(30);
  expect(quiet.filter(({ ended }) => ended)).toEqual([]);
}, 60_000);

describe("a stream's admission", () => {
  async function door(
    admit: () => Promise<{ conversation: string; after: number }>,
    ask: (port: number) => Promise<void>,
  ) {
    const http = createServer();
    const entered: unknown[] = [];
    const streams = { admit, enter: (stream: unknown) => void entered.push(stream) };
    const parts = {
      publicName: () => '127.0.0.1',
      kinds: [customerStreams(streams as never, (() => ({ allows: () => true })) as never)],
      ...{ proxies: 0, rateFactor: 1, count: async () => undefined, draining: () => false, onFault: () => undefined },
      record: { note: () => undefined },
      admissionMs: 300,
    };
    http.on('upgrade', upgrades(parts as never));
    await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
    try {
      await ask((http.address() as AddressInfo).port);
    } finally {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => http.close(closed));
    }
    return entered;
  }

  test('that takes too long ends with 503, and the socket is let go of', async () => {
    const entered = await door(
      () => new Promise(() => undefined),
      async (port) => {
        const seen = client(port, upgrade);
        expect(await until(() => seen.ended, 2000)).toBe(true);
        expect(seen.text).toMatch(/^HTTP\/1\.1 503 /);
      },
    );
    expect(entered).toEqual([]);
  });

  test('counts those who ask at once: sixty of one address are let in', async () => {
    const admit = () => pause(100).then(() => ({ conversation: 'c', after: 0 }));
    const entered = await door(admit, async (port) => {
      const seen = Array.from({ length: 100 }, () => client(port, upgrade));
      await until(() => seen.every(({ text }) => text !== ''), 3000);
      expect(seen.filter(({ text }) => text.startsWith('HTTP/1.1 429'))).toHaveLength(40);
    });
    expect(entered).toHaveLength(60);
  });
});

test('a place that was given back twice is free once', () => {
  const places = new Places(1);
  const leave = places.take('a');
  leave?.();
  leave?.();
  expect([places.take('a'), places.take('b')]).toEqual([expect.any(Function), expect.any(Function)]);
  expect(places.take('a')).toBeNull();
});
