import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import WebSocket, { WebSocketServer } from 'ws';
import { Stream } from '../../src/channels/directline/stream.js';
import { StreamHub } from '../../src/channels/directline/streamHub.js';
import { DirectLineClient } from '../directLineClient.js';
import { openedDatabase } from '../openedDatabase.js';
import { endServices, type Service, startService } from '../service.js';

const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

const sockets: Socket[] = [];
let service: Service;

beforeAll(async () => {
  service = await startService();
}, 30_000);

afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await endServices();
});

async function gauge(name: string): Promise<number> {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

async function streamsOpen(count: number, within: number): Promise<number> {
  for (const giveUp = Date.now() + within; ; await pause(250)) {
    const open = await gauge('certdesk_streams_open');
    if (open === count || Date.now() > giveUp) return open;
  }
}

/** A stream whose reader opens it and then takes nothing from its socket any more. */
async function unread(client: DirectLineClient): Promise<Socket> {
  const { pathname, search, host, port } = new URL(await client.streamUrl('0'));
  const socket = connect(Number(port), '127.0.0.1');
  sockets.push(socket);
  socket.write(
    `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${client.origin}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
  );
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toContain('101 Switching Protocols');
  socket.pause();
  socket.on('error', () => undefined);
  return socket;
}

test('no more than a megabyte waits for a reader that takes nothing: then it is disconnected', async () => {
  const listener = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const reader = new WebSocket(`ws://127.0.0.1:${port}`);
  const [[socket]] = (await Promise.all([once(listener, 'connection'), once(reader, 'open')])) as [
    [WebSocket],
    unknown,
  ];
  reader.pause();
  const text = 'x'.repeat(20_000);
  let [read, most] = [0, 0];
  const stream = new Stream(socket, 0, async (after, count) => {
    read += count;
    most = Math.max(most, socket.bufferedAmount);
    if (after >= 2000) return [];
    return Array.from({ length: count }, (_, index) => {
      const seq = after + index + 1;
      return {
        conversation: 'directline/c',
        seq,
        id: `c|${seq}`,
        role: 'bot',
        type: 'message',
        activity: JSON.stringify({ text }),
        at: 0,
      };
    });
  });
  await stream.wake();
  expect(socket.readyState).toBeGreaterThan(WebSocket.OPEN);
  expect(most).toBeLessThanOrEqual(1_000_000);
  // The kernel takes a few megabytes before anything waits.
  expect(read).toBeLessThan(2000);
  reader.terminate();
  listener.close();
}, 60_000);

test('readers that take nothing are disconnected while others go on, and find everything again', async () => {
  const client = await new DirectLineClient({ url: () => service.url }).start();
  const other = await new DirectLineClient({ url: () => service.url }).start();
  const reading = other.follow();
  // More than the kernel's own buffers hold for the readers.
  await Promise.all(Array.from({ length: 9 }, () => unread(client)));
  const wordy = 'is the backup secret? '.repeat(1300);
  for (let number = 0; number < 400; number += 1) await client.say(wordy);
  await other.say('is the backup secret?');
  await reading.until(3);
  expect(await streamsOpen(1, 60_000)).toBe(1);
  const again = client.follow();
  const history = await client.history();
  await again.until(history.length);
  expect(again.received.map(({ id }) => id)).toEqual(history.map(({ id }) => id));
  await Promise.all([again.close(), reading.close()]);
}, 180_000);

test('a stream whose line is dead without having been closed is freed, one that answers is kept', async () => {
  const { database, remove } = await openedDatabase('embedded');
  const hub = new StreamHub(database, (fault) => expect(fault).toBeUndefined(), 50);
  const listener = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  listener.on('connection', (socket) => hub.add(socket, 'directline/c', 0));
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const [dead, alive] = [1, 2].map(() => new WebSocket(`ws://127.0.0.1:${port}`)) as [WebSocket, WebSocket];
  await Promise.all([once(dead, 'open'), once(alive, 'open')]);
  const until = async (count: number) => {
    for (const giveUp = Date.now() + 10_000; hub.size() !== count && Date.now() < giveUp; ) await pause(10);
  };
  await until(2);
  // Paused, it answers no ping.
  dead.pause();
  await until(1);
  await pause(300);
  expect([hub.size(), alive.readyState]).toEqual([1, WebSocket.OPEN]);
  dead.terminate();
  alive.terminate();
  hub.close();
  listener.close();
  await remove();
}, 30_000);
