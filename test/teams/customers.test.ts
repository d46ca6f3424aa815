import { randomUUID } from 'node:crypto';
import { removeConversation } from '../../src/storage/removals.js';
import { type AtDesk, agent } from '../desk/deskClient.js';
import { databases } from '../openedService.js';
import { ANNA, around, BOT, inGroup, installed, message } from './activities.js';
import { SERVICE, TENANT } from './microsoft.js';
import { type OpenedTeams, openedTeams } from './openedTeams.js';

const roles = (said: [string, string, string][]) => said.map(([role]) => role);
const GROUP = '19:group@thread.v2';
const THREAD = '19:channel@thread.tacv2;messageid=1600000000001';

describe.each(databases)('customers in Teams on the %s database', (kind) => {
  let teams: OpenedTeams;
  beforeAll(async () => {
    teams = await openedTeams(kind);
  }, 180_000);
  afterAll(() => teams.stop());

  /** Posts and expects 200 without a body. */
  async function post(activity: unknown) {
    const answer = await teams.post(activity);
    expect([answer.status, answer.text]).toEqual([200, '']);
  }
  const personal = () => `a:${randomUUID()}`;
  const reference = (conversation: string) =>
    teams.service.database.write
      .selectFrom('teams_references')
      .selectAll()
      .where('conversation', '=', `msteams/${TENANT}/${conversation}`)
      .executeTakeFirst();
  const row = (conversation: string) =>
    teams.service.database.write
      .selectFrom('conversations')
      .selectAll()
      .where('key', '=', `msteams/${TENANT}/${conversation}`)
      .executeTakeFirst();
  /** The newest press that the transcript offers with these words. */
  async function press(conversation: string, says: RegExp): Promise<object> {
    const rows = await teams.service.database.write
      .selectFrom('activities')
      .select('activity')
      .where('conversation', '=', `msteams/${TENANT}/${conversation}`)
      .orderBy('seq', 'desc')
      .execute();
    const found = rows
      .flatMap(({ activity }) => pressesIn(JSON.parse(activity)))
      .find((one) => says.test(one.certdesk.says));
    expect(found).toBeDefined();
    return found!;
  }
  const invoke = (conversation: string, value: unknown, name = 'adaptiveCard/action') => ({
    ...{ ...around(conversation), type: 'invoke', id: `f:${randomUUID()}`, name, value },
  });

  test('who installs is greeted once, however often Teams says so', async () => {
    const conversation = personal();
    const added = {
      ...around(conversation),
      type: 'conversationUpdate',
      id: 'f:1',
      membersAdded: [{ id: BOT.id }, { id: ANNA.id }],
    };
    await Promise.all([
      post(installed('add', conversation)),
      post(added),
      post(installed('add-upgrade', conversation)),
    ]);
    expect(roles(await teams.said(conversation))).toEqual(['bot']);
    await post(message('what is the fax number?', conversation));
    expect(roles(await teams.said(conversation))).toEqual(['bot', 'user', 'bot']);
  });

  test('the first message begins a conversation that is not there; it goes on for good', async () => {
    const conversation = personal();
    await post(message('what is the fax number?', conversation));
    const said = await teams.said(conversation);
    expect(roles(said)).toEqual(['bot', 'user', 'bot']);
    expect(said[1]![2]).toBe('what is the fax number?');
    expect(said[2]![2]).toMatch(/fax/i);
  });

  test('who speaks is the account in its tenant, by the name that Teams gives', async () => {
    const conversation = personal();
    await post(message('hello', conversation));
    expect((await row(conversation))?.user_id).toBe(`teams:${TENANT}:${ANNA.aadObjectId}`);
    const [, , user] = await teams.service.database.write
      .selectFrom('activities')
      .select('activity')
      .where('conversation', '=', `msteams/${TENANT}/${conversation}`)
      .orderBy('seq')
      .execute()
      .then((rows) => [null, null, JSON.parse(rows[1]!.activity)]);
    expect(user.from).toEqual({ id: `teams:${TENANT}:${ANNA.aadObjectId}`, name: 'Anna Arendt', role: 'user' });
    expect(JSON.stringify(user)).not.toContain('smba.');
  });

  test('where the conversation is, is kept, and renewed by a message that was seen already', async () => {
    const conversation = personal();
    const sent = message('hello', conversation);
    await post(sent);
    expect(await reference(conversation)).toMatchObject({
      ...{ service_url: SERVICE, tenant_id: TENANT, conversation_id: conversation, scope: 'personal', gone_at: null },
      ...{ bot_id: BOT.id, user_id: ANNA.id, aad_object_id: ANNA.aadObjectId },
    });
    const moved = 'https://smba.trafficmanager.net/amer/';
    const token = await teams.microsoft.token({ claims: { serviceurl: moved } });
    expect((await teams.post({ ...sent, serviceUrl: moved }, token)).status).toBe(200);
    expect((await reference(conversation))?.service_url).toBe(moved);
    expect(roles(await teams.said(conversation))).toEqual(['bot', 'user', 'bot']);
  });

  test('the same conversation in two tenants is two', async () => {
    const open = await openedTeams(kind, { CERTDESK_TEAMS_TENANTS: `${TENANT},other-tenant` });
    try {
      const sent = message('hello', 'a:same');
      await open.post(sent);
      await open.post({
        ...sent,
        conversation: { ...sent.conversation, tenantId: 'other-tenant' },
        channelData: { tenant: { id: 'other-tenant' } },
      });
      expect(await open.rows()).toMatchObject({ conversations: 2, teams_references: 2 });
    } finally {
      await open.stop();
    }
  });

  test('a pressed button: by Action.Submit a message, by Action.Execute an invoke; twice it counts once', async () => {
    const conversation = personal();
    await post(message('How do I back up on IIS 5?', conversation));
    const value = await press(conversation, /./);
    const before = (await teams.said(conversation)).length;
    await post({ ...message('', conversation), text: undefined, attachments: undefined, value });
    const after = await teams.said(conversation);
    expect(roles(after.slice(before))[0]).toBe('user');
    const again = await teams.post(
      invoke(conversation, { action: { type: 'Action.Execute', verb: 'press', data: value }, trigger: 'manual' }),
    );
    expect([again.status, again.body]).toEqual([
      200,
      { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: after[before]![2] },
    ]);
    expect(await teams.said(conversation)).toEqual(after);
  });

  test.each([
    ['an unknown invoke', 'composeExtension/query', {}, 501, ''],
    ['a sign-in', 'signin/verifyState', { state: '1' }, 501, ''],
    [
      'an action of somebody else’s card',
      'adaptiveCard/action',
      { action: { type: 'Action.Execute', data: { x: 1 } } },
      200,
      /"statusCode":400/,
    ],
    [
      'a card that looks after itself',
      'adaptiveCard/action',
      { action: { data: {} }, trigger: 'automatic' },
      200,
      /"statusCode":400/,
    ],
    ['no value at all', 'adaptiveCard/action', undefined, 200, /"statusCode":400/],
  ])('%s', async (_, name, value, status, text) => {
    const conversation = personal();
    const before = await teams.rows();
    const answer = await teams.post(invoke(conversation, value, name));
    expect(answer.status).toBe(status);
    expect(answer.text).toEqual(typeof text === 'string' ? text : expect.stringMatching(text));
    expect(await teams.rows()).toEqual(before);
  });

  test.each([
    ['typing', (c: string) => ({ ...around(c), type: 'typing', id: 'f:9' })],
    ['an event', (c: string) => ({ ...around(c), type: 'event', name: 'certdesk.case', value: { do: 'go-on' } })],
    ['the end of the conversation', (c: string) => ({ ...around(c), type: 'endOfConversation' })],
    ['an unknown type', (c: string) => ({ ...around(c), type: 'somethingNew' })],
    [
      'a member that is not the bot',
      (c: string) => ({ ...around(c), type: 'conversationUpdate', membersAdded: [{ id: '29:ben' }] }),
    ],
    [
      'a renamed channel',
      (c: string) => ({
        ...around(c),
        type: 'conversationUpdate',
        channelData: { tenant: { id: TENANT }, eventType: 'channelRenamed' },
      }),
    ],
    ['what the bot itself is said to say', (c: string) => ({ ...message('hello', c), from: BOT })],
    [
      'a thumb for a message that isn’t known',
      (c: string) => ({ ...around(c), type: 'messageReaction', replyToId: '1', reactionsAdded: [{ type: 'like' }] }),
    ],
    [
      "somebody else's card pasted",
      (c: string) => ({ ...message('', c), value: { theirs: 1 }, text: undefined, attachments: [] }),
    ],
  ])('%s is answered 200 and leaves nothing', async (_, make) => {
    const before = await teams.rows();
    await post(make(personal()));
    expect(await teams.rows()).toEqual(before);
  });

  test('a message without words is answered, and so is a file; the formatted text beside it is none', async () => {
    const conversation = personal();
    await post(message('hello', conversation));
    const file = {
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      name: '../www.csr',
      contentUrl: 'https://x',
      content: { downloadUrl: 'http://169.254.169.254/' },
    };
    await post({ ...message('', conversation), attachments: [{ contentType: 'text/html', content: '<p></p>' }, file] });
    await post({ ...message('&nbsp;', conversation), attachments: [] });
    const said = (await teams.said(conversation)).filter(([role]) => role === 'bot').map(([, , text]) => text);
    expect(said.slice(-2)).toEqual([expect.stringMatching(/attachments/), expect.stringMatching(/any words/)]);
    expect(said.slice(0, -2).join()).not.toMatch(/attachments/);
  });

  test.each(['groupChat', 'channel'])('in a %s only those are answered who speak to the bot', async (scope) => {
    const id = scope === 'channel' ? THREAD : GROUP;
    const before = await teams.rows();
    await post(inGroup('what is the fax number?', { kind: scope }));
    await post({
      ...inGroup('x', { kind: scope }),
      type: 'messageDelete',
      channelData: { tenant: { id: TENANT }, eventType: 'softDeleteMessage' },
    });
    await post({ ...inGroup('', { kind: scope }), type: 'installationUpdate', action: 'add', text: undefined });
    expect(await teams.rows()).toEqual(before);
    await post(inGroup('what is the fax number?', { mentions: true, kind: scope }));
    const said = await teams.said(id);
    expect(said.map(([role, , text]) => [role, text]).slice(0, 1)).toEqual([['user', 'what is the fax number?']]);
    expect(roles(said)).toEqual(['user', 'bot']);
    expect(await reference(id)).toMatchObject({ scope, user_id: null, aad_object_id: null });
  });

  test('a message that is changed or deleted is noted; the bot says that what it knows stays', async () => {
    const conversation = personal();
    const sent = message('what is the fax number?', conversation);
    await post(sent);
    const before = (await teams.said(conversation)).length;
    const edit = {
      ...sent,
      type: 'messageUpdate',
      text: 'what does it cost?',
      timestamp: '2026-05-20T11:01:00Z',
      channelData: { tenant: { id: TENANT }, eventType: 'editMessage' },
      attachments: undefined,
    };
    await post(edit);
    await post(edit);
    await post({
      ...around(conversation),
      type: 'messageDelete',
      id: sent.id,
      channelData: { tenant: { id: TENANT }, eventType: 'softDeleteMessage' },
    });
    await post({
      ...edit,
      text: 'what does it cost?',
      timestamp: '2026-05-20T11:02:00Z',
      channelData: { tenant: { id: TENANT }, eventType: 'undeleteMessage' },
    });
    expect((await teams.said(conversation)).slice(before)).toEqual([
      ['user', 'messageUpdate', 'what does it cost?'],
      ['bot', 'message', expect.stringMatching(/new message/)],
      ['user', 'messageDelete', ''],
      ['user', 'messageUpdate', 'what does it cost?'],
    ]);
  });

  test('a private key that is put into a message by an edit is not kept', async () => {
    const conversation = personal();
    const sent = message('hello', conversation);
    await post(sent);
    const pem = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC'.repeat(8)}\n-----END PRIVATE KEY-----`;
    await post({ ...sent, type: 'messageUpdate', text: pem, attachments: undefined });
    const said = await teams.said(conversation);
    expect(JSON.stringify(said)).not.toContain('MIIEvQ');
    expect(said.at(-1)![2]).toMatch(/key/i);
  });

  test('the commands of the manifest are answered, and a case is told when there is one', async () => {
    const conversation = personal();
    const answers = async (text: string) => {
      const before = (await teams.said(conversation)).length;
      await post(message(text, conversation));
      return (await teams.said(conversation))
        .slice(before)
        .filter(([role]) => role === 'bot')
        .map(([, , said]) => said)
        .join('\n');
    };
    expect(await answers('Help')).toMatch(/Ask me about/);
    expect(await answers('Ask a question')).toMatch(/Ask me about/);
    expect(await answers('My case')).toMatch(/no case of yours open/);
    expect(await answers('Replace a certificate')).toMatch(/There are four steps/);
    expect(await answers('Talk to a person')).toMatch(/C-\w{6}/);
    const { open_case } = (await row(conversation))!;
    expect(await answers('My case')).toContain(open_case);
  });

  test('a conversation that was removed is begun anew with the next message, again and again; no id comes twice', async () => {
    const conversation = personal();
    const { database } = teams.service;
    const keys: string[] = [];
    const ids: string[] = [];
    for (const text of ['what is the fax number?', 'hello again', 'and again']) {
      await post(message(text, conversation));
      const { conversation: key } = await database.write
        .selectFrom('teams_references')
        .select('conversation')
        .where('conversation_id', '=', conversation)
        .executeTakeFirstOrThrow();
      const rows = await database.write
        .selectFrom('activities')
        .select(['id', 'role', 'activity'])
        .where('conversation', '=', key)
        .orderBy('seq')
        .execute();
      expect(rows.map(({ role }) => role).slice(0, 3)).toEqual(['bot', 'user', 'bot']);
      expect(rows[1]!.activity).toContain(text);
      keys.push(key);
      ids.push(...rows.map(({ id }) => id));
      const removal = { why: 'erasure' as const, by: { kind: 'timer' as const }, now: Date.now(), quietSince: null };
      expect(await removeConversation(database, key, removal)).not.toBeNull();
      expect(await reference(conversation)).toBeUndefined();
    }
    const first = `msteams/${TENANT}/${conversation}`;
    expect(keys).toEqual([first, ...[2, 3].map((n) => first.replace(TENANT, `${TENANT}~${n}`))]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('what arrives while its conversation is being removed begins the next one', async () => {
    const conversation = personal();
    await post(message('hello', conversation));
    const { database } = teams.service;
    const key = `msteams/${TENANT}/${conversation}`;
    const removal = { why: 'retention' as const, by: { kind: 'timer' as const }, now: Date.now(), quietSince: null };
    await Promise.all([post(message('one', conversation)), removeConversation(database, key, removal)]);
    await post(message('two', conversation));
    const references = await database.write
      .selectFrom('teams_references')
      .select('conversation')
      .where('conversation_id', '=', conversation)
      .execute();
    expect(references).toEqual([{ conversation: key.replace(TENANT, `${TENANT}~2`) }]);
  });

  describe('with an agent', () => {
    let conversation: string;
    let caseId: string;
    let sent: ReturnType<typeof message>;
    let anna: AtDesk;
    beforeAll(async () => {
      anna = await agent(teams.service);
    });
    beforeEach(async () => {
      conversation = personal();
      await post(message('I want to talk to a person', conversation));
      caseId = (await row(conversation))!.open_case!;
      expect(caseId).toMatch(/^C-/);
      expect((await anna.post(`cases/${caseId}/claim`)).status).toBe(200);
      sent = message('my order is 12345', conversation);
      await post(sent);
    });
    test('an edit is what the customer says now, and the bot is silent', async () => {
      const before = (await teams.said(conversation)).length;
      await post({
        ...sent,
        type: 'messageUpdate',
        text: 'my order is 54321',
        attachments: undefined,
        channelData: { tenant: { id: TENANT }, eventType: 'editMessage' },
      });
      expect((await teams.said(conversation)).slice(before)).toEqual([['user', 'message', 'my order is 54321']]);
      const { transcript } = (await anna.get(`cases/${caseId}`)).body;
      expect(transcript.at(-1)).toMatchObject({ role: 'user', name: 'Anna Arendt', changed: 'edited' });
    });

    test('who takes the bot out: no reply is sent any more, and the case says so, once', async () => {
      const removed = installed('remove', conversation);
      await post(removed);
      await post(removed);
      await post({
        ...around(conversation),
        id: removed.id,
        type: 'conversationUpdate',
        membersRemoved: [{ id: BOT.id }],
      });
      expect((await reference(conversation))?.gone_at).not.toBeNull();
      const history = await teams.service.database.write
        .selectFrom('case_history')
        .select(['what', 'by_kind'])
        .where('case_id', '=', caseId)
        .where('what', '=', 'unreachable')
        .execute();
      expect(history).toEqual([{ what: 'unreachable', by_kind: 'customer' }]);
      await post(message('I am back', conversation));
      expect((await reference(conversation))?.gone_at).toBeNull();
    });
  });
});

/** All values of buttons of ours in an activity. */
function pressesIn(value: unknown): { certdesk: { says: string } }[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = value as { certdesk?: { press?: unknown; says?: unknown; at?: { kind?: string } } };
  const here =
    typeof own.certdesk?.press === 'string' &&
    typeof own.certdesk.says === 'string' &&
    own.certdesk.at?.kind !== 'date';
  return [...(here ? [own as { certdesk: { says: string } }] : []), ...Object.values(value).flatMap(pressesIn)];
}
