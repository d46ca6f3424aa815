import { SignJWT } from 'jose';
import WebSocket from 'ws';
import { Tokens } from '../../src/channels/directline/tokens.js';
import { databases, type OpenedService, openedService, SIGN_IN_KEY, SIGNING_KEY } from '../openedService.js';

const START = new Date('2026-05-20T11:00:00Z');
const text = (said: string, clientActivityID?: string) => ({
  type: 'message',
  text: said,
  ...(clientActivityID ? { channelData: { clientActivityID } } : {}),
});

/** A JWT as a page's own server makes it. */
const signedIn = (sub: string, { key = SIGN_IN_KEY, seconds = 600, audience = 'certdesk' } = {}) =>
  new SignJWT({ name: `Name of ${sub}` })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(sub)
    .setAudience(audience)
    .setExpirationTime(Math.floor(START.getTime() / 1000) + seconds)
    .sign(new TextEncoder().encode(key));

/** Opens a stream. @returns the frames that came until it was quiet, or the status with which it was refused */
function opened(
  url: string,
  origin: string | undefined,
  quiet = 150,
): Promise<{ status: number; activities: { id: string }[] }> {
  return new Promise((done) => {
    const socket = new WebSocket(url, origin === undefined ? {} : { origin });
    const activities: { id: string }[] = [];
    const finish = (status: number) => {
      socket.terminate();
      done({ status, activities });
    };
    let timer: NodeJS.Timeout | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => finish(101), quiet);
    };
    socket.on('open', later);
    socket.on('message', (data) => {
      activities.push(...(JSON.parse(String(data)) as { activities: { id: string }[] }).activities);
      later();
    });
    socket.on('unexpected-response', (_, response) => finish(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });
}

