import { linkBack } from '../../../src/channels/directline/linkBack.js';
import { SignOuts } from '../../../src/channels/directline/signOuts.js';
import { databases, type OpenedService, openedService } from '../../openedService.js';

describe.each(databases)('a link that was mailed, on the %s database', (kind) => {
  let service: OpenedService;
  beforeAll(async () => {
    service = await openedService(kind);
  }, 120_000);
  afterAll(() => service.stop());
  const opened = new Date('2026-05-20T11:00:00Z').getTime();
  beforeEach(() => {
    service.clock.now = new Date(opened);
  });
  const days = (count: number) => {
    service.clock.now = new Date(opened + count * 24 * 3600_000);
  };
  const link = async (conversationId: string, userId: string) => {
    const signOuts = new SignOuts(service.database, () => service.clock.now);
    const parts = { tokens: service.tokens, signOuts, page: () => 'https://chat.example.com/chat' };
    return linkBack(`directline/${conversationId}`, userId, parts);
  };
  const mailed = async () => {
    const customer = await service.customer();
    const { userId } = (await service.tokens.read('directline', customer.token))!;
    const address = new URL((await link(customer.conversationId, userId))!);
    expect(`${address.origin}${address.pathname}`).toBe('https://chat.example.com/chat');
    return { customer, back: address.searchParams.get('back')! };
  };
  const follow = (back: unknown) => service.ask('POST', '/v3/directline/tokens/generate', { body: { back } });

  test('leads into the conversation, with a way back of its own', async () => {
    const { customer, back } = await mailed();
    days(6);
    const { status, body } = await follow(back);
    expect([status, body.conversationId]).toEqual([200, customer.conversationId]);
    const history = await service.ask('GET', `${customer.path}/activities`, { token: body.token });
    expect(history.body.activities.length).toBeGreaterThan(0);
    days(20);
    const resumed = await service.ask('POST', '/v3/directline/tokens/generate', { body: { resume: body.resume } });
    expect(resumed.body.conversationId).toBe(customer.conversationId);
  });

  test('is good for a day after its first use, and for a week without', async () => {
    const { back } = await mailed();
    days(1);
    expect((await follow(back)).status).toBe(200);
    days(2);
    expect((await follow(back)).status).toBe(200);
    days(2.01);
    expect((await follow(back)).body.error.code).toBe('ResumeRefused');
    const unused = (await mailed()).back;
    days(9.1);
    expect((await follow(unused)).status).toBe(403);
  });

  test('is worth nothing once the customer has signed out', async () => {
    const { customer, back } = await mailed();
    await service.ask('POST', '/v3/directline/tokens/signout', { token: customer.token });
    expect((await follow(back)).status).toBe(403);
  });

  test('is for this alone: no token, way back or stream, and none of them is a link', async () => {
    const { customer, back } = await mailed();
    expect((await service.ask('GET', `${customer.path}/activities`, { token: back })).status).toBe(403);
    expect((await service.ask('POST', '/v3/directline/tokens/generate', { body: { resume: back } })).status).toBe(403);
    for (const other of [customer.token, customer.resume, `${back}x`, 'x', 1, {}, ['x'], true])
      expect((await follow(other)).status).toBe(403);
  });

  test('is made for the web chat’s anonymous customers alone', async () => {
    expect(await link('c', 'customer:joe')).toBeNull();
    const parts = { tokens: service.tokens, signOuts: new SignOuts(service.database, () => service.clock.now) };
    expect(await linkBack('teams/c', 'dl_1', { ...parts, page: () => '' })).toBeNull();
  });
});
