import { ConversationState, MemoryStorage, type Storage, TestAdapter } from 'botbuilder';
import { Outbox, Refused } from '../../src/delivery/outbox.js';
import { type Database, openDatabase, type Place } from '../../src/storage/database.js';
import { deadLetters, revive } from '../../src/storage/deadLetters.js';
import { keptKey } from '../../src/storage/keptKey.js';
import type { ActivityRow } from '../../src/storage/tables.js';
import { forgetUsed, useOnce } from '../../src/storage/usedOnce.js';
import { ConversationQueue, Overloaded } from '../../src/turn/conversationQueue.js';
import { ConversationStorage } from '../../src/turn/conversationStorage.js';
import { openedDatabase } from '../openedDatabase.js';
import { databases } from '../openedService.js';

const KEY = 'directline/conversations/abc/';

describe.each([...databases, 'the SDK in memory'] as const)("the SDK's storage, %s", (kind) => {
  let storage: Storage;
  let remove = async () => undefined as unknown;
  beforeAll(async () => {
    if (kind === 'the SDK in memory') storage = new MemoryStorage();
    else {
      const opened = await openedDatabase(kind);
      remove = opened.remove;
      storage = new ConversationStorage(opened.database, () => new Date());
    }
  }, 60_000);
  afterAll(() => remove());

  test('what was never written is absent', async () =>
    expect(await storage.read(['directline/conversations/nobody/'])).toEqual({}));

  test('what was written is read, with an eTag that changes with each write', async () => {
    await storage.write({ [KEY]: { facts: { a: 1 }, eTag: '*' } });
    const first = (await storage.read([KEY]))[KEY];
    expect(first).toMatchObject({ facts: { a: 1 }, eTag: expect.any(String) });
    await storage.write({ [KEY]: { facts: { a: 2 } } });
    const second = (await storage.read([KEY]))[KEY];
    expect(second.facts).toEqual({ a: 2 });
    expect(second.eTag).not.toBe(first.eTag);
  });

  test('of two who read the same, the second writer is refused and nothing of it is kept', async () => {
    const [mine, theirs] = [(await storage.read([KEY]))[KEY], (await storage.read([KEY]))[KEY]];
    await storage.write({ [KEY]: { ...theirs, by: 'them' } });
    await expect(storage.write({ [KEY]: { ...mine, by: 'me' } })).rejects.toThrow(/conflict|changed by somebody else/);
    expect((await storage.read([KEY]))[KEY].by).toBe('them');
  });

  test('deleted is absent, and can be written again', async () => {
    await storage.delete([KEY]);
    expect(await storage.read([KEY])).toEqual({});
    await storage.write({ [KEY]: { again: true, eTag: '*' } });
    expect((await storage.read([KEY]))[KEY]).toMatchObject({ again: true });
  });

  test("a conversation's state goes through it", async () => {
    const state = new ConversationState(storage);
    const count = state.createProperty<number>('count');
    const adapter = new TestAdapter(async (context) => {
      const now = (await count.get(context, 0)) + 1;
      await count.set(context, now);
      await state.saveChanges(context);
      await context.sendActivity(String(now));
    });
    await adapter.send('a').assertReply('1').send('b').assertReply('2').startTest();
  });
});

