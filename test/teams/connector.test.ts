import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Budgets } from '../../src/channels/teams/budgets.js';
import { type ConnectorParts, connectorOverHttp } from '../../src/channels/teams/connectorOverHttp.js';
import { Gone } from '../../src/channels/teams/gone.js';
import { outgoingToTeams } from '../../src/channels/teams/outgoing.js';
import type { Reference } from '../../src/channels/teams/reference.js';
import { retryAfterMs } from '../../src/channels/teams/retryAfter.js';
import { Refused } from '../../src/delivery/deliverer.js';
import { FakeConnector } from './fakeConnector.js';
import { replyIn } from './outward.js';

let fake: FakeConnector;
const open: { close(): void }[] = [];
beforeEach(async () => {
  fake = await new FakeConnector().open();
});
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  await fake.close();
});
const connector = (parts: Partial<ConnectorParts> = {}) => {
  const budgets = new Budgets(async () => []);
  const made = connectorOverHttp({ allowed: () => true, bearer: null, budgets, inTimeMs: 400, ...parts });
  open.push(made);
  return made;
};
const at = (more: Partial<Reference> = {}): Reference => ({
  ...{ serviceUrl: fake.serviceUrl(), tenantId: 'tenant', conversationId: 'a:1', scope: 'personal' },
  ...{ botId: '28:bot', userId: '29:cara', aadObjectId: 'aad-cara', ...more },
});

test('an activity goes out under its own id, addressed as the conversation is', async () => {
  const id = await connector().post(at(), { type: 'message', id: 'tenant/a:1|0000003', text: 'Hello' });
  expect(fake.came).toEqual([
    {
      ...{ method: 'POST', path: '/emea/v3/conversations/a%3A1/activities', conversation: 'a:1', bearer: null },
      at: expect.any(Number),
      body: {
        ...{ type: 'message', id: 'tenant/a:1|0000003', text: 'Hello', channelId: 'msteams' },
        from: { id: '28:bot', role: 'bot' },
        recipient: { id: '29:cara', aadObjectId: 'aad-cara' },
        conversation: { id: 'a:1', tenantId: 'tenant', conversationType: 'personal', isGroup: false },
      },
    },
  ]);
  expect(id).toBe(fake.threads.get('a:1')!.get('tenant/a:1|0000003')!.messageId);
});

test('a message is replaced, taken back (also twice), a thread begun, a member named', async () => {
  const one = connector();
  const place = at({ conversationId: '19:c@thread.tacv2;messageid=5', scope: 'channel', userId: null });
  const id = await one.post(place, { type: 'message', id: 'x', text: 'One' });
  await one.update(place, id, { type: 'message', id: 'x', text: 'Two' });
  expect(fake.threads.get(place.conversationId)!.get('x')!.activity).toMatchObject({ id, text: 'Two' });
  await one.remove(place, id);
  await one.remove(place, id);
  expect(fake.arrivedIn(place.conversationId)).toEqual([]);
  const channel = at({ conversationId: '19:c@thread.tacv2', scope: 'channel', userId: null });
  const { thread, id: first } = await one.begin(channel, { type: 'message', text: 'A case' });
  expect(thread).toEqual({ ...channel, conversationId: `19:new@thread.tacv2;messageid=${first}` });
  expect(fake.came.at(-1)!.body).toMatchObject({
    channelData: { channel: { id: '19:c@thread.tacv2' } },
    isGroup: true,
  });
  expect(await one.member(channel, '29:cara')).toEqual({
    id: '29:cara',
    name: 'Cara',
    aadObjectId: 'aad-1',
    email: null,
    guest: false,
  });
  fake.closed.set(channel.conversationId, [404, 'MemberNotFound']);
  expect(await one.member(channel, '29:nobody')).toBeNull();
});

test.each([
  [403, 'BotNotInConversationRoster', Gone],
  [404, 'ConversationNotFound', Gone],
  [404, 'ActivityNotFoundInConversation', Refused],
  [403, 'NotEnoughPermissions', Refused],
  [400, 'BadArgument', Refused],
  [413, 'MessageSizeTooBig', Refused],
])('%i %s is final', async (status, code, kind) => {
  fake.closed.set('a:1', [status, code]);
  const fault = await connector()
    .post(at(), { type: 'message', id: 'x' })
    .catch((thrown: unknown) => thrown);
  expect(fault).toBeInstanceOf(Refused);
  expect(fault instanceof Gone).toBe(kind === Gone);
});

test.each([408, 412, 429, 500, 502, 503, 504])('%i is tried again', async (status) => {
  fake.closed.set('a:1', [status, 'Fault']);
  const fault = await connector()
    .post(at(), { type: 'message', id: 'x' })
    .catch((thrown: unknown) => thrown);
  expect(fault).not.toBeInstanceOf(Refused);
  expect(fault).toMatchObject({ name: `Answered${status}`, tried: true });
});

test.each(['reset', 'hang'] as const)('a connection that ends in a %s is tried again', async (fault) => {
  fake.goesWrong({ [fault]: 100 });
  const thrown = await connector()
    .post(at(), { type: 'message', id: 'x' })
    .catch((error: unknown) => error);
  // The system's own errors are of another realm than jest's.
  expect(Object.prototype.toString.call(thrown)).toBe('[object Error]');
  expect(thrown).not.toBeInstanceOf(Refused);
});

