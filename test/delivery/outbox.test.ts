import { type Batch, type Deliverer, patient, Refused } from '../../src/delivery/deliverer.js';
import { Outbox } from '../../src/delivery/outbox.js';
import type { Database } from '../../src/storage/database.js';
import { deadLetters } from '../../src/storage/storedGivenUp.js';
import { StoredLetters } from '../../src/storage/storedLetters.js';
import type { ActivityRow } from '../../src/storage/tables.js';
import { openedDatabase } from '../openedDatabase.js';
import { databases } from '../openedService.js';

describe.each(databases)('the outbox, on the %s database', (kind) => {
  let database: Database;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ database, remove } = await openedDatabase(kind));
  }, 60_000);
  afterAll(() => remove());

  const faults: unknown[] = [];
  let clock: number;
  let given: string[];
  let deliver: Deliverer['deliver'];
  afterEach(() => expect(faults).toEqual([]));
  const outbox = () =>
    new Outbox({
      letters: new StoredLetters(database),
      deliverers: new Map([['directline', { retry: patient, deliver: (batch: Batch) => deliver(batch) }]]),
      now: () => new Date(clock),
      onFault: (fault) => faults.push(fault),
    });
  const due = async (conversation: string, seqs: number[]) => {
    const rows = seqs.map(
      (seq): ActivityRow => ({
        conversation,
        seq,
        id: `${conversation}|${seq}`,
        role: 'bot',
        type: 'message',
        activity: '{}',
        at: clock,
      }),
    );
    await database.write.insertInto('activities').values(rows).execute();
    await database.write
      .insertInto('outbox')
      .values(
        seqs.map((seq) => ({
          conversation,
          channel: conversation.split('/')[0]!,
          seq,
          attempts: 0,
          due_at: clock,
          error: null,
          dead_at: null,
        })),
      )
      .execute();
    return rows;
  };
  const dead = () => deadLetters(database);
  const left = async () => (await database.read.selectFrom('outbox').select('seq').execute()).length;
  beforeEach(async () => {
    clock = Date.parse('2026-05-20T11:00:00Z');
    given = [];
    deliver = async ({ rows }) => void given.push(...rows.map(({ id }) => id));
    await database.write.deleteFrom('outbox').execute();
    await database.write.deleteFrom('activities').execute();
  });

  test('delivers what a replica that died left behind, in order, and forgets it', async () => {
    await due('directline/a', [1, 2, 3]);
    await due('directline/b', [1]);
    const sender = outbox();
    expect(await sender.sweep()).toBe(4);
    expect(given.filter((id) => id.startsWith('directline/a'))).toEqual([
      'directline/a|1',
      'directline/a|2',
      'directline/a|3',
    ]);
    await sender.stop();
    expect(await left()).toBe(0);
  });

  test('two that sweep at once claim each reply once', async () => {
    await due(
      'directline/a',
      Array.from({ length: 60 }, (_, n) => n + 1),
    );
    if (kind === 'embedded') return;
    const [one, two] = [outbox(), outbox()];
    await Promise.all([one.sweep(), two.sweep()]);
    expect(given.sort()).toEqual([...new Set(given)].sort());
    expect(given).toHaveLength(60);
  });

  test('tries again what fails, later each time, and gives it up after eight tries: listed, and sent again when asked', async () => {
    const rows = await due('directline/c', [1]);
    deliver = async () => {
      throw new TypeError('no line');
    };
    const sender = outbox();
    await sender.send('directline', { conversation: 'directline/c', rows });
    const waits: number[] = [];
    for (let tries = 1; tries < 8; tries++) {
      expect(await sender.sweep()).toBe(0);
      const [{ due_at }] = (await database.read.selectFrom('outbox').select('due_at').execute()) as [
        { due_at: number },
      ];
      waits.push(due_at - clock);
      clock = due_at;
      expect(await sender.sweep()).toBe(1);
    }
    expect(waits[6]!).toBeGreaterThan(waits[0]! * 50);
    clock += 365 * 24 * 3600_000;
    expect(await sender.sweep()).toBe(0);
    expect(await dead().list()).toEqual([
      { conversation: 'directline/c', seq: 1, attempts: 8, error: 'TypeError', deadAt: expect.any(Date) },
    ]);
    expect(await dead().revive(clock, 'directline/other')).toBe(0);
    expect(await dead().revive(clock)).toBe(1);
    deliver = async ({ rows: again }) => void given.push(...again.map(({ id }) => id));
    expect(await sender.sweep()).toBe(1);
    await sender.stop();
    expect([given, await left()]).toEqual([['directline/c|1'], 0]);
  });

  test('each is delivered by its own channel, and given up at once where nobody delivers for it', async () => {
    await due('directline/e', [1]);
    await due('attic/e', [1]);
    expect(await outbox().sweep()).toBe(2);
    expect(given).toEqual(['directline/e|1']);
    expect((await dead().list()).map(({ conversation }) => conversation)).toEqual(['attic/e']);
  });

  test('a deliverer is told which replica streams the conversation; of a batch found later nobody knows', async () => {
    const told: (string | null | undefined)[] = [];
    deliver = async ({ streamedBy }) => void told.push(streamedBy);
    const rows = await due('directline/f', [1]);
    await outbox().send('directline', { conversation: 'directline/f', rows, streamedBy: 'other' });
    await outbox().sweep();
    expect(told).toEqual(['other', undefined]);
  });

  test('what is refused for good is given up at once', async () => {
    const rows = await due('directline/d', [1, 2]);
    deliver = async () => {
      throw new Refused('gone');
    };
    await outbox().send('directline', { conversation: 'directline/d', rows });
    expect((await dead().list()).map(({ seq, attempts }) => [seq, attempts])).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });
});
