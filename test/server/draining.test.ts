import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { DirectLineClient } from '../directLineClient.js';
import { endServices, startService } from '../service.js';

afterAll(endServices);

test('told to stop, the service finishes what it took in, sends its streams elsewhere and ends; a second signal changes nothing', async () => {
  const service = await startService();
  const clients = await Promise.all(
    Array.from({ length: 8 }, () => new DirectLineClient({ url: () => service.url, deadline: 1 }).start()),
  );
  const sockets = await Promise.all(
    clients.map(async (client) => {
      const socket = new WebSocket(await client.streamUrl(), { origin: service.url });
      await new Promise((open) => socket.once('open', open));
      return socket;
    }),
  );
  const codes = sockets.map((socket) => new Promise<number>((closed) => socket.once('close', closed)));
  // More than can be answered at once: some are in their turn when the signal comes.
  const sent = clients.flatMap((client) =>
    Array.from({ length: 10 }, (_, n) => client.say(`what is the fax number, ${n}?`).catch(() => null)),
  );
  await sent[0];
  const stopped = service.stop();
  service.signal('SIGTERM');
  expect(await stopped).toBe(0);
  await Promise.all(sent);
  expect(new Set(await Promise.all(codes))).toEqual(new Set([1012]));
  expect(clients.reduce((sum, { ledger }) => sum + ledger.size, 0)).toBeGreaterThan(8);
  expect(service.logs()).toContain('"stopped"');
}, 60_000);

test('whoever stops `npm start` stops the service', async () => {
  const data = mkdtempSync(join(tmpdir(), 'certdesk-npm-'));
  const npm = spawn('npm', ['start'], {
    cwd: join(__dirname, '..', '..'),
    env: { ...process.env, PORT: '0', CERTDESK_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = new Promise((closed) => npm.once('close', closed));
  const address = await new Promise<string>((found) => {
    let out = '';
    npm.stdout.on('data', (text: Buffer) => {
      out += text;
      const ready = /ready: (\S+)/.exec(out)?.[1];
      if (ready) found(ready);
    });
  });
  expect((await fetch(address)).status).toBe(200);
  npm.kill('SIGTERM');
  // Closed once nobody holds its output any more, the service included.
  await gone;
  await expect(fetch(address)).rejects.toThrow();
  rmSync(data, { recursive: true, force: true });
}, 60_000);

test('a client that is gone without a word does not hold up the stop', async () => {
  const service = await startService();
  const client = await new DirectLineClient({ url: () => service.url }).start();
  const { pathname, search, host, port } = new URL(await client.streamUrl('0'));
  const socket = connect(Number(port), '127.0.0.1');
  const upgrade = `Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==`;
  socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${client.origin}\r\n${upgrade}\r\n\r\n`);
  await new Promise((answered) => socket.once('data', answered));
  socket.pause();
  socket.on('error', () => undefined);
  // Ended by itself, not by the thirty seconds after which this kills it.
  expect(await service.stop()).toBe(0);
  socket.destroy();
}, 60_000);

test('what was acknowledged before the stop is there after the next start, and nothing was doubled', async () => {
  const data = mkdtempSync('/tmp/certdesk-drain-');
  let service = await startService({ data });
  const client = await new DirectLineClient({ url: () => service.url }).start();
  const sending = Promise.all(Array.from({ length: 30 }, (_, n) => client.say('hello', `m${n}`)));
  await new Promise((soon) => setTimeout(soon, 60));
  await service.stop();
  service = await startService({ data });
  await sending;
  const history = await client.history();
  const mine = history.filter(({ from }) => from.role === 'user');
  expect(mine.map(({ id }) => id).sort()).toEqual([...client.ledger.values()].sort());
  expect(mine).toHaveLength(30);
  for (const { id } of mine) expect(history.filter(({ replyToId }) => replyToId === id)).toHaveLength(1);
  await service.stop();
  rmSync(data, { recursive: true, force: true });
}, 60_000);
