import { Sessions } from '../../src/desk/sessions.js';
import { agent, listen, named, sessionIn } from '../desk/deskClient.js';
import { databases, type OpenedService, openedService } from '../openedService.js';

// Threats 22 and 23: signing in to the desk, and how long that lasts.

const HOUR = 3600_000;

/** Follows a link as a browser would that has these cookies. */
async function follow(service: OpenedService, link: string | null, cookie?: string) {
  const { pathname, search } = new URL(link ?? '');
  return service.ask('GET', `${pathname}${search}`, cookie === undefined ? {} : { headers: { cookie } });
}

describe.each(databases)('sessions, %s', (kind) => {
  let service: OpenedService;
  beforeEach(async () => {
    service = await openedService(kind);
  });
  afterEach(() => service.stop());
  const later = (ms: number) => {
    service.clock.now = new Date(service.clock.now.getTime() + ms);
  };
  const frame = (cookie: string) => service.ask('GET', '/desk/api/frame', { headers: { cookie } });

  test('a link signs in once, whoever follows it at the same time', async () => {
    const link = await service.deskLink();
    const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await follow(service, link)).status));
    expect(statuses.sort()).toEqual([200, ...Array(9).fill(403)]);
  });

  test('a look at whether a link is there does not use it up', async () => {
    const link = await service.deskLink();
    const { pathname, search } = new URL(link!);
    await fetch(`${service.address}${pathname}${search}`, { method: 'HEAD' });
    expect((await follow(service, link)).status).toBe(200);
  });

  test('a link is good for ten minutes', async () => {
    const [first, second] = [await service.deskLink(), await service.deskLink()];
    later(10 * 60_000 - 1);
    expect((await follow(service, first)).status).toBe(200);
    later(1);
    expect((await follow(service, second)).status).toBe(403);
  });

  test('the cookie is nobody else’s, and the database has no secret', async () => {
    const link = await service.deskLink();
    const { headers } = await follow(service, link);
    const [set = ''] = headers.getSetCookie();
    expect(set).toMatch(/^certdesk_desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const kept = JSON.stringify([
      await service.database.read.selectFrom('desk_sessions').selectAll().execute(),
      await service.database.read.selectFrom('desk_links').selectAll().execute(),
    ]);
    expect(kept).not.toContain(set.slice('certdesk_desk='.length).split(';')[0]);
    expect(kept).not.toContain(new URL(link!).searchParams.get('link'));
  });

  test('whoever signs in gets another session, and the one before is worth nothing', async () => {
    const before = sessionIn(await follow(service, await service.deskLink()));
    const after = sessionIn(await follow(service, await service.deskLink(), before));
    expect(after).not.toBe(before);
    expect([(await frame(before)).status, (await frame(after)).status]).toEqual([401, 200]);
  });

  test('a session that was chosen by somebody else is never taken', async () => {
    const chosen = `certdesk_desk=${'A'.repeat(43)}`;
    const own = sessionIn(await follow(service, await service.deskLink(), chosen));
    expect([(await frame(chosen)).status, (await frame(own)).status]).toEqual([401, 200]);
  });

  test('eight hours without use end it, use keeps it for a day', async () => {
    const [idle, used] = [await agent(service), await agent(service)];
    for (let hour = 0; hour < 7; hour += 1) {
      later(HOUR);
      expect((await used.get('frame')).status).toBe(200);
    }
    later(HOUR);
    expect([(await idle.get('frame')).status, (await used.get('frame')).status]).toEqual([401, 200]);
    for (let hour = 8; hour < 23; hour += 5) {
      later(5 * HOUR);
      expect((await used.get('frame')).status).toBe(200);
    }
    later(HOUR);
    expect((await used.get('frame')).status).toBe(401);
  });

  test('a sign-out ends the session and closes its stream', async () => {
    const anna = await agent(service);
    const stream = await listen(service, anna);
    const { status, headers } = await anna.post('sign-out');
    expect([status, headers.getSetCookie()[0]]).toEqual([200, expect.stringMatching(/^certdesk_desk=;.*Max-Age=0$/)]);
    expect(await stream.closed).toBe(1008);
    expect((await anna.get('frame')).status).toBe(401);
  });

  test('a role that was taken away is gone in every session, and closes the streams within seconds', async () => {
    const sessions = new Sessions(service.database, () => service.clock.now);
    const joe = { id: 'oidc:joe', name: 'Joe' };
    const signIn = async (roles: readonly ('agent' | 'supervisor' | 'knowledge-owner')[]) =>
      named(service, { cookie: `certdesk_desk=${await sessions.begin({ agent: joe, roles }, null)}` });
    const [desk, tablet] = [await signIn(['agent', 'supervisor']), await signIn(['agent', 'supervisor'])];
    const streams = [await listen(service, desk), await listen(service, tablet)];
    const now = await signIn(['knowledge-owner']);
    expect(await Promise.all(streams.map(({ closed }) => closed))).toEqual([1008, 1008]);
    expect([(await desk.get('frame')).status, (await tablet.get('frame')).status]).toEqual([401, 401]);
    expect([(await now.get('frame')).status, (await now.get('cases')).status]).toEqual([200, 403]);
  });

  test('a supervisor ends all sessions of a colleague', async () => {
    const [anna, ben] = [await agent(service), await agent(service)];
    const stream = await listen(service, ben);
    expect((await anna.post('agents/sign-out', { agent: ben.id })).status).toBe(200);
    expect(await stream.closed).toBe(1008);
    expect([(await anna.get('frame')).status, (await ben.get('frame')).status]).toEqual([200, 401]);
  });

  test('an agent whom another site led here comes to the desk by our own page', async () => {
    const anna = await agent(service);
    const led = await service.ask('GET', '/desk', { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(led.text).toContain('content="0;url=/desk"');
    const { text } = await service.ask('GET', '/desk', {
      headers: { ...anna.headers, 'sec-fetch-site': 'same-origin' },
    });
    expect(text).toContain('id="desk"');
  });
});

describe('how often one may try', () => {
  let service: OpenedService;
  afterEach(() => service.stop());
  const rates = { environment: { CERTDESK_RATE_FACTOR: '1', CERTDESK_PROXIES: '1' } };
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

  test('five times a minute from one address; the sixth waits', async () => {
    service = await openedService('embedded', rates);
    const link = (await service.deskLink())!;
    const attempt = (address: string, secret = 'wrong') =>
      service.ask('GET', `/desk/sign-in?link=${secret}`, from(address));
    for (let attempts = 0; attempts < 5; attempts += 1) expect((await attempt('192.0.2.1')).status).toBe(403);
    const sixth = await attempt('192.0.2.1', new URL(link).searchParams.get('link')!);
    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await attempt('192.0.2.2', new URL(link).searchParams.get('link')!)).status).toBe(200);
  });

  test('tokens that nobody knows are counted, and do not stand in the way of those that somebody does', async () => {
    const token = 'a-program-that-somebody-knows-0123456789';
    const environment = { ...rates.environment, CERTDESK_DESK_TOKENS: `crm:agent:${token}` };
    service = await openedService('embedded', { environment });
    const attempt = async (bearer: string) =>
      (await service.ask('GET', '/desk/api/cases', { token: bearer, ...from('192.0.2.1') })).status;
    const statuses = [];
    for (let attempts = 0; attempts < 21; attempts += 1) statuses.push(await attempt(`wrong${attempts}`));
    expect(statuses).toEqual([...Array(20).fill(401), 429]);
    expect(await attempt(token)).toBe(200);
  });
});

describe('beyond this machine', () => {
  let service: OpenedService;
  afterEach(() => service.stop());

  test('nobody signs in without a provider, and the page says so', async () => {
    const environment = { CERTDESK_PUBLIC_URL: 'https://desk.example.com' };
    service = await openedService('embedded', { environment });
    expect(await service.deskLink()).toBeNull();
    const { status, text } = await service.ask('GET', '/desk/sign-in');
    expect([status, text]).toEqual([200, expect.stringContaining('Nobody can sign in here yet')]);
    expect((await service.ask('GET', '/desk/sign-in?link=x')).text).toContain('Nobody can sign in here yet');
  });
});
