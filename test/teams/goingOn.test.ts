import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { removeConversation } from '../../src/storage/removals.js';
import { type AtDesk, agent } from '../desk/deskClient.js';
import { databases, SIGN_IN_KEY } from '../openedService.js';
import { ANNA, installed, message } from './activities.js';
import { FileHost } from './fileHost.js';
import { HeardConnector } from './heardConnector.js';
import { TENANT } from './microsoft.js';
import { type OpenedTeams, openedTeams } from './openedTeams.js';
import { seenOf } from './seenInTeams.js';
import { toVerdict } from './toVerdict.js';

const OTHER_TENANT = '11111111-2222-4333-8444-555555555555';
const LOST = 'I lost the private key of www.example.com, secure server, no backup';
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const GREETED = 'You were asking on our web chat about www.example.com.';

/** A customer of a page whose server signs them in, and who has an account in Entra. */
interface Person {
  sub: string;
  oid: string;
  /** Their chat with the bot. */
  chat: string;
}

describe.each(databases)('a customer who goes on in Teams, on the %s database', (kind) => {
  const connector = new HeardConnector();
  let teams: OpenedTeams;
  let ben: AtDesk;
  let host: FileHost;
  beforeAll(async () => {
    host = await new FileHost().open();
    teams = await openedTeams(kind, { CERTDESK_TEAMS_TENANTS: `${TENANT},${OTHER_TENANT}` }, connector, host.way);
    ben = await agent(teams.service);
  }, 180_000);
  afterAll(async () => {
    await teams.stop();
    await host.close();
  });

  function person(): Person {
    const chat = `a:${randomUUID()}`;
    connector.threads.set(chat, new Map());
    return { sub: `joe-${randomUUID()}`, oid: randomUUID(), chat };
  }
  const seconds = () => Math.floor(teams.service.clock.now.getTime() / 1000);
  const signed = (claims: Record<string, unknown>) =>
    new SignJWT({ aud: 'certdesk', iat: seconds(), exp: seconds() + 3600, ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(SIGN_IN_KEY));
  const vouched = ({ sub, oid }: Person) => signed({ sub, tid: TENANT, oid });

  /** Opens the web chat of whoever a page's server names so. */
  async function onTheWeb(jwt: string) {
    const { ask } = teams.service;
    const { status, body } = await ask('POST', '/v3/directline/tokens/generate', { token: jwt, body: {} });
    expect(status).toBe(200);
    const path = `/v3/directline/conversations/${body.conversationId}`;
    const started = await ask('POST', '/v3/directline/conversations', { token: body.token, body: {} });
    const send = async (activity: object) => {
      expect((await ask('POST', `${path}/activities`, { token: body.token, body: activity })).status).toBe(200);
      await teams.service.outbox.idle();
    };
    return {
      key: `directline/${body.conversationId}`,
      token: body.token as string,
      streamUrl: started.body.streamUrl as string,
      says: (text: string) => send({ type: 'message', text }),
      ends: () => send({ type: 'endOfConversation' }),
      sees: async (): Promise<string[]> => {
        const { body: page } = await ask('GET', `${path}/activities`, { token: body.token });
        return (page.activities as { text?: string }[]).flatMap(({ text }) => (text ? [text] : []));
      },
    };
  }
  /** An activity as it comes from that person's account; in another tenant the chat is another. */
  const from = ({ oid }: Pick<Person, 'oid'>, activity: ReturnType<typeof message>, tenantId = TENANT) => ({
    ...activity,
    from: { ...ANNA, aadObjectId: oid },
    conversation: { ...activity.conversation, tenantId },
    channelData: { ...activity.channelData, tenant: { id: tenantId } },
  });
  async function post(activity: object): Promise<void> {
    expect((await teams.post(activity)).status).toBe(200);
    await teams.service.outbox.idle();
  }
  const inTeams = (who: Person, text: string) => post(from(who, message(text, who.chat)));
  /** All that stands in a chat, a text a message. */
  const got = (chat: string): string[] =>
    [...connector.threads.get(chat)!.values()].map((said) => seenOf(said).texts.join('\n'));
  const transcript = (key: string) =>
    teams.service.database.read
      .selectFrom('activities')
      .select(['role', 'type', 'activity'])
      .where('conversation', '=', key)
      .orderBy('seq')
      .execute();
  const lettersTo = (key: string) =>
    teams.service.database.read
      .selectFrom('outbox')
      .selectAll()
      .where('conversation', '=', key)
      .where('channel', '=', 'msteams')
      .execute();
  const count = (all: readonly string[], text: string) => all.filter((one) => one.includes(text)).length;

  test('is told what is open, and goes on with all that was said', async () => {
    const joe = person();
    const web = await onTheWeb(await vouched(joe));
    await web.says(LOST);
    await inTeams(joe, 'I ordered it on 12 May 2026');
    const [first, second] = got(joe.chat);
    expect(first).toContain(GREETED);
    // The answer was taken: what comes next is another question.
    expect(second).toMatch(/\?/);
    expect(second).not.toMatch(/When did you order/);
    await inTeams(joe, 'what is the fax number?');
    expect(count(got(joe.chat), GREETED)).toBe(1);
    expect(
      await teams.service.database.read
        .selectFrom('conversations')
        .select('key')
        .where('user_id', 'like', `%${joe.oid}%`)
        .execute(),
    ).toEqual([]);
    // The page has what was said in Teams, in its place.
    expect(await web.sees()).toEqual(
      expect.arrayContaining(['I ordered it on 12 May 2026', 'what is the fax number?']),
    );
  });

  test('a file that is sent there, and a copy that is asked for there, are the one conversation’s', async () => {
    const joe = person();
    const web = await onTheWeb(await vouched(joe));
    await web.says(toVerdict[0]!);
    await inTeams(joe, toVerdict[1]!);
    const address = 'https://contoso-my.sharepoint.com/notes.txt';
    host.files.set('/notes.txt', { status: 200, body: KEY });
    const { attachments, ...sent } = message('here it is', joe.chat);
    const content = { downloadUrl: address, uniqueId: randomUUID(), fileType: 'txt' };
    const contentType = 'application/vnd.microsoft.teams.file.download.info';
    const file = { contentType, contentUrl: address, name: 'notes.txt', content };
    await post(from(joe, { ...sent, attachments: [...attachments, file] } as ReturnType<typeof message>));
    const soon = async (found: () => boolean | Promise<boolean>) => {
      for (let tries = 0; tries < 100 && !(await found()); tries += 1)
        await new Promise((later) => setTimeout(later, 100));
      await teams.service.outbox.idle();
      return found();
    };
    expect(await soon(() => count(got(joe.chat), 'your OneDrive') === 1)).toBe(true);
    // Where it was sent it has to be deleted; the page shows the same words.
    expect(count(await web.sees(), 'your OneDrive')).toBe(1);
    const events = (await transcript(web.key)).filter(({ type, role }) => type === 'event' && role === 'system');
    expect(events.map(({ activity }) => JSON.parse(activity).channelData?.certdesk)).toContainEqual({
      ...{ via: 'msteams', file: { what: 'looked', name: 'notes.txt', size: KEY.length, held: true } },
    });
    await inTeams(joe, 'Save as a file');
    const consents = () =>
      [...connector.threads.get(joe.chat)!.values()].filter(({ attachments: shown = [] }) =>
        shown.some((one) => one.contentType === 'application/vnd.microsoft.teams.card.file.consent'),
      );
    expect(await soon(() => consents().length === 1)).toBe(true);
  });

  test('an open page shows at once what is said in Teams, and what is answered there', async () => {
    const joe = person();
    const web = await onTheWeb(await vouched(joe));
    await web.says(LOST);
    const socket = new WebSocket(web.streamUrl, { headers: { origin: teams.service.address } });
    let heard = '';
    socket.on('message', (data) => {
      heard += String(data);
    });
    await once(socket, 'open');
    await inTeams(joe, 'what is the fax number?');
    for (let tries = 0; !/is the fax number[\s\S]*fax is/i.test(heard) && tries < 100; tries += 1)
      await new Promise((later) => setTimeout(later, 20));
    expect(heard).toContain('what is the fax number?');
    const activities = heard
      .split(/(?=\{"activities")/)
      .flatMap((page) =>
        page === ''
          ? []
          : (JSON.parse(page) as { activities: { id: string; from: { id: string; role: string } }[] }).activities,
      );
    expect(new Set(activities.map(({ id }) => id)).size).toBe(activities.length);
    // To their page it is their own message.
    expect(activities.find((one) => JSON.stringify(one).includes('what is the fax number?'))).toMatchObject({
      ...{ channelId: 'directline', from: { id: `customer:${joe.sub}`, role: 'user' } },
    });
    expect(activities.at(-1)).toMatchObject({ from: { role: 'bot' } });
    socket.terminate();
  });

  test('who installs the app is asked again what was open, once', async () => {
    const joe = person();
    const web = await onTheWeb(await vouched(joe));
    await web.says(LOST);
    const question = (await web.sees()).at(-1)!;
    await post(from(joe, installed('add', joe.chat) as never));
    await post(from(joe, installed('add-upgrade', joe.chat) as never));
    expect(count(got(joe.chat), GREETED)).toBe(1);
    expect(got(joe.chat).at(-1)!.split('\n')[0]).toBe(question.trim().split('\n').at(-1));
  });

  test('is answered where they wrote last, and nowhere twice', async () => {
    const joe = person();
    const web = await onTheWeb(await vouched(joe));
    await web.says(LOST);
    await inTeams(joe, 'talk to a person');
    const id = /C-\w{6}/.exec(got(joe.chat).join())![0];
    await ben.post(`cases/${id}/claim`);
    await ben.post(`cases/${id}/reply`, { text: 'The first answer' });
    await teams.service.outbox.idle();
    expect(count(got(joe.chat), 'The first answer')).toBe(1);
    await web.says('I am back at the page');
    await ben.post(`cases/${id}/reply`, { text: 'The second answer' });
    await teams.service.outbox.idle();
    expect(count(got(joe.chat), 'The second answer')).toBe(0);
    await inTeams(joe, 'and here again');
    // An agent has it: the customer is told how it stands, and the agent has all of it in one place.
    expect(got(joe.chat).at(-1)).toContain(id);
    await ben.post(`cases/${id}/reply`, { text: 'The third answer' });
    await teams.service.outbox.idle();
    expect(count(got(joe.chat), 'The third answer')).toBe(1);
    const seen = await web.sees();
    for (const text of ['The first answer', 'The second answer', 'The third answer']) expect(count(seen, text)).toBe(1);
    const { body } = await ben.get(`cases/${id}`);
    expect(
      count(
        body.transcript.map(({ text = '' }: { text?: string }) => text),
        'and here again',
      ),
    ).toBe(1);
  });

  test('a message that Teams sends again counts once, also after they came over or left', async () => {
    const joe = person();
    const early = from(joe, message('what is the fax number?', joe.chat));
    await post(early);
    const web = await onTheWeb(await vouched(joe));
    await web.says(LOST);
    const sent = from(joe, message('no, I have no backup', joe.chat));
    await Promise.all([post(sent), post(sent), post(early)]);
    const before = await transcript(web.key);
    expect(before.filter(({ role }) => role === 'user')).toHaveLength(2);
    expect(before.filter(({ type }) => type === 'event')).toHaveLength(1);
    await web.ends();
    await post(sent);
    expect(await teams.said(joe.chat)).not.toContainEqual(['user', 'message', 'no, I have no backup']);
  });

  test('a button is one button, on the page and in Teams', async () => {
    const joe = person();
    const web = await onTheWeb(await vouched(joe));
    await web.says('How do I back up on IIS 5?');
    await inTeams(joe, 'where am I?');
    const { buttons } = seenOf([...connector.threads.get(joe.chat)!.values()].at(-1)!);
    const { data } = buttons.find(({ title }) => title === 'Done')!.execute;
    const press = { ...message('', joe.chat), text: undefined, attachments: undefined, value: data };
    await post(from(joe, press as never));
    const before = (await transcript(web.key)).length;
    const own = JSON.parse(JSON.stringify(data)) as { certdesk: { press: string } };
    own.certdesk.press = `${web.key.slice('directline/'.length)}|${own.certdesk.press}`;
    const { ask } = teams.service;
    const path = `/v3/directline/conversations/${web.key.slice('directline/'.length)}/activities`;
    await ask('POST', path, { token: web.token, body: { type: 'message', value: own } });
    expect(await transcript(web.key)).toHaveLength(before);
  });

  const nothing = async (who: Person, text = 'hello') => {
    await inTeams(who, text);
    expect(got(who.chat).join()).not.toContain('www.example.com');
    expect(roles(await teams.said(who.chat))).toEqual(['bot', 'user', 'bot']);
  };
  const roles = (said: [string, string, string][]) => said.map(([role]) => role);

  test.each([
    ['that names no account', ({ sub }: Person) => ({ sub })],
    ['that names a tenant alone', ({ sub }: Person) => ({ sub, tid: TENANT })],
    ['that names an object alone', ({ sub, oid }: Person) => ({ sub, oid })],
    ['that names the same object in another tenant', ({ sub, oid }: Person) => ({ sub, oid, tid: OTHER_TENANT })],
    ['that names it by a list', ({ sub, oid }: Person) => ({ sub, tid: TENANT, oid: [oid] })],
    ['that names no id', ({ sub, oid }: Person) => ({ sub, tid: TENANT, oid: `${oid}/x` })],
  ])('a sign-in %s gives nothing', async (_, claims) => {
    const joe = person();
    await (await onTheWeb(await signed(claims(joe)))).says(LOST);
    await nothing(joe);
  });

  test('a sign-in that nobody signed gives nothing', async () => {
    const joe = person();
    const forged = await new SignJWT({ sub: joe.sub, aud: 'certdesk', exp: seconds() + 60, tid: TENANT, oid: joe.oid })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode('a key that somebody else has made up'));
    const { ask } = teams.service;
    expect((await ask('POST', '/v3/directline/tokens/generate', { token: forged, body: {} })).status).toBe(403);
    await nothing(joe);
  });

  test('the same account in another tenant, and in a group, goes on with nothing', async () => {
    const joe = person();
    const web = await onTheWeb(await vouched(joe));
    await web.says(LOST);
    const before = await transcript(web.key);
    await post(from(joe, message('hello', joe.chat), OTHER_TENANT));
    const group = message('<at>Certificates</at> hello', joe.chat);
    await post({
      ...from(joe, group),
      conversation: { ...group.conversation, conversationType: 'groupChat', isGroup: true },
      entities: [{ type: 'mention', text: '<at>Certificates</at>', mentioned: group.recipient }],
    });
    expect(got(joe.chat).join()).not.toContain('www.example.com');
    expect(await transcript(web.key)).toEqual(before);
  });

  test('after they signed out on the web nothing goes on, until a page vouches again', async () => {
    const joe = person();
    const web = await onTheWeb(await vouched(joe));
    await web.says(LOST);
    await inTeams(joe, 'talk to a person');
    const id = /C-\w{6}/.exec(got(joe.chat).join())![0];
    await teams.service.ask('POST', '/v3/directline/tokens/signout', { token: await vouched(joe) });
    await ben.post(`cases/${id}/claim`);
    await ben.post(`cases/${id}/reply`, { text: 'For your eyes only' });
    await teams.service.outbox.idle();
    await inTeams(joe, 'hello');
    expect(got(joe.chat).join()).not.toContain('For your eyes only');
    expect(await lettersTo(web.key)).toEqual([]);
    expect(roles(await teams.said(joe.chat))).toEqual(['bot', 'user', 'bot']);
    teams.service.clock.now = new Date(teams.service.clock.now.getTime() + 2000);
    const again = await onTheWeb(await vouched(joe));
    expect(again.key).toBe(web.key);
    await again.says('here I am');
    await inTeams(joe, 'and here');
    expect(got(joe.chat).at(-1)).toContain(id);
  });

  test.each([
    ['that has ended', (web: { ends(): Promise<void> }) => web.ends()],
    [
      'that was removed',
      async ({ key }: { key: string }) => {
        const removal = { why: 'erasure' as const, by: { kind: 'timer' as const }, now: Date.now(), quietSince: null };
        await removeConversation(teams.service.database, key, removal);
      },
    ],
  ])('a conversation %s goes on nowhere; the chat has its own', async (_, over) => {
    const [joe, eve] = [person(), person()];
    const webs = [await onTheWeb(await vouched(joe)), await onTheWeb(await vouched(eve))] as const;
    for (const web of webs) await web.says(LOST);
    await inTeams(eve, 'what is the fax number?');
    for (const web of webs) await over(web);
    await nothing(joe);
    await inTeams(eve, 'hello');
    expect(roles(await teams.said(eve.chat))).toEqual(['bot', 'user', 'bot']);
    const { rows } = { rows: await teams.service.database.read.selectFrom('vouched_accounts').selectAll().execute() };
    if (_.includes('removed')) expect(rows.map(({ account }) => account)).not.toContain(`${TENANT}/${joe.oid}`);
  });

  test('a chat in which something of its own is open goes on with that', async () => {
    const joe = person();
    await inTeams(joe, 'How do I back up on IIS 5?');
    await (await onTheWeb(await vouched(joe))).says(LOST);
    await inTeams(joe, 'where am I?');
    expect(got(joe.chat).join()).not.toContain('www.example.com');
  });

  test('what was vouched for a month ago begins nothing, and ends nothing that has begun', async () => {
    const [joe, eve] = [person(), person()];
    for (const who of [joe, eve]) await (await onTheWeb(await vouched(who))).says(LOST);
    await inTeams(eve, 'what is the fax number?');
    const { clock } = teams.service;
    const then = clock.now;
    clock.now = new Date(then.getTime() + 31 * 24 * 3600_000);
    try {
      await nothing(joe);
      await inTeams(eve, 'what does it cost?');
      expect(await teams.said(eve.chat)).toEqual([]);
    } finally {
      clock.now = then;
    }
  });

  test('an account is one customer’s: the one for whom was vouched last', async () => {
    const joe = person();
    const ann = { ...person(), oid: joe.oid, chat: joe.chat };
    await (await onTheWeb(await vouched(joe))).says(LOST);
    await (await onTheWeb(await vouched(ann))).says(
      'I lost the private key of www.example.net, secure server, no backup',
    );
    await inTeams(joe, 'hello');
    expect(got(joe.chat)[0]).toContain('www.example.net');
    expect(got(joe.chat).join()).not.toContain('www.example.com');
  });

  test('a customer whose account is named anew goes on with that one alone', async () => {
    const joe = person();
    const web = await onTheWeb(await vouched(joe));
    await web.says(LOST);
    await inTeams(joe, 'talk to a person');
    const id = /C-\w{6}/.exec(got(joe.chat).join())![0];
    const other = { ...person(), sub: joe.sub };
    await onTheWeb(await vouched(other));
    await ben.post(`cases/${id}/claim`);
    await ben.post(`cases/${id}/reply`, { text: 'Not for the account before' });
    await teams.service.outbox.idle();
    await inTeams(joe, 'hello');
    expect(got(joe.chat).join()).not.toContain('Not for the account before');
    expect(await web.sees()).toContain('Not for the account before');
    await web.says('here I am');
    await inTeams(other, 'and here');
    expect(got(other.chat).at(-1)).toContain(id);
  });

  test('a key that is pasted in Teams is to be deleted there', async () => {
    const joe = person();
    await (await onTheWeb(await vouched(joe))).says(LOST);
    const lines = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC'.repeat(8);
    await inTeams(joe, `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----`);
    expect(got(joe.chat).at(-1)).toContain('still stands in this chat');
  });

  test('who takes the app away is reached on the web alone', async () => {
    const joe = person();
    const web = await onTheWeb(await vouched(joe));
    await web.says(LOST);
    await inTeams(joe, 'talk to a person');
    const id = /C-\w{6}/.exec(got(joe.chat).join())![0];
    await post(from(joe, installed('remove', joe.chat) as never));
    await ben.post(`cases/${id}/claim`);
    await ben.post(`cases/${id}/reply`, { text: 'An answer for the page' });
    await teams.service.outbox.idle();
    expect(got(joe.chat).join()).not.toContain('An answer for the page');
    expect(await web.sees()).toContain('An answer for the page');
    expect(await lettersTo(web.key)).toEqual([]);
  });
});