describe.each(databases)('on the %s database', (kind) => {
  let service: OpenedService;
  beforeAll(async () => {
    service = await openedService(kind);
  }, 180_000);
  afterAll(() => service.stop());
  beforeEach(() => {
    service.clock.now = START;
  });

  const rows = async () => {
    const { count } = await service.database.read
      .selectFrom('activities')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  };

  test('replay: fifty copies of a message at once have one effect and one answer', async () => {
    const { path, token } = await service.customer();
    const copies = await Promise.all(
      Array.from({ length: 50 }, () =>
        service.ask('POST', `${path}/activities`, { token, body: text('what is the fax number?', 'one') }),
      ),
    );
    expect(new Set(copies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(copies.map(({ body }) => body.id)).size).toBe(1);
    const { activities } = (await service.ask('GET', `${path}/activities`, { token })).body;
    expect(activities.map(({ from }: { from: { role: string } }) => from.role)).toEqual(['bot', 'user', 'bot']);
  });

  test("token crosses conversations: A's token opens nothing of B, and an unknown conversation is answered the same", async () => {
    const [a, b] = [await service.customer(), await service.customer()];
    const before = await rows();
    const unknown = { path: '/v3/directline/conversations/AAAAAAAAAAAAAAAAAAAAAA' };
    const form = new FormData();
    form.append('activity', JSON.stringify(text('hello')));
    const answers = [];
    for (const { path } of [b, unknown]) {
      const upload = Buffer.from(await new Response(form).arrayBuffer());
      const tries = [
        await service.ask('GET', path, { token: a.token }),
        await service.ask('GET', `${path}/activities`, { token: a.token }),
        await service.ask('GET', `${path}/activities?watermark=0`, { token: a.token }),
        await service.ask('POST', `${path}/activities`, { token: a.token, body: text('let me in') }),
        await service.ask('POST', `${path}/upload`, {
          token: a.token,
          raw: upload,
          headers: { 'content-type': 'multipart/form-data; boundary=x' },
        }),
      ];
      answers.push(tries.map(({ status, body: { error } }) => ({ status, code: error.code, message: error.message })));
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(new Set(answers.flat().map(({ status }) => status))).toEqual(new Set([403]));
    const { streamUrl } = (await service.ask('GET', a.path, { token: a.token })).body;
    expect(await opened(streamUrl.replace(a.conversationId, b.conversationId), service.address)).toEqual({
      status: 403,
      activities: [],
    });
    expect(await rows()).toBe(before);
  });

  test.each([
    ['none', 401, () => undefined],
    ['no token at all', 403, () => 'abc'],
    [
      'one that we did not sign',
      403,
      (now: Date, holder: object) =>
        new Tokens({ ours: ['another-key-of-thirty-two-characters'], signIn: null }, () => now).issue(
          'directline',
          holder as never,
        ),
    ],
    [
      'one for a stream',
      403,
      (now: Date, holder: object) =>
        new Tokens({ ours: [SIGNING_KEY], signIn: null }, () => now).issue('stream', holder as never),
    ],
    [
      'one to resume with',
      403,
      (now: Date, holder: object) =>
        new Tokens({ ours: [SIGNING_KEY], signIn: null }, () => now).issue('resume', holder as never),
    ],
    [
      'an unsigned one',
      403,
      (_: Date, holder: { userId: string; conversationId: string }) =>
        `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ user: holder.userId, conv: holder.conversationId, iss: 'certdesk', aud: 'directline', jti: 'x', exp: 9e9 })).toString('base64url')}.`,
    ],
  ])('forged tokens: %s is answered %i', async (_, status, make) => {
    const { path, conversationId } = await service.customer();
    const token = await make(START, { userId: 'dl_x', conversationId });
    const answer = await service.ask('GET', `${path}/activities`, token === undefined ? {} : { token });
    expect(answer.status).toBe(status);
  });

  test('expired token: after half an hour it neither works nor can be refreshed, and never answers 401', async () => {
    const { path, token } = await service.customer();
    service.clock.now = new Date(START.getTime() + 29 * 60_000);
    const fresh = await service.ask('POST', '/v3/directline/tokens/refresh', { token });
    expect(fresh.body).toMatchObject({ expires_in: 1800, token: expect.any(String) });
    service.clock.now = new Date(START.getTime() + 31 * 60_000);
    const statuses = [
      (await service.ask('POST', '/v3/directline/tokens/refresh', { token })).status,
      (await service.ask('GET', `${path}/activities`, { token })).status,
      (await service.ask('POST', `${path}/activities`, { token, body: text('hello') })).status,
      (await service.ask('GET', `${path}/activities`, { token: fresh.body.token })).status,
    ];
    expect(statuses).toEqual([403, 403, 403, 200]);
  });

  test('stolen token: nothing works any more once the conversation has ended', async () => {
    const { path, token, resume } = await service.customer();
    expect(
      (await service.ask('POST', `${path}/activities`, { token, body: { type: 'endOfConversation' } })).status,
    ).toBe(200);
    const statuses = [
      (await service.ask('POST', `${path}/activities`, { token, body: text('hello') })).status,
      (await service.ask('GET', `${path}/activities`, { token })).status,
      (await service.ask('GET', path, { token })).status,
      (await service.ask('POST', '/v3/directline/conversations', { token, body: {} })).status,
      (await service.ask('POST', '/v3/directline/tokens/refresh', { token })).status,
    ];
    expect(statuses).toEqual([404, 404, 404, 404, 404]);
    expect(await service.ask('POST', '/v3/directline/tokens/generate', { body: { resume } })).toMatchObject({
      status: 403,
      body: { error: { code: 'ResumeRefused' } },
    });
  });

  test('impersonation: who speaks, in which role and when is what the server says, whatever the body says', async () => {
    const { path, token, conversationId } = await service.customer();
    for (const from of [
      { id: 'certdesk', role: 'bot', name: 'BT Trustwise' },
      { id: 'agent-1', role: 'agent' },
      { id: 'victim' },
      'certdesk',
      null,
    ]) {
      const spoofed = {
        ...text('hello'),
        from,
        id: 'mine',
        timestamp: '2001-01-01T00:00:00Z',
        conversation: { id: 'other' },
        recipient: { id: 'victim' },
        channelId: 'teams',
        serviceUrl: 'https://elsewhere.example',
      };
      await service.ask('POST', `${path}/activities`, { token, body: spoofed });
    }
    const { activities } = (await service.ask('GET', `${path}/activities`, { token })).body;
    const mine = activities.filter(({ from }: { from: { role: string } }) => from.role === 'user');
    expect(mine).toHaveLength(5);
    for (const one of mine) {
      expect(one).toMatchObject({
        channelId: 'directline',
        conversation: { id: conversationId },
        from: { role: 'user', name: '' },
        timestamp: START.toISOString(),
      });
      expect(one.from.id).toMatch(/^dl_/);
      expect(one.id).toMatch(new RegExp(`^${conversationId}\\|\\d{7}$`));
      expect(one).not.toHaveProperty('serviceUrl');
    }
  });

  test('guessable ids: conversations and users have 128 random bits', async () => {
    const made = await Promise.all(
      Array.from({ length: 40 }, () =>
        service.ask('POST', '/v3/directline/tokens/generate', { body: { user: { id: 'dl_mine' } } }),
      ),
    );
    const ids = made.map(({ body }) => body.conversationId as string);
    const users = made.map(
      ({ body }) => JSON.parse(Buffer.from(body.token.split('.')[1], 'base64url').toString()).user as string,
    );
    for (const list of [ids, users]) expect(new Set(list).size).toBe(40);
    for (const id of ids) expect(Buffer.from(id, 'base64url')).toHaveLength(16);
    expect(users).not.toContain('dl_mine');
  });

  test("resume leakage: two customers of one browser see nothing of each other's, and a foreign watermark opens nothing", async () => {
    const [anne, bob] = [await signedIn('anne'), await signedIn('bob')];
    const token = async (jwt: string) =>
      (await service.ask('POST', '/v3/directline/tokens/generate', { token: jwt, body: {} })).body;
    const first = await token(anne);
    expect(first).not.toHaveProperty('resume');
    const path = `/v3/directline/conversations/${first.conversationId}`;
    await service.ask('POST', '/v3/directline/conversations', { token: first.token, body: {} });
    await service.ask('POST', `${path}/activities`, {
      token: first.token,
      body: text('the name is secret.example.com'),
    });
    const second = await token(bob);
    expect(second.conversationId).not.toBe(first.conversationId);
    await service.ask('POST', '/v3/directline/conversations', { token: second.token, body: {} });
    const seen = await service.ask(
      'GET',
      `/v3/directline/conversations/${second.conversationId}/activities?watermark=0`,
      { token: second.token },
    );
    expect(seen.text).not.toContain('secret.example.com');
    expect((await service.ask('GET', `${path}/activities?watermark=1`, { token: second.token })).status).toBe(403);
    const elsewhere = await token(await signedIn('anne'));
    expect(elsewhere.conversationId).toBe(first.conversationId);
    expect((await service.ask('GET', `${path}/activities`, { token: elsewhere.token })).text).toContain(
      'secret.example.com',
    );
  });

  test('a customer who is signed in on two devices at once has one conversation', async () => {
    const jwt = await signedIn(`carol-${kind}`);
    const both = await Promise.all(
      [1, 2, 3].map(() => service.ask('POST', '/v3/directline/tokens/generate', { token: jwt, body: {} })),
    );
    expect(new Set(both.map(({ body }) => body.conversationId)).size).toBe(1);
  });

  test.each([
    ['by another key', { key: 'not-the-key-that-signs-in-our-customers' }],
    ['for somebody else', { audience: 'another-service' }],
    ['an hour ago', { seconds: -3600 }],
    ['for a year', { seconds: 365 * 24 * 3600 }],
  ])('a sign-in made %s is refused', async (_, how) => {
    const answer = await service.ask('POST', '/v3/directline/tokens/generate', {
      token: await signedIn('anne', how),
      body: {},
    });
    expect(answer.status).toBe(403);
  });

  test('a sign-in that has run out is not stretched by refreshing, and a refreshed token brings no way back of its own', async () => {
    const jwt = await signedIn(`dora-${kind}`, { seconds: 600 });
    const { token } = (await service.ask('POST', '/v3/directline/tokens/generate', { token: jwt, body: {} })).body;
    service.clock.now = new Date(START.getTime() + 5 * 60_000);
    const fresh = await service.ask('POST', '/v3/directline/tokens/refresh', { token });
    expect([fresh.status, fresh.body.resume]).toEqual([200, undefined]);
    service.clock.now = new Date(START.getTime() + 11 * 60_000);
    for (const held of [token, fresh.body.token]) {
      expect((await service.ask('POST', '/v3/directline/tokens/refresh', { token: held })).status).toBe(403);
      expect((await service.ask('POST', '/v3/directline/conversations', { token: held, body: {} })).status).toBe(403);
    }
    service.clock.now = START;
    const anonymous = await service.customer();
    expect(
      (await service.ask('POST', '/v3/directline/tokens/refresh', { token: anonymous.token })).body,
    ).not.toHaveProperty('resume');
  });

  test('an id of a client may be anything: odd ones count as ids as well, and none is kept as it came', async () => {
    const { path, token } = await service.customer();
    for (const id of ['a\u0000b', 'x'.repeat(180), '🔑'.repeat(20), "'; drop table inbox; --"]) {
      const sent = await Promise.all(
        [1, 2].map(() => service.ask('POST', `${path}/activities`, { token, body: text('hello', id) })),
      );
      expect(sent.map(({ status }) => status)).toEqual([200, 200]);
      expect(sent[0]!.body.id).toBe(sent[1]!.body.id);
    }
    const ids = await service.database.read.selectFrom('inbox').select('source_id').execute();
    for (const { source_id } of ids) expect(source_id).toMatch(/^[\x20-\x7e]{1,50}$/);
  });

  test("a reaction names an activity of the customer's own conversation, and brings nothing else in", async () => {
    const { path, token, conversationId } = await service.customer();
    const other = await service.customer();
    const react = (replyToId: string) =>
      service.ask('POST', `${path}/activities`, {
        token,
        body: { type: 'messageReaction', replyToId, reactionsAdded: [{ type: 'like' }] },
      });
    for (const about of [
      `${other.conversationId}|0000001`,
      'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg',
      `${conversationId}|x`,
      conversationId,
    ])
      expect((await react(about)).status).toBe(400);
    expect((await react(`${conversationId}|0000001`)).status).toBe(200);
  });

  test.each([['nonsense'], [''], [{ user: 'dl_x' }], [42]])('a resume of %j is refused', async (resume) => {
    expect((await service.ask('POST', '/v3/directline/tokens/generate', { body: { resume } })).status).toBe(403);
  });

  test('an anonymous customer comes back with the credential of that browser, also after weeks', async () => {
    const { conversationId, resume, path, token } = await service.customer();
    await service.ask('POST', `${path}/activities`, { token, body: text('I lost my private key') });
    service.clock.now = new Date(START.getTime() + 40 * 24 * 3600_000);
    const back = await service.ask('POST', '/v3/directline/tokens/generate', { body: { resume } });
    expect(back).toMatchObject({ status: 200, body: { conversationId, resume: expect.any(String) } });
    const started = await service.ask('POST', '/v3/directline/conversations', { token: back.body.token, body: {} });
    expect(started).toMatchObject({ status: 200, body: { conversationId } });
    const { activities } = (await service.ask('GET', `${path}/activities`, { token: back.body.token })).body;
    expect(activities.filter(({ text: said }: { text: string }) => said.startsWith('Hello'))).toHaveLength(1);
  });

  test('cross-site socket hijacking: a stream opens for our own pages only, once, within a minute', async () => {
    const { path, token } = await service.customer();
    const address = async () => (await service.ask('GET', `${path}?watermark=0`, { token })).body.streamUrl as string;
    for (const origin of [
      'https://evil.example',
      'null',
      undefined,
      `${service.address}.evil.example`,
      service.address.replace('http', 'https'),
    ])
      expect(await opened(await address(), origin)).toEqual({ status: 403, activities: [] });
    const url = await address();
    expect(await opened(url, service.address)).toMatchObject({ status: 101, activities: [expect.anything()] });
    expect(await opened(url, service.address)).toEqual({ status: 403, activities: [] });
    const late = await address();
    service.clock.now = new Date(START.getTime() + 61_000);
    expect(await opened(late, service.address)).toEqual({ status: 403, activities: [] });
    expect((await opened(`${service.address.replace('http', 'ws')}/elsewhere`, service.address)).status).toBe(404);
  });

  test('a stream goes on behind the watermark, and a client that has none gets everything', async () => {
    const { path, token } = await service.customer();
    await service.ask('POST', `${path}/activities`, { token, body: text('what is the fax number?') });
    const all = (await service.ask('GET', `${path}/activities`, { token })).body;
    for (const [watermark, count] of [
      ['0', 3],
      ['1', 2],
      ['3', 0],
      ['undefined', 3],
      ['-1', 3],
      ['999', 0],
    ] as const) {
      const { streamUrl } = (await service.ask('GET', `${path}?watermark=${watermark}`, { token })).body;
      const { activities } = await opened(streamUrl, service.address);
      expect(activities).toEqual(all.activities.slice(3 - count));
    }
    const beyond = await service.ask('GET', `${path}/activities?watermark=999`, { token });
    expect(beyond.body).toEqual({ activities: [], watermark: '3' });
  });
});

test('key rotation: the old key still reads, the new one signs', async () => {
  const now = () => START;
  const [old, fresh] = ['the-old-key-with-thirty-two-characters', 'the-new-key-with-thirty-two-characters'];
  const holder = { userId: 'dl_x', conversationId: 'y' };
  const both = new Tokens({ ours: [fresh, old], signIn: null }, now);
  const before = await new Tokens({ ours: [old], signIn: null }, now).issue('directline', holder);
  expect(await both.read('directline', before)).toMatchObject(holder);
  expect(
    await new Tokens({ ours: [fresh], signIn: null }, now).read('directline', await both.issue('directline', holder)),
  ).toMatchObject(holder);
  expect(await new Tokens({ ours: [fresh], signIn: null }, now).read('directline', before)).toBeNull();
});
