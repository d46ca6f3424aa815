import { WebSocket } from 'ws';
import { agent, type Customer, waiting } from '../desk/deskClient.js';
import { databases, type OpenedService, openedService } from '../openedService.js';
import { openReceivers, type Receivers } from '../receivers.js';

describe.each(databases)('a case is told outside the service, on the %s database', (kind) => {
  let receivers: Receivers;
  let service: OpenedService;
  beforeAll(async () => {
    receivers = await openReceivers();
    service = await openedService(kind, { environment: receivers.environment });
  }, 120_000);
  afterAll(async () => {
    await service.stop();
    await receivers.close();
  });
  beforeEach(() => {
    receivers.called.length = 0;
    receivers.posted.length = 0;
  });

  const until = async (there: () => boolean | Promise<boolean>) => {
    for (const end = performance.now() + 40_000; performance.now() < end; ) {
      if (await there()) return;
      await new Promise((later) => setTimeout(later, 100));
    }
    throw new Error('it did not happen in time');
  };
  const later = (seconds: number) => {
    service.clock.now = new Date(service.clock.now.getTime() + seconds * 1000);
  };
  const left = async () => (await service.database.read.selectFrom('notices').select('id').execute()).length;
  const asks = async (): Promise<Customer & { case: string }> => {
    const customer = await waiting(service);
    await customer.say('Joe, joe@foo.co.uk');
    return customer;
  };

  test('a customer who has left gets a mail, whose link leads back; programs hear of each step', async () => {
    const { called: events, posted } = receivers;
    const anna = await agent(service);
    const customer = await asks();
    await anna.post(`cases/${customer.case}/reply`, { text: 'The order is fine.' });
    await until(() => events.length === 2);
    expect(events.map(({ type }) => type).sort()).toEqual(['case.claimed', 'case.opened']);
    expect(JSON.stringify(events)).not.toMatch(/joe@|The order is fine/);
    expect(posted).toEqual([]);
    later(121);
    await until(() => posted.length > 0);
    expect(posted[0]).toMatch(/^To: joe@foo\.co\.uk\r$/m);
    expect(posted[0]).toContain(customer.case);
    expect(posted[0]).not.toContain('The order is fine');
    const link = new URL(/https?:\/\/\S+\/chat\?back=\S+/.exec(posted[0]!)![0]);
    const back = link.searchParams.get('back');
    const { body } = await service.ask('POST', '/v3/directline/tokens/generate', { body: { back } });
    expect(`directline/${body.conversationId}`).toBe(customer.conversation);
    await anna.post(`cases/${customer.case}/verdict`, { outcome: 'free-replacement', reason: 'seen the order' });
    await anna.post(`cases/${customer.case}/resolve`, { reason: 'told how' });
    await until(() => events.length === 4);
    expect(
      events
        .slice(2)
        .map(({ type, data }) => [type, data.case])
        .sort(),
    ).toEqual([
      ['case.resolved', customer.case],
      ['verdict.overridden', customer.case],
    ]);
    await until(async () => (await left()) === 0);
  }, 120_000);

  test('a customer whose page is open reads it there', async () => {
    const anna = await agent(service);
    const customer = await asks();
    const conversationId = customer.conversation.slice('directline/'.length);
    const { userId } = (await service.database.read
      .selectFrom('conversations')
      .select('user_id as userId')
      .where('key', '=', customer.conversation)
      .executeTakeFirstOrThrow()) as { userId: string };
    const t = await service.tokens.issue('stream', { userId, conversationId });
    const address = `${service.address.replace(/^http/, 'ws')}/v3/directline/conversations/${conversationId}/stream?t=${t}`;
    const stream = new WebSocket(address, { origin: service.address });
    await new Promise((open) => stream.once('open', open));
    await anna.post(`cases/${customer.case}/reply`, { text: 'The order is fine.' });
    later(60);
    await until(async () =>
      (await service.database.read.selectFrom('customers_seen').selectAll().execute()).some(
        ({ conversation, seen_at }) =>
          conversation === customer.conversation && Number(seen_at) === service.clock.now.getTime(),
      ),
    );
    stream.close();
    later(70);
    await until(async () => (await left()) === 0);
    expect(receivers.posted).toEqual([]);
  }, 120_000);
});
