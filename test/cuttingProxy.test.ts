import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { CuttingProxy } from './cuttingProxy.js';

let echo: Server;
const reached: Socket[] = [];

beforeAll(async () => {
  echo = createServer((socket) => {
    reached.push(socket);
    socket.on('error', () => undefined).pipe(socket);
  });
  await once(echo.listen(0, '127.0.0.1'), 'listening');
});

afterAll(() => echo.close());

function proxy(options: { cutAfter?: [number, number] } = {}): Promise<CuttingProxy> {
  const address = echo.address();
  return new CuttingProxy({ to: typeof address === 'object' ? address!.port : 0, ...options }).start();
}

/** A socket to the proxy, what has come back over it, and the fault that ended it. */
function reach(between: CuttingProxy) {
  const side = { socket: connect(between.port, '127.0.0.1'), heard: '', fault: undefined as string | undefined };
  side.socket.on('data', (bytes) => {
    side.heard += String(bytes);
  });
  side.socket.on('error', (fault: NodeJS.ErrnoException) => {
    side.fault = fault.code;
  });
  return side;
}

const later = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await later(10);
}

test('open, it hands on every byte and the end', async () => {
  const between = await proxy();
  const side = reach(between);
  const sent = 'certdesk '.repeat(300_000);
  side.socket.end(sent);
  await once(side.socket, 'close');
  expect(side.heard === sent).toBe(true);
  await between.stop();
});

test('cutting, it resets connections after a while', async () => {
  const between = await proxy({ cutAfter: [20, 40] });
  const side = reach(between);
  await until(() => side.fault !== undefined);
  expect([side.fault, between.cuts]).toEqual(['ECONNRESET', 1]);
  await until(() => between.open === 0);
  await between.stop();
});

test('half-open, it keeps silent even when one side goes', async () => {
  const between = await proxy();
  const side = reach(between);
  side.socket.write('a');
  await until(() => side.heard === 'a');
  const other = reached.at(-1)!;
  between.become('half-open');
  side.socket.write('b');
  await later(100);
  expect(side.heard).toBe('a');
  side.socket.destroy();
  await later(100);
  expect(other.destroyed).toBe(false);
  await between.stop();
});

test('slow, it hands on a byte a second', async () => {
  const between = await proxy();
  between.become('slow');
  const side = reach(between);
  side.socket.write('abcdefgh');
  await until(() => side.heard !== '');
  expect(side.heard).toBe('a');
  between.become('open');
  await until(() => side.heard === 'abcdefgh');
  await between.stop();
});

test('away, it refuses, and comes back', async () => {
  const between = await proxy();
  between.become('away');
  const refused = reach(between);
  await until(() => refused.fault === 'ECONNRESET');
  between.become('open');
  const side = reach(between);
  side.socket.write('a');
  await until(() => side.heard === 'a');
  await between.stop();
});
