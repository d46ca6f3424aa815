import type { Dialect } from 'kysely';
import { CuttingProxy } from '../cuttingProxy.js';
import { query } from '../faults/records.js';
import { type Asked, type OpenedService, openedService } from '../openedService.js';
import { type FreshDatabase, freshDatabase } from '../postgres.js';

jest.setTimeout(120_000);
let addresses = 0;
let LOUD: string;
let QUIET: string;
let database: FreshDatabase;
let replicas: OpenedService[];

const replica = (url: string, wrap?: (dialect: Dialect) => Dialect) =>
  openedService('embedded', {
    environment: { DATABASE_URL: url, CERTDESK_RATE_FACTOR: '1', CERTDESK_PROXIES: '1' },
    ...(wrap ? { wrap } : {}),
  });

const openReplicas = async () => {
  database = await freshDatabase();
  replicas = [await replica(database.url), await replica(database.url)];
};
const closeReplicas = async () => {
  await Promise.all(replicas.map((service) => service.stop()));
  await database.drop();
};
// Each test is of addresses that nothing was counted of.
beforeEach(() => {
  addresses += 1;
  LOUD = `203.0.113.${addresses}`;
  QUIET = `198.51.100.${addresses}`;
});

/** Asks one replica for something, as somebody. */
type Wish = (service: OpenedService) => Promise<Asked>;

async function talker(address: string): Promise<{ path: string; post: Wish; poll: Wish }> {
  const headers = { 'x-forwarded-for': address };
  const { body: started } = await replicas[0]!.ask('POST', '/v3/directline/conversations', {
    token: (await token(address)(replicas[0]!)).body.token,
    headers,
    body: {},
  });
  const path = `/v3/directline/conversations/${started.conversationId}/activities`;
  const mine = { token: started.token as string, headers };
  return {
    path,
    post: (service) => service.ask('POST', path, { ...mine, body: { type: 'message', text: 'thanks' } }),
    poll: (service) => service.ask('GET', path, mine),
  };
}

const token =
  (address: string): Wish =>
  (service) =>
    service.ask('POST', '/v3/directline/tokens/generate', { headers: { 'x-forwarded-for': address }, body: {} });

/** What floods ask for, one kind for each way of counting, with the limit; and the same wish of somebody else. */
const floods: Record<string, { limit: number; wishes(): Promise<[loud: Wish, quiet: Wish]> }> = {
  messages: { limit: 30, wishes: async () => [(await talker(LOUD)).post, (await talker(QUIET)).post] },
  polls: { limit: 480, wishes: async () => [(await talker(LOUD)).poll, (await talker(QUIET)).poll] },
  'new tokens': { limit: 60, wishes: async () => [token(LOUD), token(QUIET)] },
};

/**
 * Asks these replicas side by side, each four requests at a time; who is refused asks once more. @returns how many were
 * not refused
 */
async function flood(services: OpenedService[], wish: Wish, each: number): Promise<number> {
  let admitted = 0;
  const ask = async (service: OpenedService, times: number) => {
    for (let [n, refused] = [0, 0]; n < times && refused < 2; n++) {
      if ((await wish(service)).status === 429) refused += 1;
      else admitted += 1;
    }
  };
  await Promise.all(services.flatMap((service) => Array.from({ length: 4 }, () => ask(service, each / 4))));
  return admitted;
}

describe('with the shared counts', () => {
  beforeAll(openReplicas);
  afterAll(closeReplicas);

  test.each(Object.keys(floods))(
    'a flood of %s over two replicas is refused where one would refuse it, and nobody else is',
    async (kind) => {
      const { limit, wishes } = floods[kind]!;
      const [loud, quiet] = await wishes();
      const admitted = await flood(replicas, loud, limit * 1.2);
      expect(admitted).toBeGreaterThan(limit * 0.9);
      expect(admitted).toBeLessThan(limit * 1.5);
      for (const service of replicas) {
        expect((await loud(service)).status).toBe(429);
        expect((await quiet(service)).status).toBeLessThan(300);
      }
    },
  );

  test('while the database is away a replica refuses what it counted itself, and tells the others afterwards', async () => {
    const through = new URL(database.url);
    const proxy = await new CuttingProxy({ to: Number(through.port) }).start();
    through.port = String(proxy.port);
    const cut = await replica(through.href);
    replicas.push(cut);
    const { post } = await talker(LOUD);
    const other = await talker(QUIET);
    await post(cut);
    proxy.become('away');
    const statuses = new Map<number, number>();
    const posted = await Promise.all(Array.from({ length: 40 }, () => post(cut)));
    for (const { status } of posted) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    expect(Object.fromEntries(statuses)).toEqual({ 503: 29, 429: 11 });
    expect((await cut.ask('GET', '/live')).status).toBe(200);
    proxy.become('open');
    while ((await other.post(cut)).status !== 200) await pause(200);
    await pause(2500);
    expect(await flood([replicas[0]!], post, 40)).toBeLessThan(5);
    await proxy.stop();
  });

  test('an ordinary message asks the database what it asked before; a flood tells in batches, of nobody by name', async () => {
    const asked: string[] = [];
    const watched = await replica(database.url, (dialect) => recording(dialect, asked));
    replicas.push(watched);
    const ordinary = await talker(QUIET);
    asked.length = 0;
    expect((await ordinary.post(watched)).status).toBe(200);
    await pause(1500);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((sql) => sql.includes('limit_counts'))).toEqual([]);
    const loud = await talker(LOUD);
    asked.length = 0;
    await flood([watched], loud.poll, 1000);
    const told = asked.filter((sql) => sql.includes('limit_counts'));
    // A sixteenth of 480 polls, or of 1200 requests of one address, at a time.
    expect(told.length).toBeGreaterThan(10);
    expect(told.length).toBeLessThan(40);
    const rows = await query<{ key: string }>(database, 'select key from limit_counts');
    expect(rows.length).toBeGreaterThan(1);
    for (const { key } of rows) expect(key).toMatch(/^[\w-]{43}$/);
  });
});

describe('without the shared counts', () => {
  beforeAll(async () => {
    await openReplicas();
    await query(database, 'drop table limit_counts');
  });
  afterAll(closeReplicas);

  test.each(Object.keys(floods))('control: two replicas take twice as many %s', async (kind) => {
    const { limit, wishes } = floods[kind]!;
    const [loud, quiet] = await wishes();
    const admitted = await flood(replicas, loud, limit * 1.2);
    expect(admitted).toBeGreaterThan(limit * 1.8);
    // Each still counts for itself, and says once that it does.
    for (const service of replicas) {
      expect((await loud(service)).status).toBe(429);
      expect((await quiet(service)).status).toBeLessThan(300);
      expect(service.logs().match(/limits are counted by each replica alone/g)).toHaveLength(1);
    }
  });
});

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** The dialect, with every statement noted. */
function recording(dialect: Dialect, asked: string[]): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createDriver: () => dialect.createDriver(),
    createQueryCompiler: () => {
      const compiler = dialect.createQueryCompiler();
      return {
        compileQuery: (...query) => {
          const compiled = compiler.compileQuery(...query);
          asked.push(compiled.sql);
          return compiled;
        },
      };
    },
  };
}
