import { tries } from '../longForm.js';
import { endServices } from '../service.js';
import { wordsOf } from './agentsDesk.js';
import { type Answered, anna, CHANNEL, eve, later, SpawnedTeams, until } from './spawnedTeams.js';

// The service as it is delivered, which takes Microsoft's hosts on this machine for the real ones.

afterAll(endServices);

const kills = tries(3, 20);
const times = (texts: readonly string[], words: string) => texts.filter((text) => text.includes(words)).length;
const shown = ({ body }: Answered) =>
  typeof body.value === 'string' ? body.value : wordsOf({ attachments: [{ content: body.value }] });
const searched = (commandId: string, value: string) => ({ commandId, parameters: [{ name: 'query', value }] });

test.each(['embedded', 'postgres'] as const)(
  'a case worked half in the channel, half at the web desk, by two agents, while the service is killed (%s)',
  async (kind) => {
    const teams = await SpawnedTeams.open(kind);
    try {
      const { id, thread } = await teams.asked();
      const told = { customer: [] as string[], agents: [] as string[], owners: [] as string[] };
      for (let round = 0; round <= kills; round += 1) {
        // In the midst of what is done in the round; the last one is done in peace.
        const killing = round === kills ? null : later(Math.random() * 800).then(() => teams.killed());
        killing?.catch(() => undefined);
        // Both reach for it at once.
        await Promise.all([teams.post(teams.press(anna, 'claim', { case: id }, thread)), teams.acts(id, 'claim')]);
        const owner = (await teams.atDesk(id)).agent.name as string;
        told.owners.push(owner);
        const here = owner === anna.name;
        for (let line = 1; line <= 2; line += 1) {
          const [asks, answers] = [`words ${round}.${line};`, `${owner} answers ${round}.${line};`];
          await teams.says(asks);
          if (here) await teams.post(teams.writes(anna, answers, thread));
          else expect((await teams.acts(id, 'reply', { text: answers })).status).toBe(200);
          told.customer.push(asks);
          told.agents.push(answers);
        }
        if (here) await teams.post(teams.press(anna, 'release', { case: id }, thread));
        else expect((await teams.acts(id, 'release')).status).toBe(200);
        // The one who was slower is first the next time: both doors are used.
        if (here) await teams.acts(id, 'claim');
        else await teams.post(teams.press(anna, 'claim', { case: id }, thread));
        const next = (await teams.atDesk(id)).agent.name as string;
        expect(next).not.toBe(owner);
        told.owners.push(next);
        if (here) await teams.acts(id, 'release');
        else await teams.post(teams.press(anna, 'release', { case: id }, thread));
        await killing;
      }
      expect((await teams.acts(id, 'claim')).status).toBe(200);

      const lines = () => teams.threadsOf(id).flatMap(([, arrived]) => arrived.map(({ activity }) => activity));
      const missing = () => {
        const texts = lines().map(wordsOf);
        const counted = (all: string[], where: string[], wanted: (words: string) => number) =>
          all.filter((words) => times(where, words) !== wanted(words)).map((words) => [words, times(where, words)]);
        return [
          ...counted(told.customer, texts, () => 1),
          ...counted(told.agents, teams.got(), () => 1),
          // Those that Ben wrote at the web desk stand in the thread, once; Anna's stand there by themselves.
          ...counted(told.agents, texts, (words) => (words.startsWith('ben') ? 1 : 0)),
          ...(/With ben/.test(texts[0] ?? '') ? [] : [texts[0]]),
        ];
      };
      await until('all of it', () => missing().length === 0, 120_000).catch(() => undefined);
      await later(3000);
      expect(missing()).toEqual([]);
      expect(teams.threadsOf(id)).toHaveLength(1);
      expect(teams.connector.over).toEqual([]);
      expect(new Set(told.owners)).toEqual(new Set(['Anna', 'ben']));
      const history = await teams.rows(
        `select what, by_name from case_history where case_id = '${id}' and what in ('claim', 'release', 'reply') order by seq`,
      );
      const wrong = history.reduce<{ owner: unknown; faults: unknown[] }>(
        ({ owner, faults }, { what, by_name }) => ({
          owner: what === 'release' ? null : by_name,
          faults: owner === null || owner === by_name ? faults : [...faults, [owner, what, by_name]],
        }),
        { owner: null, faults: [] },
      );
      expect(wrong).toEqual({ owner: 'ben', faults: [] });
      expect((await teams.atDesk(id)).agent.name).toBe('ben');
    } finally {
      await teams.end();
    }
  },
  tries(300_000, 900_000),
);

