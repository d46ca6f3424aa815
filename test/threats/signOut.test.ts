import { SignJWT } from 'jose';
import WebSocket from 'ws';
import { databases, type OpenedService, openedService, SIGN_IN_KEY, SIGNING_KEY } from '../openedService.js';
import { freshDatabase } from '../postgres.js';

const START = new Date('2026-05-20T11:00:00Z');
const DAY_MS = 24 * 3600_000;
const GENERATE = '/v3/directline/tokens/generate';
const SIGN_OUT = '/v3/directline/tokens/signout';
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

/** A JWT as a page's own server makes it, with any claims. */
const jwt = (claims: Record<string, unknown>, key = SIGN_IN_KEY) =>
  new SignJWT({ aud: 'certdesk', exp: seconds(START) + 600, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(key));

/** An open stream, and what it was closed with in the end. */
async function listening(service: OpenedService, path: string, token: string) {
  const { streamUrl } = (await service.ask('GET', path, { token })).body;
  const socket = new WebSocket(streamUrl, { origin: service.address });
  const closed = new Promise<number>((done) => socket.once('close', done));
  await new Promise((open, failed) => socket.once('open', open).once('error', failed));
  return { socket, closed, within: (ms: number) => Promise.race([closed, pause(ms).then(() => 'open')]) };
}

const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

describe.each(databases)('on the %s database', (kind) => {
  let service: OpenedService;
  beforeAll(async () => {
    service = await openedService(kind);
  }, 180_000);
  afterAll(() => service.stop());
  beforeEach(() => {
    service.clock.now = START;
  });

  const later = (ms: number) => {
    service.clock.now = new Date(START.getTime() + ms);
  };
  const signIn = async (token: string) => {
    const { status, body } = await service.ask('POST', GENERATE, { token, body: {} });
    return { status, ...body, path: `/v3/directline/conversations/${body.conversationId}` };
  };
  /** What is answered to each use of a customer's token. */
  const uses = async ({ path, token }: { path: string; token: string }) => [
    (await service.ask('GET', path, { token })).status,
    (await service.ask('GET', `${path}/activities`, { token })).status,
    (await service.ask('POST', `${path}/activities`, { token, body: { type: 'typing' } })).status,
    (await service.ask('POST', '/v3/directline/tokens/refresh', { token })).status,
    (await service.ask('POST', '/v3/directline/conversations', { token, body: {} })).status,
  ];

  test.each<[string, unknown]>([
    ['a list of one', ['alice']],
    ['a list of two', ['a', 'b']],
    ['an object', { id: 'alice' }],
    ['a number', 42],
    ['true', true],
    ['null', null],
    ['an empty text', ''],
    ['a text with a NUL', 'alice\u0000'],
    ['a text with a line break', 'alice\nbob'],
    ['a text of 201 signs', 'x'.repeat(201)],
  ])('identities that merge: %s is no customer', async (_, sub) => {
    expect(await signIn(await jwt({ sub }))).toMatchObject({ status: 403 });
    expect(await service.database.read.selectFrom('customers').selectAll().execute()).toEqual([]);
  });

  test('a stream ends with the sign-in by which it was opened', async () => {
    const customer = await signIn(await jwt({ sub: 'until' }));
    await service.ask('POST', '/v3/directline/conversations', { token: customer.token, body: {} });
    const stream = await listening(service, customer.path, customer.token);
    later(599_000);
    expect(await stream.within(1500)).toBe('open');
    later(600_000);
    expect(await stream.within(3000)).toBe(1008);
  });

  test('a stream ends with its token; the token that was refreshed meanwhile opens another', async () => {
    const customer = await service.customer();
    const stream = await listening(service, customer.path, customer.token);
    later(1_799_000);
    const fresh = await service.ask('POST', '/v3/directline/tokens/refresh', { token: customer.token });
    expect(await stream.within(1500)).toBe('open');
    later(1_800_000);
    expect(await stream.within(3000)).toBe(1008);
    const again = await listening(service, customer.path, fresh.body.token);
    expect(await again.within(1500)).toBe('open');
    again.socket.terminate();
  });

  test('sign-out: what an anonymous customer was given is dead, open streams and unused addresses too', async () => {
    const [gone, other] = [await service.customer(), await service.customer()];
    const [stream, others] = [
      await listening(service, gone.path, gone.token),
      await listening(service, other.path, other.token),
    ];
    const { streamUrl } = (await service.ask('GET', gone.path, { token: gone.token })).body;
    expect((await service.ask('POST', SIGN_OUT, { token: gone.token })).status).toBe(200);
    expect(await stream.within(3000)).toBe(1008);
    expect(await uses(gone)).toEqual([403, 403, 403, 403, 403]);
    expect((await service.ask('POST', GENERATE, { body: { resume: gone.resume } })).status).toBe(403);
    expect((await service.ask('POST', SIGN_OUT, { token: gone.token })).status).toBe(403);
    const unused = new WebSocket(streamUrl, { origin: service.address });
    unused.on('error', () => undefined);
    const status = new Promise((done) => unused.on('unexpected-response', (_, { statusCode }) => done(statusCode)));
    expect(await status).toBe(403);
    unused.terminate();
    expect(await uses(other)).toEqual([200, 200, 200, 200, 200]);
    expect(await others.within(500)).toBe('open');
    others.socket.terminate();
  });

  test('sign-out by the way back alone: the token has run out, and the way back dies', async () => {
    const { resume } = await service.customer();
    later(DAY_MS);
    expect((await service.ask('POST', SIGN_OUT, { token: resume })).status).toBe(200);
    expect((await service.ask('POST', GENERATE, { body: { resume } })).status).toBe(403);
  });

  test.each([
    ['that says when it was made', { iat: seconds(START) - 5 }, { iat: seconds(START) + 30 }],
    ['that says only when it ends', {}, { exp: seconds(START) + 630 }],
  ])(
    'sign-out: a sign-in %s is dead on every device, the next one finds the conversation again',
    async (_, old, next) => {
      const sub = `device ${JSON.stringify(old)}`;
      const [first, second] = [await jwt({ sub, ...old }), await jwt({ sub, ...old, name: 'second device' })];
      const [here, there] = [await signIn(first), await signIn(second)];
      await service.ask('POST', '/v3/directline/conversations', { token: here.token, body: {} });
      const stream = await listening(service, there.path, there.token);
      expect((await service.ask('POST', SIGN_OUT, { token: first })).status).toBe(200);
      expect(await stream.within(3000)).toBe(1008);
      for (const { path, token } of [here, there])
        expect(await uses({ path, token })).toEqual([403, 403, 403, 403, 403]);
      for (const dead of [first, second]) expect((await signIn(dead)).status).toBe(403);
      later(31_000);
      const again = await signIn(await jwt({ sub, ...next }));
      expect(again).toMatchObject({ status: 200, conversationId: here.conversationId });
      expect(await uses(again)).toEqual([200, 200, 200, 200, 200]);
    },
  );

  test('a way back is renewed at its use: the old one is good for a minute more, the new one goes on', async () => {
    const { resume, conversationId } = await service.customer();
    const use = async (way: string) => service.ask('POST', GENERATE, { body: { resume: way } });
    const renewed = (await use(resume)).body.resume as string;
    later(60_000);
    // A second tab, or an answer that was lost.
    expect(await use(resume)).toMatchObject({ status: 200, body: { conversationId } });
    later(61_000);
    expect(await use(resume)).toMatchObject({ status: 403, body: { error: { code: 'ResumeRefused' } } });
    expect(await use(renewed)).toMatchObject({ status: 200, body: { conversationId } });
  });

  test('a way back dies after ninety days without use, and after 180 days in any case', async () => {
    const [unused, used] = [await service.customer(), await service.customer()];
    const use = async (way: string) => service.ask('POST', GENERATE, { body: { resume: way } });
    let way = used.resume;
    for (const day of [80, 160, 179]) {
      later(day * DAY_MS);
      const { status, body } = await use(way);
      expect(status).toBe(200);
      way = body.resume;
    }
    expect((await use(unused.resume)).status).toBe(403);
    later(180 * DAY_MS);
    expect((await use(way)).status).toBe(403);
  });

  test.each([
    ['our key as it stands in the settings', SIGNING_KEY],
    ["the pages' key", SIGN_IN_KEY],
  ])('keys are for one purpose: %s signs no token of ours', async (_, key) => {
    const { path, conversationId } = await service.customer();
    const claims = { user: 'dl_x', conv: conversationId, iss: 'certdesk', jti: 'x', exp: seconds(START) + 600 };
    for (const aud of ['directline', 'stream', 'resume']) {
      const token = await jwt({ ...claims, aud }, key);
      expect((await service.ask('GET', `${path}/activities`, { token })).status).toBe(403);
      expect((await service.ask('POST', GENERATE, { body: { resume: token } })).status).toBe(403);
    }
    expect(await signIn(await jwt({ sub: 'x' }, SIGNING_KEY))).toMatchObject({ status: 403 });
  });
});

test('sign-out: another replica knows of it within three seconds', async () => {
  const fresh = await freshDatabase();
  const [one, two] = [
    await openedService('embedded', { environment: { DATABASE_URL: fresh.url } }),
    await openedService('embedded', { environment: { DATABASE_URL: fresh.url } }),
  ];
  try {
    const customer = await one.customer();
    const stream = await listening(two, customer.path, customer.token);
    expect((await one.ask('POST', SIGN_OUT, { token: customer.token })).status).toBe(200);
    expect(await stream.within(3000)).toBe(1008);
    await pause(2000);
    expect((await two.ask('GET', `${customer.path}/activities`, { token: customer.token })).status).toBe(403);
  } finally {
    await Promise.all([one.stop(), two.stop()]);
    await fresh.drop();
  }
}, 180_000);
