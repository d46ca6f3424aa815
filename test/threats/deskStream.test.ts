import { agent, listen, program, refusedStream } from '../desk/deskClient.js';
import { type OpenedService, openedService } from '../openedService.js';

const TOKEN = 'a-program-listens-with-this-token-0001';
const OWNER = 'a-program-of-a-knowledge-owner-000000001';

let service: OpenedService;
beforeAll(async () => {
  const CERTDESK_DESK_TOKENS = `crm:agent:${TOKEN},kb:knowledge-owner:${OWNER}`;
  service = await openedService('embedded', { environment: { CERTDESK_DESK_TOKENS } });
});
afterAll(() => service.stop());

test.each<[string, (own: Record<string, string>) => Record<string, string>, number]>([
  ['nobody', () => ({ origin: service.address }), 401],
  ['a wrong session', () => ({ origin: service.address, cookie: `certdesk_desk=${'A'.repeat(43)}` }), 401],
  ['a wrong token', () => ({ authorization: 'Bearer wrong' }), 401],
  ['a role that serves no cases', () => ({ authorization: `Bearer ${OWNER}` }), 403],
  ['a page of another site', (own) => ({ ...own, origin: 'https://evil.example' }), 403],
  ['a page without an origin', (own) => ({ ...own, origin: 'null' }), 403],
  ['a page of another port', (own) => ({ ...own, origin: 'http://127.0.0.1:1' }), 403],
  ['a session that comes from no page', (own) => own, 403],
  [
    'a page of another site with a token',
    () => ({ authorization: `Bearer ${TOKEN}`, origin: 'https://a.example' }),
    403,
  ],
])('%s has no stream', async (_, headers, status) => {
  const anna = await agent(service);
  expect(await refusedStream(service, headers(anna.headers))).toBe(status);
});

test('a session of our own page has one, and a program', async () => {
  const streams = [await listen(service, await agent(service)), await listen(service, await program(service, TOKEN))];
  expect(streams.map(({ said }) => said[0])).toMatchObject([
    { type: 'hello', me: { name: expect.stringMatching(/^Local agent/) } },
    { type: 'hello', me: { id: 'machine:crm', name: 'crm' } },
  ]);
  for (const { socket } of streams) socket.close();
});

test('an agent has twenty at a time', async () => {
  const anna = await agent(service);
  const streams = await Promise.all(Array.from({ length: 20 }, () => listen(service, anna)));
  expect(await refusedStream(service, { ...anna.headers, origin: service.address })).toBe(429);
  for (const { socket } of streams) socket.terminate();
});

test.each([
  ['what is no JSON', 'hello'],
  ['what means nothing', '{"type":"claim"}'],
  ['too long a number', `{"type":"watch","case":"${'x'.repeat(65)}"}`],
  ['a prototype', '{"__proto__":{"type":"typing","case":"x"}}'],
])('%s ends the stream', async (_, text) => {
  const stream = await listen(service, await agent(service));
  stream.socket.send(text);
  expect(await stream.closed).toBe(1007);
});

test('a frame that is too long ends the stream', async () => {
  const stream = await listen(service, await agent(service));
  stream.socket.send('x'.repeat(5000));
  expect(await stream.closed).toBe(1009);
});

test('a flood ends the stream', async () => {
  const stream = await listen(service, await agent(service));
  for (let n = 0; n < 200; n += 1) stream.tell({ type: 'presence', status: 'away' });
  expect(await stream.closed).toBe(1007);
});
