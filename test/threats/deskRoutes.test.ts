import { randomUUID } from 'node:crypto';
import { DeskDoor } from '../../src/desk/door.js';
import type { Role } from '../../src/desk/roles.js';
import { roles } from '../../src/desk/roles.js';
import type { DeskCall, DeskRoute } from '../../src/desk/route.js';
import { deskRoutes } from '../../src/desk/routes.js';
import { agent, waiting } from '../desk/deskClient.js';
import { type Asked, type OpenedService, openedService } from '../openedService.js';

// Threats 21 and 24: every route of the desk, whoever asks, and from wherever.

/** The rows as they are, for looking at: no part of them is called. */
const routes = deskRoutes({ cookies: {}, count: {}, groups: () => [] } as unknown as Parameters<typeof deskRoutes>[0]);
const guarded = routes.filter((route) => route.may !== 'anybody');
const doing = routes.filter(({ method }) => method === 'post');
const tokenOf = (role: Role) => `a-token-of-a-program-that-is-${role}`.padEnd(48, '0');

/** What each act is asked for with, so that only who asks can be against it. */
const bodies: Record<string, object> = {
  reply: { text: 'Hello' },
  note: { text: 'Hello' },
  verdict: { outcome: 'x' },
  ask: { fact: 'x' },
  transfer: { to: 'x' },
  'agents/sign-out': { agent: 'x' },
  presence: { status: 'away' },
};
const bodyOf = (path: string) => Object.entries(bodies).find(([end]) => path.endsWith(`/${end}`))?.[1] ?? {};

let service: OpenedService;
beforeAll(async () => {
  const tokens = roles.map((role) => `${role}:${role}:${tokenOf(role)}`).join(',');
  service = await openedService('embedded', { environment: { CERTDESK_DESK_TOKENS: tokens } });
});
afterAll(() => service.stop());

function call({ method, path }: Pick<DeskRoute, 'method' | 'path'>, id: string, headers: Record<string, string>) {
  const asked = path.replace(':id', id);
  return method === 'get'
    ? service.ask('GET', asked, { headers })
    : service.ask('POST', asked, {
        body: bodyOf(path),
        headers: { 'idempotency-key': randomUUID(), ...headers },
      });
}

test('nobody needs to sign in for signing in, and for the description', () => {
  expect(routes.filter(({ may }) => may === 'anybody').map(({ path }) => path)).toEqual([
    '/desk/sign-in',
    '/desk/signed-in',
    '/desk/api/openapi.json',
  ]);
});

describe.each(guarded.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', (_, route) => {
  /** The page leads to the sign-in, which a browser follows; all else says no. */
  const letsNobodyIn = ({ status, text }: Asked) =>
    route.path === '/desk' ? expect(text).toContain('<h1>Sign in to the desk</h1>') : expect(status).toBe(401);

  test('is not for whoever is not signed in', async () => {
    letsNobodyIn(await call(route, 'C-222222', {}));
  });

  test.each(['wrong', tokenOf('agent').slice(0, -1), `${tokenOf('agent')}0`])(
    'is not for the token %s',
    async (token) => {
      expect((await call(route, 'C-222222', { authorization: `Bearer ${token}` })).status).toBe(401);
    },
  );

  test.each(['', 'wrong', 'A'.repeat(43)])('is not for the session "%s"', async (secret) => {
    letsNobodyIn(await call(route, 'C-222222', { cookie: `certdesk_desk=${secret}` }));
  });

  const ids = ['C-ZZZZZZ', '%2e%2e%2f', 'directline%2Fx', "C-222222'--", '%00', 'x'.repeat(90)];
  test.each(roles)('for the role %s answers alike whatever id it has no right to', async (role) => {
    const headers = { authorization: `Bearer ${tokenOf(role)}` };
    const allowed = (route.may as readonly Role[]).includes(role);
    const asked = route.path.includes(':id') ? ids : ['none'];
    const answers = [];
    for (const id of asked) {
      const { status, body } = await call(route, id, headers);
      answers.push([status, body?.error?.code, body?.error?.message]);
    }
    const statuses = new Set(answers.map(([status]) => status));
    if (!allowed) expect([...statuses]).toEqual([403]);
    else if (asked.length > 1) expect([...statuses].filter((status) => status !== 404)).toEqual([]);
    else expect([...statuses][0]).not.toBe(403);
    expect(new Set(answers.map(String)).size).toBe(1);
  });
});

describe.each(doing.map((route) => [route.path, route] as const))('from elsewhere: %s', (_, route) => {
  const places: [string, Record<string, string>][] = [
    ['a page of another site', { origin: 'https://evil.example' }],
    ['a page without an origin', { origin: 'null' }],
    ['a page of a look-alike', { origin: 'http://127.0.0.1.evil.example' }],
    ['a page of another port', { origin: 'http://127.0.0.1:1' }],
    ['a page of another site whose browser says only that', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a neighbour', { 'sec-fetch-site': 'same-site' }],
  ];
  test.each(places)('%s is refused', async (__, headers) => {
    const { headers: own } = await agent(service);
    expect((await call(route, 'C-222222', { ...own, ...headers })).status).toBe(403);
  });

  test('a form, which can send no key and no JSON, is refused', async () => {
    const { headers } = await agent(service);
    const path = route.path.replace(':id', 'C-222222');
    const asForm = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await service.ask('POST', path, { raw: 'text=hello', headers: asForm })).status).toBe(400);
    const withKey = { ...asForm, 'idempotency-key': 'k' };
    expect((await service.ask('POST', path, { raw: 'text=hello', headers: withKey })).status).toBe(415);
  });

  test.each([
    ['no key', ''],
    ['two words', 'two words'],
    ['too long a key', 'x'.repeat(201)],
  ])('%s is refused', async (__, key) => {
    const { headers } = await agent(service);
    expect((await call(route, 'C-222222', { ...headers, 'idempotency-key': key })).status).toBe(400);
  });
});

test('an origin that may embed the chat may not use the desk', async () => {
  const other = await openedService('embedded', { environment: { CERTDESK_ORIGINS: 'https://shop.example' } });
  const anna = await agent(other);
  const { case: id } = await waiting(other);
  const claim = (origin: string) => anna.post(`cases/${id}/claim`, {}, { origin });
  expect((await claim('https://shop.example')).status).toBe(403);
  expect((await claim(other.address)).status).toBe(200);
  await other.stop();
});

test('a route that names no role lets nobody in', async () => {
  const door = new DeskDoor({
    tokens: { of: () => ({ agent: { id: 'a', name: 'A' }, roles: [...roles], session: null }) },
    isOurs: () => true,
  } as unknown as ConstructorParameters<typeof DeskDoor>[0]);
  // @ts-expect-error: such a row can't be written
  const row: DeskRoute = {
    method: 'get',
    path: '/desk/api/new',
    may: [],
    api: null,
    answer: async () => ({ status: 200 }),
  };
  const asked = { bearer: 'x', params: {}, query: {} } as unknown as DeskCall;
  await expect(door.answer(row, asked)).rejects.toMatchObject({ status: 403 });
});