describe.each(databases)('on the %s database', (kind) => {
  let database: Database;
  let place: Place;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ database, place, remove } = await openedDatabase(kind));
  }, 60_000);
  afterAll(() => remove());

  test('two that start at once agree on the schema, and on a key that is made once', async () => {
    // A process waits for the embedded database's lock with all it does: there, one opens after the other.
    const opened =
      kind === 'embedded'
        ? [await openDatabase(place), await openDatabase(place)]
        : [1, 2, 3].map(() => openDatabase(place));
    const others = await Promise.all(opened);
    const folder = typeof place === 'object' && 'folder' in place ? place.folder : '';
    const keys = await Promise.all(others.map((other) => keptKey(other, folder, 'test')));
    expect(new Set(keys).size).toBe(1);
    expect(Buffer.from(keys[0]!, 'base64url')).toHaveLength(32);
    for (const other of others) await other.close();
  });

  test("only conversations' state is kept", async () => {
    const storage = new ConversationStorage(database, () => new Date());
    await expect(storage.read(['directline/users/abc/'])).rejects.toThrow('Only conversations');
  });

  test('an address is used once, and forgotten when it is worthless', async () => {
    const uses = await Promise.all(Array.from({ length: 8 }, () => useOnce(database, 'stream:x', 2000)));
    expect(uses.filter(Boolean)).toHaveLength(1);
    await forgetUsed(database, 3000);
    expect(await useOnce(database, 'stream:x', 5000)).toBe(true);
  });

  describe('the outbox', () => {
    const faults: unknown[] = [];
    let clock: number;
    let given: string[];
    let deliver: (conversation: string, rows: ActivityRow[]) => Promise<void>;
    afterEach(() => expect(faults).toEqual([]));
    const outbox = () =>
      new Outbox(
        database,
        (conversation, rows) => deliver(conversation, rows),
        () => new Date(clock),
        (fault) => faults.push(fault),
      );
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
        .values(seqs.map((seq) => ({ conversation, seq, attempts: 0, due_at: clock, error: null, dead_at: null })))
        .execute();
      return rows;
    };
    const left = async () => (await database.read.selectFrom('outbox').select('seq').execute()).length;
    beforeEach(async () => {
      clock = Date.parse('2026-05-20T11:00:00Z');
      given = [];
      deliver = async (_, rows) => void given.push(...rows.map(({ id }) => id));
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
      await sender.send('directline/c', rows);
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
      expect(await deadLetters(database)).toEqual([
        { conversation: 'directline/c', seq: 1, attempts: 8, error: 'TypeError', deadAt: expect.any(Date) },
      ]);
      expect(await revive(database, clock, 'directline/other')).toBe(0);
      expect(await revive(database, clock)).toBe(1);
      deliver = async (_, again) => void given.push(...again.map(({ id }) => id));
      expect(await sender.sweep()).toBe(1);
      await sender.stop();
      expect([given, await left()]).toEqual([['directline/c|1'], 0]);
    });

    test('what is refused for good is given up at once', async () => {
      const rows = await due('directline/d', [1, 2]);
      deliver = async () => {
        throw new Refused('gone');
      };
      await outbox().send('directline/d', rows);
      expect((await deadLetters(database)).map(({ seq, attempts }) => [seq, attempts])).toEqual([
        [1, 1],
        [2, 1],
      ]);
    });
  });
});

describe("a conversation's line", () => {
  test('runs one after another in the order of arrival, others beside it', async () => {
    const queue = new ConversationQueue({ each: 10, all: 20 });
    const order: string[] = [];
    const work = (name: string, ms: number) => async () => {
      order.push(`${name} begins`);
      await new Promise((later) => setTimeout(later, ms));
      order.push(`${name} ends`);
      if (name === 'a1') throw new Error('fault');
    };
    const runs = [queue.run('a', work('a1', 20)), queue.run('a', work('a2', 1)), queue.run('b', work('b1', 1))];
    const settled = await Promise.allSettled(runs);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(order).toEqual(['a1 begins', 'b1 begins', 'b1 ends', 'a1 ends', 'a2 begins', 'a2 ends']);
    expect(queue.size).toBe(0);
  });

  test('refuses at once what could not be served in time', async () => {
    const queue = new ConversationQueue({ each: 2, all: 3 });
    const slow = () => new Promise((later) => setTimeout(later, 20));
    const runs = [
      queue.run('a', slow),
      queue.run('a', slow),
      queue.run('a', slow),
      queue.run('b', slow),
      queue.run('c', slow),
    ];
    const settled = await Promise.allSettled(runs);
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
    ]);
    expect(
      settled
        .filter((one) => one.status === 'rejected')
        .every((one) => (one as PromiseRejectedResult).reason instanceof Overloaded),
    ).toBe(true);
  });
});
