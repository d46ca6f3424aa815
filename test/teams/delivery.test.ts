import type { Budgets } from '../../src/channels/teams/budgets.js';
import type { Database } from '../../src/storage/database.js';
import { deadLetters } from '../../src/storage/storedGivenUp.js';
import { openedDatabase } from '../openedDatabase.js';
import { databases } from '../openedService.js';
import { seeded } from '../seeded.js';
import { FakeConnector } from './fakeConnector.js';
import { commit, type Outward, outward, Places, replyIn } from './outward.js';

const long = Boolean(process.env.CERTDESK_LONG);
const [THREADS, EACH] = long ? [500, 20] : [50, 20];
const TENANTS = long ? 10 : 4;
/** Longer than this process, which is the Connector as well, ever stands still. */
const IN_TIME_MS = long ? 12_000 : 5000;
const everything = {
  ...{ '412': 1, '429': 1, '502': 1, '504': 1, reset: 1, 'reset after': 1, hang: 0.3, 'hang after': 0.3 },
} as const;
const pause = (ms: number) => new Promise((later) => setTimeout(later, ms));
const place = async () => () => undefined;
const unlimited: Pick<Budgets, 'take' | 'takeSpare'> = { take: place, takeSpare: place };

describe.each(databases)('replies to Teams, on the %s database', (kind) => {
  let database: Database;
  let remove: () => Promise<void>;
  let fake: FakeConnector;
  let places: Places;
  const open: Outward[] = [];
  beforeEach(async () => {
    ({ database, remove } = await openedDatabase(kind));
    fake = await new FakeConnector({ seed: 7, hangMs: 30_000, retryAfter: () => '1' }).open();
    places = new Places();
  });
  afterEach(async () => {
    for (const one of open.splice(0)) {
      await one.outbox.stop();
      one.close();
      expect(one.faults).toEqual([]);
    }
    await fake.close();
    await remove();
  });
  const allowed = (serviceUrl: string) => new URL(serviceUrl).host === new URL(fake.serviceUrl()).host;
  const process = (options: Partial<Parameters<typeof outward>[1]> = {}) => {
    const made = outward(database, { places, allowed, ...options });
    open.push(made);
    return made;
  };
  const left = async () => (await database.read.selectFrom('outbox').select('seq').execute()).length;
  const until = async (what: () => Promise<boolean>, ms: number) => {
    const end = Date.now() + ms;
    while (!(await what())) {
      if (Date.now() > end) throw new Error('not in time');
      await pause(50);
    }
  };
  const dead = () => deadLetters(database);

  test(`${THREADS * EACH} messages to ${THREADS} threads arrive once each and in order, none over budget, with faults and a kill in the middle`, async () => {
    if (kind === 'embedded' && !long) return;
    const threads = Array.from({ length: THREADS }, (_, n) =>
      places.put(fake.serviceUrl(`tenant${n % TENANTS}`), `tenant${n % TENANTS}`, `a:thread${n}`),
    );
    fake.goesWrong(everything);
    const random = seeded(3);
    const rows = threads.flatMap((thread) => Array.from({ length: EACH }, (_, n) => replyIn(thread, n + 1)));
    const first = process({ replica: 'first', inTimeMs: IN_TIME_MS });
    first.outbox.start();
    // Turns of all conversations mixed, each conversation's in order; half of them are told of, the rest is found.
    const some = rows.filter(({ seq }) => seq <= EACH / 2);
    for (let seq = 1; seq <= EACH / 2; seq += 1) {
      const round = some.filter((row) => row.seq === seq);
      await commit(database, round);
      for (const row of round)
        if (random() < 0.5) void first.outbox.send('msteams', { conversation: row.conversation, rows: [row] });
    }
    await until(async () => (await left()) < some.length / 2, 600_000);
    first.kill();
    // No start is quicker.
    await pause(1000);
    const second = process({ replica: 'second', aheadMs: 31_000, inTimeMs: IN_TIME_MS });
    second.outbox.start();
    const others = rows.filter(({ seq }) => seq > EACH / 2);
    await commit(database, others);
    for (const row of others) void second.outbox.send('msteams', { conversation: row.conversation, rows: [row] });
    await until(async () => (await left()) === 0, 1_200_000);

    for (const thread of threads) {
      const ids = rows.filter(({ conversation }) => conversation === thread).map(({ id }) => id);
      expect(fake.arrivedIn(places.all.get(thread)!.conversationId)).toEqual(ids);
    }
    expect(fake.over).toEqual([]);
    expect(await dead().count()).toBe(0);
    expect([...fake.hadFaults.keys()].length).toBeGreaterThanOrEqual(5);
  }, 1_500_000);

  test('while an earlier reply waits for its next try, later ones do not overtake it', async () => {
    const thread = places.put(fake.serviceUrl(), 'a', 'a:1');
    const rows = [1, 2, 3].map((seq) => replyIn(thread, seq));
    await commit(database, rows);
    fake.goesWrong({ '502': 100 });
    const { outbox } = process();
    await outbox.send('msteams', { conversation: thread, rows: rows.slice(0, 1) });
    fake.goesWrong({});
    for (const row of rows.slice(1)) await outbox.send('msteams', { conversation: thread, rows: [row] });
    expect(fake.arrivedIn('a:1')).toEqual([]);
    await until(async () => {
      await outbox.sweep();
      return (await left()) === 0;
    }, 20_000);
    expect(fake.arrivedIn('a:1')).toEqual(rows.map(({ id }) => id));
  });

  test('without lanes they do: the control', async () => {
    const thread = places.put(fake.serviceUrl(), 'a', 'a:1');
    const rows = [1, 2].map((seq) => replyIn(thread, seq));
    await commit(database, rows);
    fake.goesWrong({ '502': 100 });
    const { outbox } = process({ change: (deliverer) => ({ ...deliverer, inOrder: false }) });
    await outbox.send('msteams', { conversation: thread, rows: rows.slice(0, 1) });
    fake.goesWrong({});
    await outbox.send('msteams', { conversation: thread, rows: rows.slice(1) });
    expect(fake.arrivedIn('a:1')).toEqual([rows[1]!.id]);
  });

  test('without budgets the same replies go over them: the control', async () => {
    const thread = places.put(fake.serviceUrl(), 'a', 'a:1');
    const rows = Array.from({ length: 12 }, (_, n) => replyIn(thread, n + 1));
    await commit(database, rows);
    await process({ budgets: unlimited }).outbox.send('msteams', { conversation: thread, rows });
    expect(fake.arrivedIn('a:1')).toHaveLength(12);
    expect(fake.over).not.toEqual([]);
  });

  test('a lane is held by one replica at a time, and what is committed meanwhile goes with it', async () => {
    const thread = places.put(fake.serviceUrl(), 'a', 'a:1');
    const [one, two] = [process({ replica: 'one' }), process({ replica: 'two' })];
    const rows = Array.from({ length: 6 }, (_, n) => replyIn(thread, n + 1));
    for (const [index, row] of rows.entries()) {
      await commit(database, [row]);
      void [one, two][index % 2]!.outbox.send('msteams', { conversation: thread, rows: [row] });
    }
    await until(async () => (await left()) === 0, 10_000);
    await Promise.all([one.outbox.idle(), two.outbox.idle()]);
    expect(fake.arrivedIn('a:1')).toEqual(rows.map(({ id }) => id));
    expect(fake.came).toHaveLength(6);
    expect(await database.read.selectFrom('outbox_lanes').selectAll().execute()).toEqual([]);
  });

  test('Retry-After is kept to, in seconds and as a date, and counts as one try', async () => {
    const asked = ['3', new Date(Date.now() + 4000).toUTCString()];
    const limited = await new FakeConnector({ retryAfter: () => asked.shift() ?? '0' }).open();
    try {
      const thread = places.put(limited.serviceUrl(), 'a', 'a:1');
      const row = replyIn(thread, 1);
      await commit(database, [row]);
      limited.goesWrong({ '429': 100 });
      const { outbox } = process({ allowed: () => true });
      const waits: number[] = [];
      for (const attempts of [1, 2]) {
        const at = Date.now();
        await database.write.updateTable('outbox').set({ due_at: at }).execute();
        await outbox.send('msteams', { conversation: thread, rows: [row] });
        const letter = await database.read.selectFrom('outbox').selectAll().executeTakeFirstOrThrow();
        expect(letter).toMatchObject({ attempts, error: 'Answered429' });
        waits.push(letter.due_at - at);
      }
      expect(waits[0]).toBeGreaterThanOrEqual(3000);
      expect(waits[1]).toBeGreaterThanOrEqual(2000);
    } finally {
      await limited.close();
    }
  });

  test('what is refused for good is a dead letter at once; later ones go on, and it is sent again when asked', async () => {
    const thread = places.put(fake.serviceUrl(), 'a', 'a:1');
    const rows = [1, 2].map((seq) => replyIn(thread, seq));
    await commit(database, rows.slice(0, 1));
    const { outbox, left: gone } = process();
    fake.closed.set('a:1', [413, 'MessageSizeTooBig']);
    await outbox.send('msteams', { conversation: thread, rows: rows.slice(0, 1) });
    expect(await dead().list()).toEqual([
      { conversation: thread, seq: 1, attempts: 1, error: 'Answered413', deadAt: expect.any(Date) },
    ]);
    fake.closed.clear();
    await commit(database, rows.slice(1));
    await outbox.send('msteams', { conversation: thread, rows: rows.slice(1) });
    expect(fake.arrivedIn('a:1')).toEqual([rows[1]!.id]);
    expect(await dead().revive(Date.now(), thread)).toBe(1);
    await outbox.sweep();
    await outbox.idle();
    expect(fake.arrivedIn('a:1').sort()).toEqual(rows.map(({ id }) => id));
    expect([await left(), gone]).toEqual([0, []]);
  });

  test.each([
    [403, 'BotNotInConversationRoster', true],
    [403, 'ConversationBlockedByUser', true],
    [403, 'BotDisabledByAdmin', true],
    [403, 'MessageWritesBlocked', true],
    [404, 'ConversationNotFound', true],
    [404, '', true],
    [403, 'NotEnoughPermissions', false],
    [400, 'BadArgument', false],
  ])('%i %s is a dead letter; that the bot is gone there: %s', async (status, code, isGone) => {
    const thread = places.put(fake.serviceUrl(), 'a', 'a:1');
    const row = replyIn(thread, 1);
    await commit(database, [row]);
    fake.closed.set('a:1', [status, code]);
    const { outbox, left: gone } = process();
    await outbox.send('msteams', { conversation: thread, rows: [row] });
    expect([await dead().count(), gone]).toEqual([1, isGone ? [thread] : []]);
  });

  test('what may have arrived goes again under the same activity id; what did is not posted again', async () => {
    const thread = places.put(fake.serviceUrl(), 'a', 'a:1');
    const row = replyIn(thread, 1, { text: `${'First part. '.repeat(500)}\n\n${'Second part. '.repeat(500)}` });
    await commit(database, [row]);
    const { outbox } = process({ inTimeMs: 300 });
    fake.goesWrong({ 'hang after': 100 });
    await outbox.send('msteams', { conversation: thread, rows: [row] });
    fake.goesWrong({});
    await database.write.updateTable('outbox').set({ due_at: Date.now() }).execute();
    fake.closed.set('unused', [500, '']);
    await outbox.sweep();
    await outbox.idle();
    const thread1 = fake.threads.get('a:1')!;
    expect([...thread1].map(([id, { times }]) => [id, times])).toEqual([
      [row.id, 2],
      [`${row.id}/2`, 1],
    ]);
    const kept = await database.read.selectFrom('teams_sent').selectAll().orderBy('part').execute();
    expect(kept.map(({ part, message_id }) => [part, message_id])).toEqual([
      [1, thread1.get(row.id)!.messageId],
      [2, thread1.get(`${row.id}/2`)!.messageId],
    ]);
    // Noted as arrived, but its letter was left by a process that died: it is not said twice.
    await commitAgain(row);
    await outbox.sweep();
    await outbox.idle();
    expect(thread1.get(row.id)!.times).toBe(2);
    expect(await left()).toBe(0);
  });

  const commitAgain = async ({ conversation, seq }: { conversation: string; seq: number }) => {
    const letter = { conversation, seq, channel: 'msteams', attempts: 0, due_at: 0, error: null, dead_at: null };
    await database.write.insertInto('outbox').values(letter).execute();
  };
});
