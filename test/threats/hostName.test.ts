import { connect } from 'node:net';
import { hostIsOurs } from '../../src/server/publicName.js';
import { type OpenedService, openedService } from '../openedService.js';

test.each([
  ['chat.example.com'],
  ['chat.example.com:443'],
  ['CHAT.example.com'],
  ['chat.example.com.'],
  ['localhost:3978'],
  ['desk.localhost'],
  ['127.0.0.1:3978'],
  ['10.2.3.4'],
  ['[::1]:3978'],
  ['certdesk:3978'],
])('%s may be asked for', (host) => expect(hostIsOurs(host, 'chat.example.com')).toBe(true));

test.each([
  ['evil.example'],
  ['chat.example.com.evil.example'],
  ['evilchat.example.com'],
  ['example.com'],
  ['chat.example.com@evil.example'],
  ['evil.example#chat.example.com'],
  ['127.0.0.1.nip.io'],
  ['localhost.evil.example'],
  ['chat.example.com:port'],
  [''],
  [undefined],
])('DNS rebinding: %s may not', (host) => expect(hostIsOurs(host, 'chat.example.com')).toBe(false));

describe('a service on this machine', () => {
  let service: OpenedService;
  beforeAll(async () => {
    service = await openedService('embedded');
  }, 180_000);
  afterAll(() => service.stop());

  const asked = (host: string, path: string, more = '') =>
    new Promise<string>((done) => {
      const socket = connect(Number(new URL(service.address).port), '127.0.0.1');
      let got = '';
      socket.on('data', (data) => {
        got += data;
      });
      socket.on('close', () => done(got));
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${more || 'Connection: close\r\n'}\r\n`);
    });
  const upgrade =
    'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';

  test.each(['/chat', '/', '/nothing', '/metrics', '/v3/directline/conversations/x/activities'])(
    'DNS rebinding: %s under a foreign name is answered 421',
    async (path) => {
      expect(await asked('evil.example', path)).toMatch(/^HTTP\/1\.1 421 /);
      expect(await asked('localhost', path)).not.toMatch(/^HTTP\/1\.1 421 /);
    },
  );

  test('DNS rebinding: a stream under a foreign name is answered 421', async () => {
    const path = '/v3/directline/conversations/x/stream?t=y';
    expect(await asked('evil.example', path, upgrade)).toMatch(/^HTTP\/1\.1 421 /);
    expect(await asked('localhost', path, upgrade)).toMatch(/^HTTP\/1\.1 403 /);
  });

  test('probes come under any name', async () => {
    for (const path of ['/live', '/ready'])
      expect(await asked('pod.cluster.internal', path)).toMatch(/^HTTP\/1\.1 200 /);
  });
});
