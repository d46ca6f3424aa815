import { generateKeyPairSync, type KeyObject, sign as signBytes } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { databases } from '../openedService.js';
import { around, message } from './activities.js';
import { APP_ID, type FakeMicrosoft, ISSUER, SERVICE, TENANT, type TokenOptions } from './microsoft.js';
import { type OpenedTeams, openedTeams } from './openedTeams.js';

const OTHER = '11111111-2222-4333-8444-555555555555';
const at = Math.floor(Date.parse('2026-05-20T11:00:00Z') / 1000);

/** What a row changes of a right request: its token, its activity. */
interface Request {
  token?: TokenOptions | null | ((microsoft: FakeMicrosoft) => Promise<string>);
  /** Changes the activity; what it returns is sent. */
  body?: (activity: ReturnType<typeof message>) => unknown;
  /** The token's claim follows the activity's service address. */
  service?: string;
  /** Changes the activity as it is written. */
  raw?: (written: string) => string;
  headers?: Record<string, string>;
}

const claims = (changed: Record<string, unknown>): Request => ({ token: { claims: changed } });
const header = (changed: Record<string, unknown>): Request => ({ token: { header: changed } });
const body = (changed: Record<string, unknown>): Request => ({ body: (activity) => ({ ...activity, ...changed }) });
const service = (address: string): Request => ({ service: address });
const channelData = (changed: Record<string, unknown>): Request => body({ channelData: changed });
const conversation = (changed: Record<string, unknown>): Request =>
  body({ conversation: { ...around().conversation, ...changed } });
const key = (options: Parameters<FakeMicrosoft['makeKey']>[0]): Request => ({
  token: async (microsoft) => {
    const made = await microsoft.makeKey(options);
    microsoft.keys.push(made);
    return microsoft.token({ key: made });
  },
});
/** Signed by somebody else, in the name of a key of the set. */
const stranger = async (microsoft: FakeMicrosoft) =>
  microsoft.token({ key: { ...(await microsoft.makeKey()), kid: microsoft.keys[0]!.kid } });
const everything = { iss: ISSUER, aud: APP_ID, nbf: at, exp: at + 3600, serviceurl: SERVICE };
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
/** A token put together by hand, as no library makes it. */
const byHand = (head: object, payload: object, key: KeyObject, hash = 'sha256') => {
  const signed = `${part(head)}.${part(payload)}`;
  return `${signed}.${signBytes(hash, Buffer.from(signed), key).toString('base64url')}`;
};

const right: [string, Request][] = [
  ['as Teams sends it', {}],
  ['a clock that is four minutes ahead', claims({ nbf: at + 240 })],
  ['a token that ended four minutes ago', claims({ exp: at - 240 })],
  ['a token without nbf', claims({ nbf: undefined })],
  ['a token with claims that nobody asks for', claims({ iat: at, jti: 'x', tid: OTHER })],
  ['the tenant in capitals', channelData({ tenant: { id: TENANT.toUpperCase() } })],
  ['no tenant of the conversation', conversation({ tenantId: undefined })],
  ['port 443, said', service('https://smba.trafficmanager.net:443/emea/')],
  ["a government's cloud", service('https://smba.infra.gcc.teams.microsoft.com/teams/')],
  ['no name of the sender', body({ from: { id: '29:x' } })],
  ['fields that nobody knows', body({ news: { of: 'tomorrow' }, callerId: 'urn:x', deliveryMode: 'expectReplies' })],
];

