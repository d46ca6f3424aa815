import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import { type OpenedService, openedService, SIGN_IN_KEY } from '../openedService.js';
import { ANNA, inGroup, message } from './activities.js';
import { APP_ID, TENANT } from './microsoft.js';

/** An emulator's Connector: keeps what is posted to it. */
interface Emulator {
  address: string;
  /** Messages; a sign that somebody types stands nowhere. */
  posted: { path: string; authorization: string | undefined; activity: { type?: string; text?: string } }[];
  server: Server;
}

async function emulator(): Promise<Emulator> {
  const posted: Emulator['posted'] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const { url: path = '', headers } = request;
    const activity = JSON.parse(body) as Emulator['posted'][number]['activity'];
    if (activity.type !== 'typing') posted.push({ path, authorization: headers.authorization, activity });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ id: `sent-${posted.length}` }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, posted, server };
}

/** An activity as the Agents Playground sends it: unsigned. */
const played = (text: string, serviceUrl: string) => ({ ...message(text), serviceUrl });
const post = (service: OpenedService, body: unknown, headers: Record<string, string> = {}) =>
  service.ask('POST', '/api/messages', { body, headers });

describe('on this machine alone, without an app id', () => {
  let service: OpenedService;
  let playground: Emulator;
  beforeAll(async () => {
    [service, playground] = [await openedService('embedded'), await emulator()];
  }, 180_000);
  afterAll(async () => {
    await service.stop();
    playground.server.close();
  });

  test('an emulator asks with HEAD first, and is answered', async () => {
    const head = await service.ask('HEAD', '/api/messages');
    expect([[200, 405].includes(head.status), head.text]).toEqual([true, '']);
  });

  test('unsigned activities of this machine are answered on this machine, without a bearer', async () => {
    const sent = played('what is the fax number?', `${playground.address}/_connector`);
    // Bot Framework is loaded by the first of them: a machine that is busy says that it should be sent again.
    await post(service, sent);
    const answer = await post(service, sent);
    expect([answer.status, answer.text]).toEqual([200, '']);
    for (let tries = 0; playground.posted.length < 2 && tries < 200; tries += 1)
      await new Promise((later) => setTimeout(later, 25));
    expect(playground.posted.map(({ path, authorization }) => [path, authorization])).toEqual(
      Array(2).fill(['/_connector/v3/conversations/a%3A1-personal/activities', undefined]),
    );
    expect(playground.posted[1]!.activity.summary).toMatch(/fax/i);
  });

  test('an emulator that knows of no tenant is answered too', async () => {
    const { channelData: _, ...sent } = played('hello', playground.address);
    const { tenantId: __, ...conversation } = sent.conversation;
    expect((await post(service, { ...sent, conversation })).status).toBe(200);
  });

  test('nobody proves there whose account it is: nothing of the web chat goes on', async () => {
    const token = await new SignJWT({ sub: 'joe', aud: 'certdesk', tid: TENANT, oid: ANNA.aadObjectId })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime(Math.floor(service.clock.now.getTime() / 1000) + 3600)
      .sign(new TextEncoder().encode(SIGN_IN_KEY));
    const { body } = await service.ask('POST', '/v3/directline/tokens/generate', { token, body: {} });
    const path = `/v3/directline/conversations/${body.conversationId}/activities`;
    const lost = { type: 'message', text: 'I lost the private key of www.example.com' };
    expect((await service.ask('POST', path, { token: body.token, body: lost })).status).toBe(200);
    const came = playground.posted.length;
    expect((await post(service, { ...message('hello', 'a:annas'), serviceUrl: playground.address })).status).toBe(200);
    for (let tries = 0; playground.posted.length < came + 2 && tries < 200; tries += 1)
      await new Promise((later) => setTimeout(later, 25));
    expect(playground.posted.length).toBe(came + 2);
    expect(JSON.stringify(playground.posted)).not.toContain('www.example.com');
  });

  test.each([
    ['a page of the browser', { origin: 'http://localhost:3978' }, {}],
    ['a page without an origin', { origin: 'null' }, {}],
    ['a tunnel on this machine', { 'x-forwarded-for': '203.0.113.9' }, {}],
    ['a proxy on this machine', { via: '1.1 proxy' }, {}],
    ['a service elsewhere', {}, { serviceUrl: 'https://smba.trafficmanager.net/emea/' }],
    ['a service with a name like this machine’s', {}, { serviceUrl: 'http://127.0.0.1.evil.example/' }],
    ['a service behind a user', {}, { serviceUrl: 'http://127.0.0.1@evil.example/' }],
    ['no service', {}, { serviceUrl: undefined }],
    ['another channel', {}, { channelId: 'webchat' }],
    ['two tenants', {}, { conversation: { ...inGroup('x').conversation, tenantId: 'other' } }],
  ])('%s is refused without a word', async (_, headers, changed) => {
    const answer = await post(
      service,
      { ...played('hello', playground.address), ...changed },
      headers as Record<string, string>,
    );
    expect([answer.status, answer.text]).toEqual([403, '']);
  });
});

test('with an app id nothing unsigned is taken, on this machine too', async () => {
  const environment = { MicrosoftAppId: APP_ID, MicrosoftAppPassword: 'x', BotOpenIdMetadata: 'http://127.0.0.1:9/' };
  const service = await openedService('embedded', { environment });
  try {
    const answer = await post(service, played('hello', 'http://127.0.0.1:9/'));
    expect([answer.status, answer.text]).toEqual([401, '']);
  } finally {
    await service.stop();
  }
});

test('where others can reach the service there is no such place without an app id', async () => {
  const environment = { CERTDESK_PUBLIC_URL: 'https://chat.example.com' };
  const service = await openedService('embedded', { environment });
  try {
    expect((await post(service, played('hello', 'http://127.0.0.1:9/'))).status).toBe(404);
  } finally {
    await service.stop();
  }
});
