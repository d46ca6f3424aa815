import { patient, Refused } from '../../src/delivery/deliverer.js';
import type { Notice } from '../../src/delivery/notice.js';
import { NoticeSender, type Sender } from '../../src/delivery/noticeSender.js';
import type { Database } from '../../src/storage/database.js';
import { deadNotices } from '../../src/storage/storedGivenUp.js';
import { insertNotices, StoredNotices } from '../../src/storage/storedNotices.js';
import { openedDatabase } from '../openedDatabase.js';
import { databases } from '../openedService.js';

describe.each(databases)('notices, on the %s database', (kind) => {
  let database: Database;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ database, remove } = await openedDatabase(kind));
  }, 60_000);
  afterAll(() => remove());

  let clock: number;
  let sent: string[];
  let send: Sender['send'];
  const faults: unknown[] = [];
  beforeEach(async () => {
    clock = Date.parse('2026-05-20T11:00:00Z');
    sent = [];
    send = async ({ id }) => void sent.push(id);
    await database.write.deleteFrom('notices').execute();
  });
  afterEach(() => expect(faults).toEqual([]));

  const sender = () =>
    new NoticeSender({
      notices: new StoredNotices(database),
      senders: {
        webhook: {
          ...{ retry: patient, receiverOf: ({ body }) => (body as { to: string }).to },
          send: (notice, ending) => send(notice, ending),
        },
      },
      now: () => new Date(clock),
      onFault: (fault) => faults.push(fault),
    });
  const notice = (id: string, to = 'a', dueAt = clock): Notice => ({ id, kind: 'webhook', body: { to }, dueAt });
  const sweep = async (worker: NoticeSender) => {
    const claimed = await worker.sweep();
    await worker.idle();
    return claimed;
  };
  const left = async () => database.read.selectFrom('notices').selectAll().orderBy('id').execute();

  test('what is due is sent once and forgotten; the same id is noted once', async () => {
    await insertNotices(database.write, [notice('one'), notice('later', 'a', clock + 120_000)]);
    await insertNotices(database.write, [notice('one'), notice('two')]);
    const worker = sender();
    expect(await sweep(worker)).toBe(2);
    expect(sent.sort()).toEqual(['one', 'two']);
    clock += 120_000;
    expect(await sweep(worker)).toBe(1);
    expect(await left()).toEqual([]);
    await worker.stop();
  });

  test('two replicas that look at once send each once', async () => {
    await insertNotices(
      database.write,
      Array.from({ length: 90 }, (_, at) => notice(`n${at}`, `to${at}`)),
    );
    await Promise.all([sweep(sender()), sweep(sender())]);
    expect(new Set(sent).size).toBe(90);
    expect(sent).toHaveLength(90);
  });

  test('what fails is tried again, later each time, and given up after eight tries: listed, and sent when asked', async () => {
    await insertNotices(database.write, [notice('one')]);
    send = async () => {
      throw new TypeError('no line');
    };
    const worker = sender();
    const waits: number[] = [];
    for (let tries = 0; tries < 8; tries++) {
      expect(await sweep(worker)).toBe(1);
      expect(await sweep(worker)).toBe(0);
      const [row] = await left();
      waits.push(Number(row!.due_at) - clock);
      clock = Math.max(clock, Number(row!.due_at));
    }
    expect(waits[6]!).toBeGreaterThan(waits[0]! * 50);
    clock += 365 * 24 * 3600_000;
    expect(await sweep(worker)).toBe(0);
    const dead = deadNotices(database);
    expect(await dead.list()).toEqual([
      { notice: 'one', kind: 'webhook', attempts: 8, error: 'TypeError', deadAt: expect.any(Date) },
    ]);
    expect([await dead.count(), await dead.revive(clock, 'other'), await dead.revive(clock)]).toEqual([1, 0, 1]);
    send = async ({ id }) => void sent.push(id);
    expect(await sweep(worker)).toBe(1);
    expect([sent, await left()]).toEqual([['one'], []]);
  });

  test('what is refused for good, or has no sender, is not tried again', async () => {
    await insertNotices(database.write, [notice('one'), { ...notice('two'), kind: 'mail' }]);
    send = async () => {
      throw new Refused('never');
    };
    await sweep(sender());
    expect((await left()).map(({ id, attempts, dead_at }) => [id, attempts, Number(dead_at)])).toEqual([
      ['one', 1, clock],
      ['two', 1, clock],
    ]);
  });

  test('a receiver that hangs holds nobody else up', async () => {
    const hangs = Array.from({ length: 120 }, (_, at) => notice(`hangs${at}`, 'hangs', clock - 1000));
    await insertNotices(database.write, [...hangs, notice('other', 'b')]);
    const going: (() => void)[] = [];
    send = ({ id, body }) =>
      (body as { to: string }).to === 'hangs'
        ? new Promise((go) => going.push(go))
        : Promise.resolve(void sent.push(id));
    const worker = sender();
    await worker.sweep();
    await worker.sweep();
    await new Promise((soon) => setTimeout(soon, 50));
    expect([sent, going.length]).toEqual([['other'], 4]);
    // Those that were put off were not tried.
    expect((await left()).filter(({ attempts }) => attempts > 0)).toEqual([]);
    for (const go of going) go();
    await worker.idle();
    expect(await left()).toHaveLength(116);
  });

  test('a stop breaks off what hangs, and the next start tries it anew', async () => {
    await insertNotices(database.write, [notice('one')]);
    send = (_, ending) => new Promise((_, fail) => ending.addEventListener('abort', () => fail(new Error('ending'))));
    const worker = sender();
    worker.start();
    await worker.sweep();
    await worker.stop();
    expect((await left())[0]).toMatchObject({ attempts: 0, dead_at: null });
    send = async ({ id }) => void sent.push(id);
    clock += 60_000;
    await sweep(sender());
    expect(sent).toEqual(['one']);
  });
});