const unsigned: [string, Request][] = [
  ['no token', { token: null }],
  ['a word for a token', { token: async () => 'token' }],
  ['three dots', { token: async () => '...' }],
  ['a token of a megabyte', { token: async () => 'x'.repeat(9000) }],
  ['Basic', { token: null, headers: { authorization: 'Basic dXNlcjpwYXNz' } }],
  ['an empty bearer', { token: null, headers: { authorization: 'Bearer ' } }],
  ['alg none', { token: async () => new UnsecuredJWT(everything).encode() }],
  [
    'alg none in small and capital letters',
    { token: async () => `${part({ alg: 'nOnE', kid: 'x' })}.${part(everything)}.` },
  ],
  ['no signature', { token: async (microsoft) => `${(await microsoft.token()).split('.').slice(0, 2).join('.')}.` }],
  ['a changed signature', { token: async (microsoft) => (await microsoft.token()).replace(/.{8}$/, 'AAAAAAAA') }],
  [
    'a changed claim',
    {
      token: async (microsoft) => {
        const [head, , end] = (await microsoft.token()).split('.');
        return `${head}.${part({ ...everything, exp: at + 9999 })}.${end}`;
      },
    },
  ],
  ['somebody else who signs', { token: stranger }],
  [
    'HS256 with the public key as the secret',
    {
      token: (microsoft) =>
        new SignJWT(everything)
          .setProtectedHeader({ alg: 'HS256', kid: microsoft.keys[0]!.kid })
          .sign(Buffer.from(microsoft.keys[0]!.jwk.n!)),
    },
  ],
  [
    'ES256',
    {
      token: async (microsoft) => {
        const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
        return byHand({ alg: 'ES256', kid: microsoft.keys[0]!.kid }, everything, privateKey);
      },
    },
  ],
  [
    'RS512',
    { token: async (m) => byHand({ alg: 'RS512', kid: m.keys[0]!.kid }, everything, m.keys[0]!.privateKey, 'sha512') },
  ],
  [
    'PS256 in the head',
    { token: async (m) => byHand({ alg: 'PS256', kid: m.keys[0]!.kid }, everything, m.keys[0]!.privateKey) },
  ],
  [
    'alg that is a list',
    { token: async (m) => byHand({ alg: ['RS256'], kid: m.keys[0]!.kid }, everything, m.keys[0]!.privateKey) },
  ],
  ['no kid', header({ kid: undefined })],
  ['a kid that is a number', header({ kid: 5 })],
  ['a kid that nobody has', header({ kid: 'unknown' })],
  ['a kid of the language', header({ kid: '__proto__' })],
  ['a key in its own head', header({ kid: 'x', jku: 'http://127.0.0.1:1/keys' })],
  [
    'what is critical and not understood',
    {
      token: async (m) =>
        byHand({ alg: 'RS256', kid: m.keys[0]!.kid, crit: ['x'], x: 1 }, everything, m.keys[0]!.privateKey),
    },
  ],
  ['no end', claims({ exp: undefined })],
  ['an end in text', claims({ exp: String(at + 3600) })],
  [
    'an end that is no number',
    {
      token: async (m) =>
        byHand({ alg: 'RS256', kid: m.keys[0]!.kid }, { ...everything, exp: null }, m.keys[0]!.privateKey),
    },
  ],
  ['ended six minutes ago', claims({ exp: at - 360 })],
  ['ended yesterday', claims({ nbf: at - 90_000, exp: at - 86_400 })],
  ['a clock that is six minutes ahead', claims({ nbf: at + 360 })],
  ['nbf in text', claims({ nbf: String(at) })],
  ["another bot's audience", claims({ aud: OTHER })],
  ['no audience', claims({ aud: undefined })],
  ['two audiences', claims({ aud: [APP_ID, OTHER] })],
  ['the audience in capitals', claims({ aud: APP_ID.toUpperCase() })],
  ['no issuer', claims({ iss: undefined })],
  [
    "an emulator's token: own app, v1",
    claims({ iss: `https://sts.windows.net/${TENANT}/`, appid: APP_ID, ver: '1.0' }),
  ],
  [
    "an emulator's token: own app, v2",
    claims({ iss: `https://login.microsoftonline.com/${TENANT}/v2.0`, azp: APP_ID, ver: '2.0' }),
  ],
  ["a skill's token", claims({ iss: `https://login.microsoftonline.com/${TENANT}/v2.0`, azp: OTHER, ver: '2.0' })],
  ['the issuer of another cloud', claims({ iss: 'https://api.botframework.us' })],
  ['the issuer with a slash', claims({ iss: `${ISSUER}/` })],
  [
    'a short key',
    {
      token: async (m) => {
        const made = await m.makeKey({ bits: 1024 });
        m.keys.push(made);
        return byHand({ alg: 'RS256', kid: made.kid }, everything, made.privateKey);
      },
    },
  ],
];

