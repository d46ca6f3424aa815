import { randomUUID } from 'node:crypto';
import { Budgets } from '../../src/channels/teams/budgets.js';
import { connectorOverHttp } from '../../src/channels/teams/connectorOverHttp.js';
import type { Reference } from '../../src/channels/teams/reference.js';
import { TypingSigns } from '../../src/channels/teams/typing.js';
import { FakeConnector } from './fakeConnector.js';
import { HeardConnector } from './heardConnector.js';

const later = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
const at = (serviceUrl: string, more: Partial<Reference> = {}): Reference => ({
  ...{ serviceUrl, tenantId: 'tenant', conversationId: `a:${randomUUID()}`, scope: 'personal' as const },
  ...{ botId: '28:bot', userId: '29:anna', aadObjectId: null },
  ...more,
});
const SERVICE = 'https://smba.trafficmanager.net/emea/';

describe('a sign that an answer is being made', () => {
  const signsOf = (connector: HeardConnector) => new TypingSigns({ connector, afterMs: 20 });

  test('is shown while the work takes long, in the chat that waits for it', async () => {
    const connector = new HeardConnector();
    const place = at(SERVICE);
    expect(await signsOf(connector).during(place, async () => later(60).then(() => 'done'))).toBe('done');
    expect(connector.typing).toEqual([place]);
  });

  test('is not shown for what is done at once, nor in a channel', async () => {
    const connector = new HeardConnector();
    await signsOf(connector).during(at(SERVICE), async () => undefined);
    await signsOf(connector).during(at(SERVICE, { scope: 'channel' }), () => later(60));
    await later(60);
    expect(connector.typing).toEqual([]);
  });

  test('that can not be shown changes nothing; what the work throws is thrown', async () => {
    const connector = new HeardConnector();
    connector.fault = new Error('Teams is away');
    const signs = signsOf(connector);
    expect(await signs.during(at(SERVICE), () => later(60).then(() => 1))).toBe(1);
    await expect(signs.during(at(SERVICE), () => Promise.reject(new Error('the work')))).rejects.toThrow('the work');
  });

  test('is shown once in three seconds, however much is said there', async () => {
    const connector = new HeardConnector();
    const signs = signsOf(connector);
    const place = at(SERVICE);
    await Promise.all(Array.from({ length: 20 }, () => signs.during(place, () => later(50))));
    expect(connector.typing).toHaveLength(1);
  });
});

describe('over the wire', () => {
  let fake: FakeConnector;
  beforeEach(async () => {
    fake = await new FakeConnector().open();
  });
  afterEach(() => fake.close());
  const typed = () => fake.came.filter(({ body }) => body?.type === 'typing');

  test('it takes from no budget that replies need, and breaks none', async () => {
    const budgets = new Budgets(async () => []);
    const connector = connectorOverHttp({ allowed: () => true, bearer: null, budgets });
    const place = at(fake.serviceUrl());
    const began = performance.now();
    for (let sign = 0; sign < 20; sign += 1) await connector.types(place);
    // None of them waited for a place.
    expect(performance.now() - began).toBeLessThan(900);
    // Fewer than half of what the shortest window lets through.
    expect([1, 2, 3]).toContain(typed().length);
    for (const id of ['1', '2', '3']) await connector.post(place, { type: 'message', id, text: 'a reply' });
    expect(performance.now() - began).toBeLessThan(900);
    expect(fake.over).toEqual([]);
    connector.close();
  });

  test('no bearer is got, and nothing is sent, for a host that is not listed', async () => {
    let bearers = 0;
    const bearer = async () => {
      bearers += 1;
      return 'a token';
    };
    const connector = connectorOverHttp({ allowed: () => false, bearer, budgets: new Budgets(async () => []) });
    await expect(connector.types(at(fake.serviceUrl()))).rejects.toThrow('none of Teams');
    expect([bearers, fake.came]).toEqual([0, []]);
    connector.close();
  });
});
