import { connect } from 'node:net';
import { Failure } from '../../src/failure.js';
import { freePort } from '../freePort.js';
import { type OpenedService, openedService, SIGNING_KEY } from '../openedService.js';

const TOKEN = 'hY2k0pQ7tWz4nB8vC1xM5sD9fG3jL6aE';
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const statusOf = async (url: string, options = {}) => (await fetch(url, options)).status;

async function opened(environment: Record<string, string>, use: (service: OpenedService) => Promise<void>) {
  const service = await openedService('embedded', { environment });
  try {
    await use(service);
  } finally {
    await service.stop();
  }
}

test(
  'metrics: on this machine alone anybody may ask',
  () => opened({}, async ({ address }) => expect(await statusOf(`${address}/metrics`)).toBe(200)),
  180_000,
);

test(
  'metrics: where others can reach the service they are not among its routes',
  () =>
    opened(
      { CERTDESK_PUBLIC_URL: 'https://chat.example.net', CERTDESK_SIGNING_KEY: SIGNING_KEY },
      async ({ address }) => expect(await statusOf(`${address}/metrics`)).toBe(404),
    ),
  180_000,
);

test(
  'metrics: behind a bearer',
  () =>
    opened({ CERTDESK_METRICS_TOKEN: TOKEN }, async ({ address }) => {
      expect(await statusOf(`${address}/metrics`)).toBe(401);
      expect(await statusOf(`${address}/metrics`, bearer(`${TOKEN}x`))).toBe(401);
      expect(await statusOf(`${address}/metrics`, bearer(TOKEN))).toBe(200);
    }),
  180_000,
);

test('metrics: on a port of their own, with a bearer or without', async () => {
  const port = await freePort();
  const own = `http://127.0.0.1:${port}`;
  await opened({ CERTDESK_METRICS_PORT: String(port) }, async ({ address }) => {
    expect(await statusOf(`${address}/metrics`)).toBe(404);
    expect(await (await fetch(`${own}/metrics`)).text()).toContain('certdesk_http_requests_total');
    expect(await statusOf(`${own}/chat`)).toBe(404);
    expect(await statusOf(`${own}/metrics`, { method: 'POST' })).toBe(405);
  });
  await opened({ CERTDESK_METRICS_PORT: String(port), CERTDESK_METRICS_TOKEN: TOKEN }, async () => {
    expect(await statusOf(`${own}/metrics`)).toBe(401);
    expect(await statusOf(`${own}/metrics`, bearer(TOKEN))).toBe(200);
    await expect(openedService('embedded', { environment: { CERTDESK_METRICS_PORT: String(port) } })).rejects.toThrow(
      Failure,
    );
  });
  await expect(fetch(`${own}/metrics`)).rejects.toThrow();
}, 180_000);

describe('every request is counted and logged as what it was', () => {
  let service: OpenedService;
  beforeAll(async () => {
    service = await openedService('embedded');
  }, 180_000);
  afterAll(() => service.stop());

  /** Sends bytes, and hangs up at once or when it was answered. */
  const raw = (bytes: string, hangUp = false) =>
    new Promise<void>((done) => {
      const socket = connect(Number(new URL(service.address).port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.on('data', () => undefined);
      socket.on('close', () => done());
      socket.write(bytes);
      if (hangUp) setTimeout(() => socket.resetAndDestroy(), 100);
    });
  const counts = async () => {
    const { text } = await service.ask('GET', '/metrics');
    const lines = [...text.matchAll(/^certdesk_http_requests_total\{(.*)\} (\d+)$/gm)];
    return new Map(lines.map(([, labels = '', count]) => [labels, Number(count)]));
  };
  const logged = () => service.logs().split('\n').length;

  const host = 'Host: 127.0.0.1\r\n';
  const path = '/v3/directline/conversations';
  const half = `POST ${path} HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{`;
  const upgrade = `GET ${path}/x/stream?t=y HTTP/1.1\r\n${host}Upgrade: websocket\r\nConnection: Upgrade\r\n`;
  test.each<[string, () => Promise<unknown>, string]>([
    ['an unknown address', () => service.ask('GET', '/nothing'), 'route="none",method="get",status="404"'],
    ['a method of one’s own', () => raw(`BREW / HTTP/1.1\r\n${host}\r\n`), 'route="none",method="other",status="400"'],
    [
      'a method that is not answered',
      () => service.ask('DELETE', path),
      `route="${path}",method="delete",status="405"`,
    ],
    [
      'a preflight that is refused',
      () => service.ask('OPTIONS', path, { headers: { origin: 'https://evil.example' } }),
      `route="${path}",method="options",status="403"`,
    ],
    [
      'an address that can’t be decoded',
      () => service.ask('GET', `${path}/%ff/activities`),
      'route="none",method="get",status="404"',
    ],
    [
      'a request without a token',
      () => service.ask('POST', `${path}/x/activities`, { body: {} }),
      `route="${path}/:id/activities",method="post",status="401"`,
    ],
    ['what is no request', () => raw('hello\r\n\r\n'), 'route="none",method="other",status="400"'],
    [
      'headers without end',
      () => raw(`GET / HTTP/1.1\r\n${'some: thing\r\n'.repeat(5000)}`),
      'route="none",method="other",status="431"',
    ],
    [
      'a foreign name',
      () => raw(`GET /chat HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`),
      'route="none",method="get",status="421"',
    ],
    ['a client that hangs up in its own body', () => raw(half, true), `route="${path}",method="post",status="aborted"`],
    ['a body that never ends', () => raw(half), `route="${path}",method="post",status="408"`],
    [
      'a stream that is refused',
      () => raw(`${upgrade}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`),
      `route="${path}/:id/stream",method="get",status="403"`,
    ],
  ])(
    '%s',
    async (_, ask, labels) => {
      const before = await counts();
      const lines = logged();
      await ask();
      await new Promise((soon) => setTimeout(soon, 100));
      const after = await counts();
      const more = [...after].filter(
        ([name, count]) => count !== (before.get(name) ?? 0) && !name.includes('/metrics'),
      );
      expect(more).toEqual([[labels, (before.get(labels) ?? 0) + 1]]);
      const [, status] = /status="(\w+)"/.exec(labels) ?? [];
      const said = service
        .logs()
        .split('\n')
        .slice(lines - 1)
        .filter((line) => line !== '' && !line.includes('/metrics'));
      expect(said.map((line) => String(JSON.parse(line).status))).toEqual([status]);
      expect(service.logs()).not.toContain('a request failed');
    },
    30_000,
  );
});