const foreign: [string, Request][] = [
  ['a key without endorsements', { token: (m) => m.token({ key: m.keys[1]! }) }],
  ['a key endorsed for another channel', key({ endorsements: ['webchat', 'directline'] })],
  ['a key endorsed for a channel with a similar name', key({ endorsements: ['msteams2', 'MSTEAMS'] })],
  ['no service in the token', claims({ serviceurl: undefined })],
  ['an empty service in the token', claims({ serviceurl: '' })],
  ['a service in the token that is a list', claims({ serviceurl: [SERVICE] })],
  ['a service in the token under another name', claims({ serviceurl: undefined, serviceUrl: SERVICE })],
  ['no service in the activity', body({ serviceUrl: undefined })],
  ['an empty service in the activity', body({ serviceUrl: '' })],
  ['a service that is an object', body({ serviceUrl: { a: 1 } })],
  ['another service than the token names', claims({ serviceurl: 'https://smba.trafficmanager.net/amer/' })],
  ['http', service('http://smba.trafficmanager.net/emea/')],
  ['a user in it', service('https://smba.trafficmanager.net@evil.example/')],
  ['a user and a password', service('https://a:b@smba.trafficmanager.net/')],
  ['a port', service('https://smba.trafficmanager.net:8443/emea/')],
  ['a suffix', service('https://smba.trafficmanager.net.evil.example/')],
  ['a prefix', service('https://evil-smba.trafficmanager.net/')],
  ['a name below it', service('https://x.smba.trafficmanager.net/')],
  ['a dot behind it', service('https://smba.trafficmanager.net./')],
  ['a back slash', service('https://smba.trafficmanager.net\\@evil.example/')],
  ['a tab in it', service('https://smba.traffic\tmanager.net/')],
  ['white space before it', service(' https://smba.trafficmanager.net/')],
  ['a mark', service('https://smba.trafficmanager.net/#x')],
  ['a question', service('https://smba.trafficmanager.net/?x=1')],
  ['a letter that looks like another', service('https://smbа.trafficmanager.net/')],
  ['this machine', service('https://127.0.0.1/')],
  ['the cloud’s own address', service('https://169.254.169.254/')],
  ['no scheme', service('smba.trafficmanager.net/emea/')],
  ['no channel', body({ channelId: undefined })],
  ['an empty channel', body({ channelId: '' })],
  ['a blank channel', body({ channelId: ' ' })],
  ['another channel', body({ channelId: 'webchat' })],
  ['the channel in capitals', body({ channelId: 'MSTeams' })],
  ['the emulator', body({ channelId: 'emulator' })],
  ['AseChannel', body({ channelId: 'AseChannel' })],
  ['a channel that is a list', body({ channelId: ['msteams'] })],
  ['no tenant', channelData({})],
  ['no channel data', body({ channelData: undefined })],
  ['a tenant without an id', channelData({ tenant: {} })],
  ['an empty tenant', channelData({ tenant: { id: '' } })],
  [
    'a foreign tenant',
    {
      body: (sent) => ({
        ...sent,
        conversation: { ...sent.conversation, tenantId: OTHER },
        channelData: { tenant: { id: OTHER } },
      }),
    },
  ],
  ['a foreign tenant in one place', channelData({ tenant: { id: OTHER } })],
  ['a foreign tenant in the other place', conversation({ tenantId: OTHER })],
  ['a tenant that is a list', channelData({ tenant: { id: [TENANT] } })],
  ['an empty object', { body: () => ({}) }],
];

const unreadable: [string, Request, number][] = [
  ['a type that is a number', body({ type: 5 }), 400],
  ['no type', body({ type: undefined }), 400],
  ['a type of the language', body({ type: '__proto__' }), 400],
  ['a list', { body: () => [] }, 400],
  ['a word', { body: () => 'message' }, 400],
  ['null', { body: () => null }, 400],
  ['text that is an object', body({ text: { a: 1 } }), 400],
  ['text of 150,000 signs', body({ text: 'x'.repeat(150_000) }), 400],
  ['no sender', body({ from: undefined }), 400],
  ['a sender without an id', body({ from: { name: 'x' } }), 400],
  ['a sender with a zero in it', body({ from: { id: '29:\u0000' } }), 400],
  ['no recipient', body({ recipient: undefined }), 400],
  ['a conversation without an id', conversation({ id: undefined }), 400],
  ['a conversation with half a sign', conversation({ id: 'a:\ud800' }), 400],
  ['a message without an id', body({ id: undefined }), 400],
  ['attachments that are a number', body({ attachments: 1 }), 400],
  ['what is a hundred levels deep', body({ value: deep(100) }), 400],
  [
    'what is 40,000 levels deep',
    { raw: (sent) => sent.replace('{', `{"value":${'['.repeat(40_000)}${']'.repeat(40_000)},`) },
    400,
  ],
  ['half of a body', { raw: (sent) => sent.slice(0, 200) }, 400],
  ['another kind of body', { headers: { 'content-type': 'text/plain' } }, 415],
  ['50,000 values', body({ value: Array(50_000).fill(0) }), 400],
  ['300 kilobytes', body({ value: 'x'.repeat(300_000) }), 413],
  ['a press with no day', body({ text: undefined, value: pressOfDay('2026-02-31') }), 400],
];

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { a: value };
  return value;
}
function pressOfDay(date: string) {
  return { certdesk: { press: 'p', says: 'Take this day', at: { kind: 'date' } }, date };
}

