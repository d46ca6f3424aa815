import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { freePort } from '../freePort.js';
import { type Asked, type OpenedService, openedService } from '../openedService.js';
import { type AtDesk, listen, named, sessionIn } from './deskClient.js';

/** A provider (oidc-provider) in a process of its own, and who signs in at it. */
class Provider {
  private constructor(
    readonly issuer: string,
    private readonly child: ChildProcess,
    private readonly lines: Interface,
  ) {}

  static async start(redirectUri: string, ...how: string[]): Promise<Provider> {
    const words = [join(__dirname, 'openIdProvider.mjs'), redirectUri, ...how];
    const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'ignore'] });
    const lines = createInterface({ input: child.stdout! });
    const [issuer] = await once(lines, 'line');
    return new Provider(String(issuer), child, lines);
  }

  /** Whoever signs in from now on; null is refused. */
  async account(account: object | null): Promise<void> {
    const taken = once(this.lines, 'line');
    this.child.stdin!.write(`${JSON.stringify(account)}\n`);
    await taken;
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'close');
    this.child.kill();
    await gone;
  }
}

/** A browser: cookies by host, redirects followed one by one. */
class Browser {
  private readonly jars = new Map<string, Map<string, string>>();
  readonly visited: string[] = [];

  constructor(
    public stopBefore?: RegExp,
    private readonly headers: Record<string, string> = {},
  ) {}

  /** Goes all the way from now on. */
  onwards(): this {
    this.stopBefore = undefined;
    return this;
  }

  /** Goes to an address, and on from there until a page answers. */
  async go(address: string): Promise<Asked & { address: string }> {
    for (let at = address, hops = 0; hops < 20; hops += 1) {
      const { host } = new URL(at);
      const jar = this.jars.get(host) ?? new Map<string, string>();
      this.jars.set(host, jar);
      if (this.stopBefore?.test(at)) return { address: at, status: 0, headers: new Headers(), body: null, text: '' };
      this.visited.push(at);
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(at, { redirect: 'manual', headers: { ...this.headers, cookie } });
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        if (value === '' || /expires=Thu, 01 Jan 1970/i.test(set)) jar.delete(name);
        else jar.set(name, value);
      }
      const to = response.headers.get('location');
      const text = await response.text();
      if (to === null) return { address: at, status: response.status, headers: response.headers, body: null, text };
      at = new URL(to, at).href;
    }
    throw new Error(`no page after ${this.visited.join(' ')}`);
  }
}

const joe = { sub: 'joe-7', name: 'Joe Bloggs', roles: ['support-agents', 'others'] };

interface Opened {
  service: OpenedService;
  provider: Provider;
  stop(): Promise<void>;
}

async function opened(environment: Record<string, string> = {}, ...how: string[]): Promise<Opened> {
  const port = await freePort();
  const provider = await Provider.start(`http://127.0.0.1:${port}/desk/signed-in`, ...how);
  const service = await openedService('embedded', {
    environment: {
      ...{ PORT: String(port), CERTDESK_OIDC_ISSUER: provider.issuer, CERTDESK_OIDC_CLIENT_ID: 'certdesk' },
      CERTDESK_OIDC_CLIENT_SECRET: 'a-secret-that-only-the-desk-knows',
      CERTDESK_OIDC_ROLES: 'agent=support-agents,supervisor=support-leads',
      ...environment,
    },
  });
  // The provider's clock is this machine's, and what it signs says when.
  service.clock.now = new Date();
  const stop = async () => {
    await service.stop();
    await provider.stop();
  };
  return { service, provider, stop };
}

