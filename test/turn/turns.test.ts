import { type Activity, ActivityTypes, type TurnContext } from 'botbuilder';
import { envelope, joining } from '../../src/channels/channel.js';
import type { Database } from '../../src/storage/database.js';
import { StoredTurns } from '../../src/storage/storedTurns.js';
import type { ActivityRow } from '../../src/storage/tables.js';
import { BotHere } from '../../src/turn/botHere.js';
import { ConversationStorage } from '../../src/turn/conversationStorage.js';
import { oneEdition } from '../../src/turn/editions.js';
import { ownerInRow } from '../../src/turn/owner.js';
import type { TurnRequest } from '../../src/turn/request.js';
import { Turns } from '../../src/turn/turns.js';
import { keys } from '../certificates/keys.js';
import { openedDatabase } from '../openedDatabase.js';
import { databases } from '../openedService.js';

const at = new Date('2026-05-20T11:00:00Z');
const speaker = { userId: 'somebody', conversationId: 'c' };
const KEY = 'directline/c';

describe.each(databases)('the turn, on the %s database', (kind) => {
  let database: Database;
  let remove: () => Promise<void>;
  let committed: ActivityRow[];
  let heard: (string | undefined)[];
  let turns: Turns;
  /** Done once while the bot thinks. */
  let thinking: (() => Promise<unknown>) | undefined;

  beforeAll(async () => {
    ({ database, remove } = await openedDatabase(kind));
  }, 60_000);
  afterAll(() => remove());

  beforeEach(async () => {
    for (const table of ['conversations', 'activities', 'inbox', 'outbox', 'cases'] as const)
      await database.write.deleteFrom(table).execute();
    committed = [];
    heard = [];
    const bot = {
      async run(context: TurnContext): Promise<void> {
        heard.push(context.activity.text ?? context.activity.type);
        await thinking?.();
        thinking = undefined;
        if (context.activity.text === 'fail') throw new Error('a fault of the bot');
        const content = { type: 'AdaptiveCard' };
        const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
        await context.sendActivity({
          type: ActivityTypes.Message,
          text: `heard: ${context.activity.text}`,
          attachments,
        });
      },
    };
    turns = new Turns({
      ...{ now: () => at, ownerOf: ownerInRow, inTimeMs: 4500, newCaseId: () => 'C-1' },
      editions: oneEdition({
        id: 'one',
        botName: 'the desk',
        bot: new BotHere(bot, new ConversationStorage(), 'sorry'),
      }),
      store: new StoredTurns(database),
      committed: (rows) => void committed.push(...rows),
      onBotFault: () => undefined,
      limits: { each: 10, all: 10 },
    });
    await run({
      activity: joining(envelope('directline', speaker, at)),
      sourceId: 'start',
      begins: true,
      shown: false,
    });
    [committed, heard] = [[], []];
  });

  const run = (request: Partial<TurnRequest>) =>
    turns.run({ conversation: KEY, userId: 'somebody', sourceId: null, activity: says('hello'), ...request });
  const says = (text: string): Partial<Activity> => ({
    ...envelope('directline', speaker, at),
    type: ActivityTypes.Message,
    text,
  });
  const letters = async () =>
    (await database.read.selectFrom('outbox').select('seq').orderBy('seq').execute()).map(({ seq }) => Number(seq));

  test.each([
    ['the customer', {}, ['user', 'bot'], [3]],
    ['an agent', { by: 'agent' }, ['agent'], [2]],
    ['a timer', { by: 'timer' }, ['system', 'bot'], [2, 3]],
    ['another channel', { by: 'channel' }, ['system', 'bot'], [2, 3]],
  ] as const)(
    'begun by %s: the transcript says whose words it is, and all but the customer’s own are delivered',
    async (_, who, roles, due) => {
      await database.write.deleteFrom('outbox').execute();
      expect(await run(who)).toMatchObject({ status: 'done', activityId: 'c|0000002' });
      expect(committed.map(({ role }) => role)).toEqual(roles);
      const rows = await database.read.selectFrom('activities').select(['seq', 'role']).orderBy('seq').execute();
      expect(rows.slice(1).map(({ role }) => role)).toEqual(roles);
      expect(await letters()).toEqual(due);
      expect(heard).toEqual(roles.includes('bot' as never) ? ['hello'] : []);
    },
  );

  test('a conversation that an agent owns: the message is kept and the bot is not run', async () => {
    await run({ activity: says('one') });
    const before = await database.read.selectFrom('conversations').selectAll().executeTakeFirstOrThrow();
    await database.write.updateTable('conversations').set({ owner: 'agent:ann' }).execute();
    expect(await run({ activity: says('two'), sourceId: 'client:2' })).toMatchObject({ status: 'done', replies: [] });
    expect(await run({ activity: says('two'), sourceId: 'client:2' })).toMatchObject({ status: 'seen' });
    expect(heard).toEqual(['one']);
    expect(committed.slice(-1)).toMatchObject([{ role: 'user', activity: expect.stringContaining('"two"') }]);
    const after = await database.read.selectFrom('conversations').selectAll().executeTakeFirstOrThrow();
    expect(after).toMatchObject({ state: before.state, last_seq: Number(before.last_seq) + 1 });
    await database.write.updateTable('conversations').set({ owner: null }).execute();
    await run({ activity: says('three') });
    expect(heard).toEqual(['one', 'three']);
  });

  test('secrets are out of text, card values and files before anything is kept or heard', async () => {
    const [{ pem }] = keys as [(typeof keys)[0]];
    const activity = { ...says(`here: ${pem}`), value: { deep: [pem] } };
    await run({ activity, files: [{ content: pem }], sourceId: pem });
    const tables = ['activities', 'inbox', 'conversations'] as const;
    const kept = await Promise.all(tables.map((table) => database.read.selectFrom(table).selectAll().execute()));
    const body = pem.split('\n').slice(1, -2).join('');
    for (const where of [JSON.stringify(kept), heard.join()])
      for (let from = 0; from + 16 <= body.length; from += 8) expect(where).not.toContain(body.slice(from, from + 16));
  });

  test('a conversation is greeted once, also when the inbox has forgotten that', async () => {
    await database.write.deleteFrom('inbox').execute();
    const begins = { activity: joining(envelope('directline', speaker, at)), sourceId: 'start', begins: true };
    expect(await run({ ...begins, shown: false })).toEqual({ status: 'seen', activityId: 'c|start' });
    expect([heard, committed]).toEqual([[], []]);
  });

  test('a turn that is overtaken while the bot thinks is thought again, from what is there then', async () => {
    thinking = () => database.write.updateTable('conversations').set({ state: '{"by":"them"}', version: 7 }).execute();
    expect(await run({ activity: says('one'), sourceId: 'client:1' })).toMatchObject({ status: 'done' });
    expect(heard).toEqual(['one', 'one']);
    const row = await database.read.selectFrom('conversations').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: '{"by":"them"}', version: 8 });
    expect(committed).toHaveLength(2);
  });

  test('a bot that fails: an apology, and nothing changed', async () => {
    expect(await run({ activity: says('fail') })).toMatchObject({ status: 'done', replies: [{ text: 'sorry' }] });
    expect(committed.map(({ role }) => role)).toEqual(['user', 'bot']);
  });

  test('whoever shows the replies there and then leaves nothing to be delivered', async () => {
    await database.write.deleteFrom('outbox').execute();
    expect(await run({ answeredHere: true })).toMatchObject({ replies: [{ text: 'heard: hello', attachments: [{}] }] });
    expect(await letters()).toEqual([]);
  });

  test('a channel whose clients show no cards gets the text, which is the whole reply', async () => {
    const outcome = await run({ shows: { cards: false, choices: false } });
    expect(outcome).toMatchObject({ replies: [{ text: 'heard: hello' }] });
    expect(JSON.stringify([outcome, committed])).not.toContain('adaptive');
  });
});