test('a token that is not accepted is renewed once', async () => {
  fake.stale.add('old');
  const asked: boolean[] = [];
  const bearer = async (renew: boolean) => {
    asked.push(renew);
    return renew ? 'new' : 'old';
  };
  await connector({ bearer }).post(at(), { type: 'message', id: 'x' });
  expect([asked, fake.came.map((call) => call.bearer)]).toEqual([
    [false, true],
    ['old', 'new'],
  ]);
  fake.stale.add('new');
  const fault = await connector({ bearer })
    .post(at(), { type: 'message', id: 'y' })
    .catch((thrown: unknown) => thrown);
  expect(fault).toMatchObject({ name: 'Answered401' });
  expect(fake.came).toHaveLength(4);
});

describe('8: a bearer goes to nobody else', () => {
  let canary: Server;
  let heard: string[];
  beforeEach(async () => {
    heard = [];
    canary = createServer((request, response) => {
      heard.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      response.end('{"id":"1"}');
    });
    await new Promise<void>((listening) => canary.listen(0, '127.0.0.1', listening));
  });
  afterEach(async () => {
    canary.closeAllConnections();
    await new Promise((closed) => canary.close(closed));
  });
  const port = () => (canary.address() as AddressInfo).port;
  const allowed = (serviceUrl: string) => serviceUrl === fake.serviceUrl();

  test('a kept address that was poisoned gets neither a request nor a bearer', async () => {
    const asked: boolean[] = [];
    const bearer = async (renew: boolean) => {
      asked.push(renew);
      return 'secret';
    };
    const one = connector({ allowed, bearer });
    const host = new URL(fake.serviceUrl()).host;
    const poisoned = [
      `http://127.0.0.1:${port()}/`,
      `http://localhost:${port()}/emea/`,
      `http://${host}@127.0.0.1:${port()}/`,
      `http://127.0.0.1:${port()}/#${fake.serviceUrl()}`,
      `http://127.0.0.1:${port()}/?${fake.serviceUrl()}`,
      `${fake.serviceUrl()}../..//127.0.0.1:${port()}/`,
      '',
    ];
    for (const serviceUrl of poisoned) {
      const place = at({ serviceUrl });
      await expect(one.post(place, { type: 'message', id: 'x' })).rejects.toBeInstanceOf(Refused);
      await expect(one.update(place, '1', { type: 'message' })).rejects.toBeInstanceOf(Refused);
      await expect(one.remove(place, '1')).rejects.toBeInstanceOf(Refused);
      await expect(one.begin(place, { type: 'message' })).rejects.toBeInstanceOf(Refused);
      await expect(one.member(place, '29:cara')).rejects.toBeInstanceOf(Refused);
    }
    expect([heard, asked, fake.came]).toEqual([[], [], []]);
  });

  test('put together as the product does it, a poisoned reference makes a dead letter and nothing else', async () => {
    const place = at({ serviceUrl: `http://127.0.0.1:${port()}/` });
    const sent = { partsOf: async () => new Map(), keep: async () => undefined, seqOf: async () => null };
    const left: string[] = [];
    const { deliverer, close } = outgoingToTeams({
      credentials: { settings: { MicrosoftAppId: 'app', MicrosoftAppPassword: 'secret' }, expires: null },
      ...{ allowed, references: { find: async () => place }, sent: { ...sent, since: async () => [] } },
      ...{ left: async (conversation) => void left.push(conversation), now: () => new Date() },
    });
    open.push({ close });
    const row = replyIn('msteams/tenant/a:1', 1);
    await expect(deliverer.deliver({ conversation: row.conversation, rows: [row] })).rejects.toBeInstanceOf(Refused);
    expect([heard, fake.came, left]).toEqual([[], [], []]);
  });

  test.each([301, 302, 303, 307, 308])('a redirect (%i) is not followed', async (status) => {
    const redirecting = createServer((_, response) => {
      response.writeHead(status, { location: `http://127.0.0.1:${port()}/v3/conversations` });
      response.end();
    });
    await new Promise<void>((listening) => redirecting.listen(0, '127.0.0.1', listening));
    const serviceUrl = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}/`;
    const one = connector({ bearer: async () => 'secret' });
    await expect(one.post(at({ serviceUrl }), { type: 'message', id: 'x' })).rejects.toThrow();
    expect(heard).toEqual([]);
    redirecting.closeAllConnections();
    await new Promise((closed) => redirecting.close(closed));
  });

  test('without the check the canary hears it: the control', async () => {
    const one = connector({ allowed: () => true, bearer: async () => 'secret' });
    await one.post(at({ serviceUrl: `http://127.0.0.1:${port()}/` }), { type: 'message', id: 'x' });
    expect(heard).toEqual(['POST /v3/conversations/a%3A1/activities Bearer secret']);
  });
});

test('an answer without end is not read to its end', async () => {
  const endless = createServer((_, response) => {
    response.writeHead(200);
    const more = setInterval(() => response.write('x'.repeat(65_536)), 1);
    response.on('close', () => clearInterval(more));
  });
  await new Promise<void>((listening) => endless.listen(0, '127.0.0.1', listening));
  const serviceUrl = `http://127.0.0.1:${(endless.address() as AddressInfo).port}/`;
  const one = connector({ inTimeMs: 10_000 });
  const began = Date.now();
  await expect(one.post(at({ serviceUrl }), { type: 'message', id: 'x' })).rejects.toMatchObject({ name: 'TooLong' });
  expect(Date.now() - began).toBeLessThan(9000);
  endless.closeAllConnections();
  await new Promise((closed) => endless.close(closed));
});

const now = new Date('2026-11-28T07:00:00Z');
test.each([
  ['3', 3000],
  [' 0 ', 0],
  ['Sat, 28 Nov 2026 07:00:10 GMT', 10_000],
  ['Sat, 28 Nov 2026 06:00:00 GMT', 0],
  ['999999', 3600_000],
  ['soon', null],
  [null, null],
])('Retry-After %j is %j ms', (value, ms) => {
  expect(retryAfterMs(value, now)).toBe(ms);
});