describe('signing in with a provider', () => {
  let here: Opened;
  beforeAll(async () => {
    here = await opened();
  });
  afterAll(() => here.stop());
  const signIn = (browser = new Browser()) => browser.go(`${here.service.address}/desk/sign-in`);

  test('an agent is who the provider says, with the roles that it says', async () => {
    await here.provider.account(joe);
    const browser = new Browser();
    const page = await signIn(browser);
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('content="0;url=/desk"')]);
    const { me } = (await (await named(here.service, { cookie: sessionIn(page) })).get('frame')).body;
    expect(me).toEqual({ id: 'oidc:joe-7', name: 'Joe Bloggs', roles: ['agent'] });
    const asked = new URL(browser.visited.find((address) => address.includes('/auth?'))!).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect([asked.get('state'), asked.get('nonce')].every((one) => (one?.length ?? 0) >= 32)).toBe(true);
  });

  test('the desk’s page leads a stranger there', async () => {
    await here.provider.account({ ...joe, roles: ['support-leads', 'support-agents'] });
    const page = await new Browser().go(`${here.service.address}/desk`);
    const { me } = (await (await named(here.service, { cookie: sessionIn(page) })).get('frame')).body;
    expect(me.roles).toEqual(['agent', 'supervisor']);
  });

  test('whoever has no role has no session, and reads why', async () => {
    for (const roles of [[], ['others'], ['agent'], 'support', { 'support-agents': true }, null]) {
      await here.provider.account({ ...joe, roles });
      const page = await signIn();
      expect([page.status, page.text]).toEqual([403, expect.stringContaining('You have no role at this desk')]);
      expect(page.headers.getSetCookie().some((set) => set.startsWith('certdesk_desk='))).toBe(false);
    }
  });

  test('whom the provider refuses has no session, and nothing of its words is shown', async () => {
    await here.provider.account(null);
    const page = await signIn();
    expect([page.status, page.text]).toEqual([403, expect.stringContaining('did not sign you in')]);
    expect(page.text).not.toContain('<b>no</b>');
  });

  test('a name is one line of words', async () => {
    await here.provider.account({ ...joe, name: `Joe\u0000\u202e\n<img src=x> ${'x'.repeat(300)}` });
    const { name } = await named(here.service, { cookie: sessionIn(await signIn()) });
    expect(name).toMatch(/^Joe <img src=x> x+$/);
    expect(name).toHaveLength(100);
  });

  test('a way back works once, and in the browser that began it', async () => {
    await here.provider.account(joe);
    const victim = new Browser(/\/desk\/signed-in/);
    const { address } = await signIn(victim);
    expect((await new Browser().go(address)).status).toBe(400);
    const thief = new Browser(/\/desk\/signed-in/);
    await signIn(thief);
    expect((await thief.onwards().go(address)).status).toBe(400);
    expect((await victim.onwards().go(address)).status).toBe(200);
    expect((await victim.go(address)).status).toBe(400);
  });

  test.each([
    ['another state', (address: URL) => address.searchParams.set('state', 'x')],
    ['no state', (address: URL) => address.searchParams.delete('state')],
    ['another code', (address: URL) => address.searchParams.set('code', 'x')],
    ['another issuer', (address: URL) => address.searchParams.set('iss', 'https://evil.example')],
    ['nothing', (address: URL) => Object.assign(address, { search: '' })],
  ])('with %s it does not work', async (_, change) => {
    await here.provider.account(joe);
    const browser = new Browser(/\/desk\/signed-in/);
    const address = new URL((await signIn(browser)).address);
    change(address);
    const page = await browser.onwards().go(address.href);
    expect(page.status).toBe(400);
    expect(page.text).toContain('Begin it again');
  });

  test('who takes longer than ten minutes begins again', async () => {
    await here.provider.account(joe);
    const browser = new Browser(/\/desk\/signed-in/);
    const { address } = await signIn(browser);
    const { now } = here.service.clock;
    here.service.clock.now = new Date(now.getTime() + 11 * 60_000);
    expect((await browser.onwards().go(address)).status).toBe(400);
    here.service.clock.now = now;
  });

  test('there is no link beside it', async () => {
    expect(await here.service.deskLink()).toBeNull();
  });

  test('a role that was taken away there ends every session at the next sign-in', async () => {
    await here.provider.account(joe);
    const before = await named(here.service, { cookie: sessionIn(await signIn()) });
    await here.provider.account({ ...joe, roles: ['support-leads'] });
    await signIn();
    expect((await before.get('frame')).status).toBe(401);
  });
});

const MINUTE_MS = 60_000;

