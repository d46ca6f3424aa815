import { entraAgentId } from '../../src/cases/entraAgent.js';
import { FILE_NEWS } from '../../src/cases/fileNews.js';
import { envelope } from '../../src/channels/channel.js';
import { Refused } from '../../src/delivery/deliverer.js';
import { entraAccountIn } from '../../src/desk/entraAccount.js';
import { StoredTeamsThreads } from '../../src/storage/storedTeamsThreads.js';
import type { TeamsAgents } from '../../src/teamsAgents.js';
import { databases } from '../openedService.js';
import { anna, CHANNEL, openAgentsDesk, person, TENANT, wordsOf } from './agentsDesk.js';

type Desk = Awaited<ReturnType<typeof openAgentsDesk>>;
/** What an invoke was answered with. */
const shown = (answer: { body?: object }) => {
  const { type, value } = answer.body as { type: string; value: unknown };
  return typeof value === 'string'
    ? value
    : `${type.split('.').at(-1)}: ${wordsOf({ attachments: [{ content: value }] })}`;
};
const buttonsOf = (activity: { attachments?: { content?: unknown }[] } | undefined) =>
  (activity!.attachments![0]!.content as { actions: { title: string }[] }).actions.map(({ title }) => title);

describe.each(databases)('a case in the agents’ channel, on the %s database', (kind) => {
  let desk: Desk;
  let agents: TeamsAgents;

  beforeEach(async () => {
    desk = await openAgentsDesk(kind);
    agents = desk.replica('r1');
    desk.use(agents);
    desk.connector.members.set(anna.id, { ...anna, email: null });
    await agents.channel.take(desk.installed);
  }, 60_000);
  afterEach(() => desk.remove());

  /** Until nothing is to be done in the channel any more. */
  const settled = async (who = agents) => {
    await who.idle();
    await who.channel.idle();
    await who.idle();
  };
  const opened = async () => {
    await desk.says('I lost the private key of www.example.com');
    desk.pass(60_000);
    await desk.says('talk to a person');
    await settled();
    const { case: open } = await desk.caseNow();
    const [thread] = [...desk.connector.threads.keys()];
    return { id: open.id, thread: thread! };
  };
  const inThread = (thread: string) => [...desk.connector.threads.get(thread)!.values()];
  const cardIn = (thread: string) => inThread(thread)[0];
  const linesIn = (thread: string) => inThread(thread).slice(1).map(wordsOf);

  test('begins with a card that says who waits, why and for how long, and with what was said', async () => {
    const { id, thread } = await opened();
    expect(wordsOf(cardIn(thread))).toMatch(new RegExp(`Case ${id}.*Waiting for a moment.*asked for a person`, 's'));
    expect(buttonsOf(cardIn(thread))).toEqual(['Claim', 'Open in the desk']);
    const lines = linesIn(thread).join('\n');
    expect(lines).toMatch(
      /Said before:.*lost the private key of www\\\.example\\\.com.*\*\*Customer:\*\* talk to a person/s,
    );
    expect(desk.faults).toEqual([]);
  });

  test.each([
    ['before it was opened', true],
    ['while it is open', false],
  ])('names a file that the customer sent %s, and says that a key was in it', async (_, before) => {
    const sent = async () => {
      desk.pass(1000);
      const file = { what: 'looked', name: 'notes.txt', size: 2100, held: true };
      await desk.turns.run({
        ...{ conversation: 'directline/c', userId: 'dl_1', by: 'channel', sourceId: 'file:1' },
        activity: {
          ...envelope('directline', { userId: 'dl_1', conversationId: 'c' }, new Date('2026-05-20T11:00:30Z')),
          ...{ type: 'event', name: FILE_NEWS, channelData: { certdesk: { file } } },
        },
      });
    };
    await desk.says('hello');
    if (before) await sent();
    const { id, thread } = await opened();
    if (!before) await sent();
    await settled();
    expect(linesIn(thread).join('\n')).toMatch(/notes\\\.txt \(2 kB\) held a private key or a password/);
    expect(wordsOf(cardIn(thread))).toMatch(/Taken out for safety\s+private-key/);
    expect((await desk.caseNow()).case.id).toBe(id);
    expect(desk.faults).toEqual([]);
  });

  test('stays current while nothing but time passes', async () => {
    const { thread } = await opened();
    desk.pass(5 * 60_000);
    await settled(desk.replica('r2'));
    expect(wordsOf(cardIn(thread))).toContain('Waiting for over 5 minutes');
  });

  test('is worked half in the channel and half at the web desk, by two agents', async () => {
    const { id, thread } = await opened();
    expect(shown(await agents.channel.take(desk.press(anna, 'claim', { case: id }, thread)))).toContain('With Anna');
    await agents.channel.take(desk.message(anna, 'Hello, do you have a backup?', thread));
    await agents.channel.take(desk.message(anna, 'Note: sounds like a student', thread));
    await desk.says('no, and <b>hurry</b> @all [x](https://evil.example)');
    await settled();
    expect((await desk.acts(id, { do: 'claim' })).status).toBe('refused');
    await agents.channel.take(desk.press(anna, 'release', { case: id }, thread));
    await desk.acts(id, { do: 'reply', text: 'Ben here.' });
    await desk.acts(id, { do: 'note', text: 'checked the order' });
    await settled();
    expect(await desk.read()).toEqual(['Hello, do you have a backup?', 'Ben here.']);
    expect((await desk.desk.history(id)).map(({ what, note }) => (what === 'note' ? note : what))).toEqual([
      ...[
        'opened',
        'claim',
        'reply',
        'sounds like a student',
        'customer-wrote',
        'release',
        'reply',
        'checked the order',
      ],
    ]);
    expect(linesIn(thread).slice(2)).toEqual([
      'Anna has taken the case.',
      '**Customer:** no, and \\<b>hurry\\</b> \\@all \\[x\\](https\\://evil\\.example)',
      'Anna has put the case back into the queue.',
      'Ben has taken the case.',
      '**Ben** to the customer: Ben here.',
      'Note by Ben: checked the order',
    ]);
    expect(wordsOf(cardIn(thread))).toContain('With Ben, who waits for the customer');
    expect(desk.faults).toEqual([]);
  });

  test('goes on after a kill: nothing is lost, nothing is there twice', async () => {
    const { id, thread } = await opened();
    // The worker dies after the Connector took a post and before that was noted.
    const never = new Promise<void>(() => undefined);
    let killed = 0;
    desk.connector.taken = (what) => {
      if (what.includes('said')) {
        killed += 1;
        return never;
      }
    };
    await agents.channel.take(desk.press(anna, 'claim', { case: id }, thread));
    for (const text of ['one', 'two', 'three']) await desk.says(text);
    while (killed === 0) await new Promise((later) => setTimeout(later, 10));
    desk.connector.taken = () => undefined;
    desk.use(null);
    await desk.says('four');
    desk.pass(61_000);
    const fresh = desk.replica('r2');
    desk.use(fresh);
    await settled(fresh);
    expect(linesIn(thread).slice(2)).toEqual([
      ...['Anna has taken the case.', '**Customer:** one', '**Customer:** two', '**Customer:** three'],
      '**Customer:** four',
    ]);
    expect(desk.connector.threads.size).toBe(1);
    await fresh.channel.take(desk.message(anna, 'I am back.', thread));
    expect(await desk.read()).toEqual(['I am back.']);
  });

  test('two workers on one database post everything once, in order', async () => {
    const { id, thread } = await opened();
    const other = desk.replica('r2');
    desk.use({ ...agents, changed: (ids) => void [agents, other].map((one) => one.changed(ids)) });
    await desk.acts(id, { do: 'claim' });
    for (let said = 0; said < 30; said += 1) await desk.says(`this is message ${said}`);
    for (const one of [agents, other, agents, other]) await settled(one);
    expect(linesIn(thread).filter((line) => line.includes('this is'))).toEqual(
      Array.from({ length: 30 }, (_, said) => `**Customer:** this is message ${said}`),
    );
    const posts = desk.connector.calls.filter((call) => call.startsWith('post'));
    expect(posts).toHaveLength(new Set(posts).size);
  });

  test('an edit that is refused once is made a moment later, in the same thread', async () => {
    const { id, thread } = await opened();
    desk.connector.fault = new Refused('answered 404');
    await desk.acts(id, { do: 'claim' });
    await settled();
    desk.connector.fault = null;
    desk.pass(10_000);
    await settled();
    expect(wordsOf(cardIn(thread))).toContain('With Ben');
    expect([desk.connector.threads.size, agents.state()]).toEqual([1, 'there']);
  });

  test('who signs in at the desk with the same account has the case there, and what they note there is read in the thread', async () => {
    const { id, thread } = await opened();
    await agents.channel.take(desk.press(anna, 'claim', { case: id }, thread));
    await agents.channel.take(desk.message(anna, 'Note: from the channel', thread));
    const claims = { iss: `https://login.microsoftonline.com/${TENANT}/v2.0`, tid: TENANT, oid: 'aad-Anna' };
    const atDesk = { id: entraAccountIn(claims)!, name: 'Anna' };
    expect((await desk.acts(id, { do: 'reply', text: 'From the desk.' }, atDesk)).status).toBe('done');
    await desk.acts(id, { do: 'note', text: 'at the desk' }, atDesk);
    await settled();
    expect(linesIn(thread).slice(2)).toEqual([
      'Anna has taken the case.',
      '**Anna** to the customer: From the desk.',
      'Note by Anna: at the desk',
    ]);
  });

  test('a thread whose worker died goes on once its lease is over', async () => {
    const { id, thread } = await opened();
    const now = Date.parse((await desk.caseNow()).case.openedAt);
    const lease = { holder: 'died', now: now + 1000, until: now + 8000 };
    const threads = new StoredTeamsThreads(desk.database);
    const { channel } = await desk.database.read
      .selectFrom('teams_threads')
      .select('channel')
      .executeTakeFirstOrThrow();
    expect(await threads.lease(channel, id, lease)).not.toBeNull();
    await desk.acts(id, { do: 'claim' });
    await settled();
    expect(wordsOf(cardIn(thread))).not.toContain('With Ben');
    desk.pass(8_001);
    await settled();
    expect(wordsOf(cardIn(thread))).toContain('With Ben');
  });

  test('a case can be handed to who works in the channel', async () => {
    const { id, thread } = await opened();
    await agents.channel.take(desk.press(anna, 'refresh', { case: id }, thread));
    const rows = await desk.database.read.selectFrom('desk_agents').select(['id', 'name', 'roles']).execute();
    expect(rows).toEqual([{ id: entraAgentId(TENANT, 'aad-Anna'), name: 'Anna', roles: 'agent' }]);
  });

  test('an agent who claims twice, or a settled case, is told so and sees the card as it is', async () => {
    const { id, thread } = await opened();
    const press = desk.press(anna, 'claim', { case: id }, thread);
    await agents.channel.take(press);
    expect(shown(await agents.channel.take(press))).toMatch(/adaptive: (?:You have this case already.\n)?Case/);
    expect(shown(await agents.channel.take(desk.press(anna, 'claim', { case: id }, thread)))).toMatch(
      /^adaptive: You have this case already\\?\..*With Anna/s,
    );
    await agents.channel.take(desk.press(anna, 'resolve', { case: id }, thread));
    expect(shown(await agents.channel.take(desk.press(anna, 'claim', { case: id }, thread)))).toMatch(
      /^adaptive: This case is settled.*Settled by Anna/s,
    );
    await agents.channel.take(desk.message(anna, 'one more thing', thread));
    await settled();
    expect(linesIn(thread).join()).toContain('Not sent to the customer. This case is settled.');
    expect(buttonsOf(cardIn(thread))).toEqual(['Open in the desk']);
    expect((await desk.desk.history(id)).filter(({ what }) => what === 'claim')).toHaveLength(1);
  });

  test('of fifty who claim at both doors one has it', async () => {
    const { id, thread } = await opened();
    const people = Array.from({ length: 25 }, (_, at) => person(`P${at}`));
    for (const one of people) desk.connector.members.set(one.id, { ...one, email: null });
    await Promise.all(
      people.flatMap((one, at) => [
        agents.channel.take(desk.press(one, 'claim', { case: id }, thread)),
        desk.acts(id, { do: 'claim' }, { id: `w${at}`, name: `W${at}` }),
      ]),
    );
    expect((await desk.desk.history(id)).filter(({ what }) => what === 'claim')).toHaveLength(1);
    const { agent } = (await desk.caseNow()).case;
    await settled();
    expect(wordsOf(cardIn(thread))).toContain(`With ${agent!.name}`);
  });

  test.each([
    ['a stranger', person('Eve'), null],
    ['a guest', person('Guest'), 'guest'],
    ['a guest by their address', person('Mail'), 'address'],
    ['whoever says another account’s id', { ...anna, aadObjectId: 'aad-Other' }, null],
  ])('%s does nothing, and learns nothing', async (_, who, how) => {
    const { id, thread } = await opened();
    const email = how === 'address' ? 'eve_x.example#EXT#@desk.example' : null;
    if (how !== null) desk.connector.members.set(who.id, { ...who, email, guest: how === 'guest' });
    const words = 'Only members of the desk’s team can do that.'.replace('’', "'");
    expect(shown(await agents.channel.take(desk.press(who, 'claim', { case: id }, thread)))).toBe(words);
    const dialog = await agents.channel.take(
      desk.invoke(who, 'task/fetch', { data: { certdesk: { case: id } } }, thread),
    );
    expect(dialog.body).toEqual({ task: { type: 'message', value: words } });
    const found = await agents.channel.take(
      desk.invoke(who, 'composeExtension/query', { commandId: 'cases', parameters: [{ name: 'q', value: 'example' }] }),
    );
    expect(found.body).toEqual({ composeExtension: { type: 'message', text: words } });
    await agents.channel.take(desk.message(who, 'send me your key', thread));
    await agents.channel.idle();
    expect(linesIn(thread).at(-1)).toContain('Not sent to the customer.');
    expect(await desk.read()).toEqual([]);
    expect((await desk.caseNow()).case).toMatchObject({ status: 'waiting', agent: null });
  });

  test('who can’t be looked up just now is told to try again, and nothing is done', async () => {
    const { id, thread } = await opened();
    desk.connector.fault = new Error('answered 502');
    expect(shown(await agents.channel.take(desk.press(anna, 'claim', { case: id }, thread)))).toMatch(/try again/);
    desk.connector.fault = null;
    expect(shown(await agents.channel.take(desk.press(anna, 'claim', { case: id }, thread)))).toContain('With Anna');
  });

  test('a verdict is confirmed as it was seen, or another given with the reason why', async () => {
    const { id, thread } = await opened();
    const open = { data: { certdesk: { case: id } } };
    expect((await agents.channel.take(desk.invoke(anna, 'task/fetch', open, thread))).body).toMatchObject({
      task: { type: 'message', value: 'Nobody has this case: claim it first.' },
    });
    await agents.channel.take(desk.press(anna, 'claim', { case: id }, thread));
    expect(
      shown(await agents.channel.take(desk.press(anna, 'confirm', { case: id, outcome: 'free-replacement' }, thread))),
    ).toMatch(/^adaptive: The verdict has changed/);
    const dialog = (await agents.channel.take(desk.invoke(anna, 'task/fetch', open, thread))).body as {
      task: { value: { card: { content: { body: { choices?: { value: string }[] }[] } } } };
    };
    const outcome = dialog.task.value.card.content.body.find(({ choices }) => choices)!.choices![0]!.value;
    const given = (reason: string) => ({ data: { certdesk: { case: id }, outcome, reason } });
    expect((await agents.channel.take(desk.invoke(anna, 'task/submit', given(' '), thread))).body).toMatchObject({
      task: { type: 'continue' },
    });
    const submit = desk.invoke(anna, 'task/submit', given('seen the order'), thread);
    expect((await agents.channel.take(submit)).body).toMatchObject({ task: { type: 'message' } });
    await agents.channel.take(submit);
    expect((await desk.caseNow()).case.override).toMatchObject({ outcome, reason: 'seen the order' });
    expect((await desk.desk.history(id)).filter(({ what }) => what === 'verdict')).toHaveLength(1);
  });

  test('an edit or a deletion of what the customer has is said to be too late', async () => {
    const { thread } = await opened();
    const first = desk.message(anna, 'Hello, I am Anna.', thread);
    await agents.channel.take(first);
    await agents.channel.take(first);
    await agents.channel.take({ ...first, type: 'messageUpdate', text: 'Hello, I am Anne.' });
    await agents.channel.take({ ...first, type: 'messageDelete' });
    await agents.channel.take({ ...first, id: 'other', type: 'messageDelete' });
    await settled();
    expect(await desk.read()).toEqual(['Hello, I am Anna.']);
    expect(linesIn(thread).filter((line) => line.startsWith('The customer has'))).toHaveLength(2);
  });

  test('a channel that was deleted is noticed, tried less and less, and taken up again when it is back', async () => {
    const { id, thread } = await opened();
    desk.connector.fault = new Refused('answered 404 ConversationNotFound');
    await desk.acts(id, { do: 'claim' });
    for (let tries = 0; tries < 3; tries += 1) {
      await settled();
      desk.pass(10_000);
    }
    expect([agents.state(), desk.states.at(-1)]).toEqual(['gone', 'gone']);
    const calls = desk.connector.calls.length;
    await desk.says('anybody?');
    await settled();
    expect(desk.connector.calls).toHaveLength(calls);
    for (let hours = 0; hours < 60; hours += 1) {
      desk.pass(3600_000);
      await settled();
    }
    expect(desk.connector.calls.length - calls).toBeLessThan(30);
    desk.connector.fault = null;
    const restored = { ...desk.installed, type: 'conversationUpdate' };
    await agents.channel.take({ ...restored, channelData: { ...restored.channelData, eventType: 'channelRestored' } });
    await settled();
    expect(agents.state()).toBe('there');
    expect(linesIn(thread).join('\n')).toContain('**Customer:** anybody?');
    expect(desk.connector.threads.size).toBe(1);
  });

  test('a card that somebody deleted comes again, in a thread of its own, and not for ever', async () => {
    const { id } = await opened();
    for (let time = 0; time < 6; time += 1) {
      for (const key of desk.connector.threads.keys()) desk.connector.threads.set(key, new Map());
      await desk.acts(id, { do: time % 2 === 0 ? 'claim' : 'release' });
      for (let tries = 0; tries < 3; tries += 1) {
        await settled();
        desk.pass(10_000);
      }
    }
    expect(desk.connector.threads.size).toBe(4);
    expect(agents.state()).toBe('there');
  });

  test('the search finds answers with their source, and cases', async () => {
    const { id } = await opened();
    const find = async (commandId: string, value: string) => {
      const asked = { commandId, parameters: [{ name: 'query', value }], queryOptions: { skip: 0, count: 10 } };
      return JSON.stringify((await agents.channel.take(desk.invoke(anna, 'composeExtension/query', asked))).body);
    };
    expect(await find('answers', 'what is the fax number?')).toMatch(/0870.*From the FAQ page/s);
    expect(await find('cases', 'www.example.com')).toContain(id);
    expect(await find('cases', 'nothing of the kind')).toContain('Nothing fits that.');
    expect(await find('answers', '')).toContain('Type a question');
  });

  test('what happens in another channel, or another tenant, is none of its business', async () => {
    const elsewhere = desk.message(anna, 'hi', '19:other@thread.tacv2');
    expect(agents.channel.wants(elsewhere)).toBe(false);
    const foreign = { ...desk.message(anna, 'hi', CHANNEL), channelData: { tenant: { id: 'other' } } };
    expect(agents.channel.wants(foreign)).toBe(false);
    expect(agents.channel.wants(desk.message(anna, 'hi', `${CHANNEL};messageid=1`))).toBe(true);
  });
});

test.each([
  ['Entra', { iss: `https://login.microsoftonline.com/${TENANT}/v2.0`, tid: TENANT, oid: 'A1' }, `entra:${TENANT}:a1`],
  [
    'Entra of another cloud',
    { iss: `https://login.microsoftonline.us/${TENANT}/v2.0`, tid: TENANT, oid: 'A1' },
    `entra:${TENANT}:a1`,
  ],
  ['another provider that says the same', { iss: 'https://id.example.com', tid: TENANT, oid: 'A1' }, null],
  [
    'Entra for another directory',
    { iss: 'https://login.microsoftonline.com/other/v2.0', tid: TENANT, oid: 'A1' },
    null,
  ],
  [
    'a provider whose name begins so',
    { iss: `https://login.microsoftonline.com.example/${TENANT}/v2.0`, tid: TENANT, oid: 'A1' },
    null,
  ],
  ['Entra without an account', { iss: `https://login.microsoftonline.com/${TENANT}/v2.0`, tid: TENANT }, null],
])('an account is known by what %s says', (_, claims, id) => {
  expect(entraAccountIn(claims)).toBe(id);
});