describe('over the wire', () => {
  let teams: SpawnedTeams;
  let id: string;
  let thread: string;
  beforeAll(async () => {
    teams = await SpawnedTeams.open('embedded');
    ({ id, thread } = await teams.asked());
  }, 180_000);
  afterAll(() => teams.end());
  const card = () => wordsOf(teams.threadsOf(id)[0]![1][0]!.activity);
  const lines = () => teams.threadsOf(id)[0]![1].map(({ activity }) => wordsOf(activity));

  test('what is done at one door is seen at the other soon', async () => {
    const took: Record<string, number> = {};
    const timed = async (what: string, act: () => Promise<unknown>, seen: () => unknown) => {
      const began = performance.now();
      await act();
      await until(what, async () => Boolean(await seen()));
      took[what] = Math.round(performance.now() - began);
    };
    const owner = async () => (await teams.atDesk(id)).agent?.name;
    const press = (verb: string) => () => teams.post(teams.press(anna, verb, { case: id }, thread));
    await timed('a claim in the channel at the desk', press('claim'), async () => (await owner()) === 'Anna');
    await timed(
      'the same on the card',
      async () => undefined,
      () => card().includes('With Anna'),
    );
    await timed('its release at the desk', press('release'), async () => (await owner()) === undefined);
    await until('the card', () => card().includes('Waiting'));
    await timed(
      'a claim at the desk on the card',
      () => teams.acts(id, 'claim'),
      () => card().includes('With ben'),
    );
    await timed(
      'its release on the card',
      () => teams.acts(id, 'release'),
      () => card().includes('Waiting'),
    );
    process.stderr.write(`Seen after (ms): ${JSON.stringify(took)}\n`);
  }, 120_000);

  test('a stranger, and whoever comes from another tenant, does nothing', async () => {
    expect(shown(await teams.post(teams.press(eve, 'claim', { case: id }, thread)))).toMatch(/^Only members/);
    const press = teams.press(anna, 'claim', { case: id }, thread);
    const other = '11111111-2222-4333-8444-555555555555';
    const foreign = {
      ...press,
      channelData: { ...press.channelData, tenant: { id: other } },
      conversation: { ...press.conversation, tenantId: other },
    };
    expect(await teams.call(foreign)).toEqual({ status: 403, body: '' });
    expect((await teams.atDesk(id)).agent).toBeNull();
  });

  test('a claim counts once, by a client that knows no Action.Execute as well; the second is told whose it is', async () => {
    const button = { certdesk: { case: id, verb: 'claim' } };
    const submit = { ...teams.writes(anna, '', thread), text: undefined, value: button };
    await teams.post(submit);
    await teams.post(submit);
    expect((await teams.atDesk(id)).agent.name).toBe('Anna');
    expect(shown(await teams.post(teams.press(anna, 'claim', { case: id }, thread)))).toMatch(
      /You have this case already/,
    );
    expect((await teams.acts(id, 'claim')).status).toBe(409);
    const claims = await teams.rows(`select seq from case_history where case_id = '${id}' and by_name = 'Anna'`);
    expect(claims).toHaveLength(3);
    await until('the card', () => card().includes('With Anna'));
  });

  test('another verdict is given in a dialog, with a reason', async () => {
    const opened = await teams.post(teams.invoke(anna, 'task/fetch', { data: { certdesk: { case: id } } }, thread));
    expect(opened.body.task.type).toBe('continue');
    const choices = opened.body.task.value.card.content.body.find((one: { choices?: object }) => one.choices).choices;
    const data = { certdesk: { case: id }, outcome: choices[0].value, reason: 'seen the order' };
    const given = await teams.post(teams.invoke(anna, 'task/submit', { data }, thread));
    expect(given.body.task.type).toBe('message');
    expect((await teams.atDesk(id)).override).toBe(choices[0].value);
    await until('the card', () => card().includes('seen the order'));
  });

  test('the compose box finds answers for everybody, and cases for members alone', async () => {
    const ask = (by: typeof anna, what: object) => teams.post(teams.invoke(by, 'composeExtension/query', what));
    expect(JSON.stringify((await ask(anna, searched('answers', 'what is the fax number?'))).body)).toMatch(/0870/);
    expect(JSON.stringify((await ask(anna, searched('cases', 'www.example.com'))).body)).toContain(id);
    expect(JSON.stringify((await ask(eve, searched('cases', 'www.example.com'))).body)).toMatch(/Only members/);
  });

  test('a settled case is not claimed, and its card says so', async () => {
    await teams.post(teams.press(anna, 'resolve', { case: id }, thread));
    expect(shown(await teams.post(teams.press(anna, 'claim', { case: id }, thread)))).toMatch(/This case is settled/);
    expect((await teams.acts(id, 'claim')).status).toBe(409);
    await until('the card', () => card().includes('Settled by Anna'));
  });

  test('a bot that the customer blocked is noted once; what was said meanwhile comes when it is back', async () => {
    await teams.says("No, it isn't settled, I want to talk to a person");
    const open = await until('an open case', async () => {
      const rows = await teams.rows("select id from cases where status in ('waiting', 'assigned', 'with-customer')");
      return rows[0]?.id as string | undefined;
    });
    await teams.acts(open, 'claim');
    const chat = [...teams.connector.threads.keys()].find((name) => !name.startsWith(CHANNEL))!;
    await until('all before', async () => (await teams.rows('select seq from outbox')).length === 0);
    teams.connector.closed.set(chat, [403, 'ConversationBlockedByUser']);
    for (const text of ['first;', 'second;', 'third;']) {
      await teams.acts(open, 'reply', { text });
      await until(
        'that it was given up',
        async () => (await teams.rows('select seq from outbox where dead_at is null')).length === 0,
      );
    }
    const noted = () => teams.rows(`select seq from case_history where case_id = '${open}' and what = 'unreachable'`);
    expect(await noted()).toHaveLength(1);
    const calls = teams.connector.came.filter(
      ({ conversation, body }) => conversation === chat && /(?:first|second|third);/.test(body?.text ?? ''),
    );
    expect(calls.map(({ body }) => body?.text?.slice(-6))).toEqual(['first;']);
    expect(await teams.rows('select distinct error from outbox')).toEqual([{ error: 'Gone' }]);
    teams.connector.closed.delete(chat);
    await teams.says('I am back');
    await until('what was said', () => times(teams.got(), 'third;') === 1);
    const got = teams.got().join();
    expect(got.indexOf('first;')).toBeLessThan(got.indexOf('second;'));
    expect(await noted()).toHaveLength(1);
  }, 120_000);

  test('a channel that was deleted is reported, and taken up again when it is back', async () => {
    const before = lines().length;
    // Each call of the channel's is answered 404.
    for (const name of [CHANNEL, thread, ...teams.threadsOf(id).map(([one]) => one)])
      teams.connector.closed.set(name, [404, 'ConversationNotFound']);
    await teams.acts(id, 'note', { text: 'is anybody there?' });
    const warned = async () => JSON.stringify((await teams.ready()).body.warnings ?? []);
    await until('the warning', async () => (await warned()).includes("agents' channel is gone"), 90_000);
    teams.connector.closed.clear();
    await teams.post({ ...teams.installed(), type: 'conversationUpdate', action: undefined });
    await until('the note', () => times(lines(), 'is anybody there?') === 1, 90_000);
    expect(await warned()).not.toContain('gone');
    expect(lines().length).toBeGreaterThan(before);
  }, 240_000);
});