describe('what the provider says later, while a session is used', () => {
  const later = (service: OpenedService, minutes: number) => {
    service.clock.now = new Date(service.clock.now.getTime() + minutes * MINUTE_MS);
  };
  const signedIn = async ({ service, provider }: Opened, account: object = joe): Promise<AtDesk> => {
    await provider.account(account);
    const page = await new Browser().go(`${service.address}/desk/sign-in`);
    return named(service, { cookie: sessionIn(page) });
  };
  const rolesOf = async (agent: AtDesk) => {
    const { status, body } = await agent.get('frame');
    return status === 200 ? (body.me.roles as string[]) : status;
  };

  describe.each([
    ['by a refresh token', {}, ['client_secret_basic', '', 'always']],
    ['by one for offline access', { CERTDESK_OIDC_SCOPES: 'offline_access' }, ['client_secret_basic']],
    ['by one, with roles in the token', {}, ['client_secret_basic', 'in-token', 'always']],
    ['by the access token', {}, ['client_secret_basic', '', 'never']],
  ])('asked %s', (_, environment, how) => {
    let here: Opened;
    beforeAll(async () => {
      here = await opened(environment, ...how);
    });
    afterAll(() => here.stop());

    test('a role that is taken away ends the session and its stream', async () => {
      const agent = await signedIn(here);
      const stream = await listen(here.service, agent);
      await here.provider.account({ ...joe, roles: ['others'] });
      expect(await rolesOf(agent)).toEqual(['agent']);
      later(here.service, 5);
      expect(await rolesOf(agent)).toBe(401);
      expect(await stream.closed).toBe(1008);
    });

    test('a stream alone is a use', async () => {
      const stream = await listen(here.service, await signedIn(here));
      await here.provider.account({ ...joe, roles: [] });
      later(here.service, 5);
      expect(await stream.closed).toBe(1008);
    });

    test('other roles are the session’s from then on, and those that stay stay', async () => {
      const agent = await signedIn(here, { ...joe, roles: ['support-agents', 'support-leads'] });
      for (const minutes of [5, 5, 5]) {
        later(here.service, minutes);
        expect(await rolesOf(agent)).toEqual(['agent', 'supervisor']);
      }
      await here.provider.account(joe);
      later(here.service, 5);
      expect(await rolesOf(agent)).toEqual(['agent']);
    });

    test('an account that is gone is no agent', async () => {
      const agent = await signedIn(here);
      await here.provider.account(null);
      later(here.service, 5);
      expect(await rolesOf(agent)).toBe(401);
    });
  });

  test('a provider that is away ends no session for an hour, and then each', async () => {
    const here = await opened({}, 'client_secret_basic', '', 'always');
    const agent = await signedIn(here);
    const stream = await listen(here.service, agent);
    await here.provider.stop();
    for (const minutes of [5, 30, 24]) {
      later(here.service, minutes);
      expect(await rolesOf(agent)).toEqual(['agent']);
    }
    later(here.service, 2);
    expect(await rolesOf(agent)).toBe(401);
    expect(await stream.closed).toBe(1008);
    await here.service.stop();
  });

  test.each([
    ['the access token has ended', ['client_secret_basic', '', 'never']],
    ['the roles stood in the token alone', ['client_secret_basic', 'in-token', 'never']],
  ])('where %s and there is no other, a session lasts a day', async (_, how) => {
    const here = await opened({}, ...how);
    const agent = await signedIn(here);
    await here.provider.account({ ...joe, roles: [] });
    for (const hours of [7, 7, 7]) {
      later(here.service, hours * 60);
      expect(await rolesOf(agent)).toEqual(['agent']);
    }
    later(here.service, 3 * 60);
    expect(await rolesOf(agent)).toBe(401);
    await here.stop();
  });
});

test.each([
  ['the secret is sent in the body', {}, ['client_secret_post']],
  ['the token itself has the roles', {}, ['client_secret_basic', 'in-token']],
])('it works as well where %s', async (_, environment, how) => {
  const { service, provider, stop } = await opened(environment, ...how);
  await provider.account(joe);
  const page = await new Browser().go(`${service.address}/desk/sign-in`);
  expect(await named(service, { cookie: sessionIn(page) })).toMatchObject({ name: 'Joe Bloggs' });
  await stop();
});

test('roles may stand within a claim, in their own names', async () => {
  const environment = { CERTDESK_OIDC_ROLES_CLAIM: 'realm_access.roles', CERTDESK_OIDC_ROLES: '' };
  const { service, provider, stop } = await opened(environment);
  await provider.account({ ...joe, roles: undefined, realm_access: { roles: ['knowledge-owner', 'agent'] } });
  const page = await new Browser().go(`${service.address}/desk/sign-in`);
  const { me } = (await (await named(service, { cookie: sessionIn(page) })).get('frame')).body;
  expect(me.roles).toEqual(['agent', 'knowledge-owner']);
  await stop();
});

test('a provider that is away is said to be', async () => {
  const { service, provider } = await opened();
  await provider.stop();
  const { status, text, headers } = await new Browser().go(`${service.address}/desk/sign-in`);
  expect([status, text]).toEqual([503, expect.stringContaining('be reached just now')]);
  expect(headers.get('retry-after')).toBe('5');
  await service.stop();
});

test('one account signs in ten times in a quarter of an hour, from wherever', async () => {
  const { service, provider, stop } = await opened({ CERTDESK_RATE_FACTOR: '1', CERTDESK_PROXIES: '1' });
  await provider.account(joe);
  const statuses: number[] = [];
  for (let time = 0; time < 11; time += 1) {
    const browser = new Browser(undefined, { 'x-forwarded-for': `192.0.2.${time}` });
    statuses.push((await browser.go(`${service.address}/desk/sign-in`)).status);
  }
  expect(statuses).toEqual([...Array(10).fill(200), 429]);
  await stop();
});