describe.each(databases)('Teams on the %s database', (kind) => {
  let teams: OpenedTeams;
  beforeAll(async () => {
    teams = await openedTeams(kind);
    teams.microsoft.keys.push(await teams.microsoft.makeKey({ endorsements: [] }));
    await teams.post(message('hello'));
  }, 180_000);
  afterAll(() => teams.stop());

  async function send({ token = {}, body: change = (activity) => activity, service: address, headers, raw }: Request) {
    const { microsoft } = teams;
    const about = address === undefined ? {} : { claims: { serviceurl: address } };
    const known = new Set(microsoft.keys.map(({ kid }) => kid));
    const bearer =
      token === null
        ? null
        : typeof token === 'function'
          ? await token(microsoft)
          : await microsoft.token({ ...about, ...token });
    // A key that a row adds is fetched: time has passed.
    if (microsoft.keys.some(({ kid }) => !known.has(kid)))
      teams.service.clock.now = new Date(teams.service.clock.now.getTime() + 61_000);
    const activity = {
      ...message('what is the fax number?'),
      ...(address === undefined ? {} : { serviceUrl: address }),
    };
    if (!raw) return teams.post(change(activity), bearer, headers);
    const type = { 'content-type': 'application/json' };
    const written = raw(JSON.stringify(activity));
    return teams.service.ask('POST', '/api/messages', {
      raw: written,
      headers: type,
      ...(bearer ? { token: bearer } : {}),
    });
  }

  test.each(right)('a right request is taken in: %s', async (_, request) => {
    const before = await teams.rows();
    const answer = await send(request);
    expect([answer.status, answer.text]).toEqual([200, '']);
    const after = await teams.rows();
    expect(after.activities! - before.activities!).toBeGreaterThanOrEqual(2);
  });

  test.each(unsigned)(
    'an unsigned or badly signed request is 401, says nothing and does nothing: %s',
    async (_, request) => {
      const before = await teams.rows();
      const answer = await send(request);
      expect([answer.status, answer.text, await teams.rows()]).toEqual([401, '', before]);
    },
  );

  test.each(foreign)(
    'a request that comes from elsewhere is 403, says nothing and does nothing: %s',
    async (_, request) => {
      const before = await teams.rows();
      const answer = await send(request);
      expect([answer.status, answer.text, await teams.rows()]).toEqual([403, '', before]);
    },
  );

  test.each(unreadable)('a request that is no activity is refused and does nothing: %s', async (_, request, status) => {
    const before = await teams.rows();
    const answer = await send(request);
    expect([answer.status, answer.text, await teams.rows()]).toEqual([status, '', before]);
  });

  test('names of the language in it change nothing', async () => {
    const polluted = JSON.stringify(message('hello')).replace(
      '{',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"value":{"__proto__":{"polluted":1}},',
    );
    const token = await teams.microsoft.token();
    const answer = await teams.service.ask('POST', '/api/messages', {
      ...{ token, raw: polluted },
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(200);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('what is refused is neither logged nor told', async () => {
    const token = await teams.microsoft.token({ claims: { aud: OTHER } });
    await teams.post(message('canary-in-a-refused-body'), token);
    expect(teams.service.logs()).not.toContain(token.slice(0, 40));
    expect(teams.service.logs()).not.toContain('canary-in-a-refused-body');
    expect(teams.service.logs()).not.toContain(OTHER);
  });

  test('replay: fifty copies at once are one turn, and one more much later is none', async () => {
    const activity = message('what is the fax number?', 'a:replayed');
    await teams.post(message('hello', 'a:replayed'));
    const before = await teams.said('a:replayed');
    const token = await teams.microsoft.token();
    const copies = await Promise.all(Array.from({ length: 50 }, () => teams.post(activity, token)));
    expect(new Set(copies.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await teams.post(activity, token)).status).toBe(200);
    const after = await teams.said('a:replayed');
    expect(after.slice(before.length).map(([role]) => role)).toEqual(['user', 'bot']);
  });

  test('HEAD is answered without a body, and so is what is no POST', async () => {
    for (const method of ['HEAD', 'GET', 'PUT', 'OPTIONS']) {
      const answer = await teams.service.ask(method, '/api/messages');
      expect([method, answer.status < 500, answer.text]).toEqual([method, true, '']);
    }
  });
});
