import { join } from 'node:path';
import { openMatching } from '../../src/assistant.js';
import { envelope } from '../../src/channels/channel.js';
import { CaseTimers } from '../../src/desk/caseTimers.js';
import { editionHere } from '../../src/editionHere.js';
import type { Database } from '../../src/storage/database.js';
import { StoredDesk } from '../../src/storage/storedDesk.js';
import { StoredTurns } from '../../src/storage/storedTurns.js';
import { type Edition, oneEdition } from '../../src/turn/editions.js';
import { ownerInRow } from '../../src/turn/owner.js';
import { Turns } from '../../src/turn/turns.js';
import { openedDatabase } from '../openedDatabase.js';
import { databases } from '../openedService.js';

describe.each(databases)('timers of cases, on the %s database', (kind) => {
  let database: Database;
  let remove: () => Promise<void>;
  let edition: Edition;
  let now: Date;
  let faults: unknown[];
  let made = 0;
  beforeAll(async () => {
    ({ database, remove } = await openedDatabase(kind));
    edition = editionHere(await openMatching(join(__dirname, '..', '..', 'knowledge')), (bot) => bot);
  }, 60_000);
  afterAll(() => remove());
  beforeEach(async () => {
    for (const table of ['conversations', 'activities', 'inbox', 'outbox', 'cases', 'case_history'] as const)
      await database.write.deleteFrom(table).execute();
    now = new Date('2026-05-20T11:00:00Z');
    faults = [];
  });

  const turnsOf = () =>
    new Turns({
      ...{ now: () => now, ownerOf: ownerInRow, inTimeMs: null, newCaseId: () => `C-${++made}` },
      ...{ editions: oneEdition(edition), store: new StoredTurns(database), committed: () => undefined },
      onBotFault: (fault) => expect(fault).toBeUndefined(),
      limits: { each: 100, all: 1000 },
    });
  const timersOf = (turns: Pick<Turns, 'act'>) =>
    new CaseTimers({ desk: new StoredDesk(database), turns, now: () => now, onFault: (fault) => faults.push(fault) });
  const waits = async (turns: Turns, id: string) => {
    const activity = {
      ...envelope('directline', { userId: id, conversationId: id }, now),
      ...{ type: 'message', text: 'talk to a person' },
    };
    await turns.run({ conversation: `directline/${id}`, userId: id, sourceId: null, begins: true, activity });
  };
  const later = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000);
  };
  const histories = async () => {
    const rows = await database.read.selectFrom('case_history').selectAll().orderBy('case_id').orderBy('seq').execute();
    return rows.map(({ what }) => what);
  };

  test('of two replicas that look at once, each case is moved on by one', async () => {
    const [one, two] = [turnsOf(), turnsOf()];
    for (let index = 0; index < 8; index++) await waits(one, `c${index}`);
    const timers = [timersOf(one), timersOf(two)];
    await Promise.all(timers.map((each) => each.look()));
    expect(await histories()).toEqual(Array.from({ length: 8 }, () => 'opened'));
    later(15);
    await Promise.all(timers.map((each) => each.look()));
    await Promise.all(timers.map((each) => each.look()));
    expect(await histories()).toEqual(Array.from({ length: 8 }, () => ['opened', 'waits-long']).flat());
    const told = await database.read.selectFrom('activities').select('id').where('role', '=', 'system').execute();
    expect(told.length).toBe(16); // with handoff.initiate
    expect(faults).toEqual([]);
  }, 30_000);

  test('a case that nothing can be done about is told once and keeps nobody else waiting', async () => {
    const turns = turnsOf();
    for (let index = 0; index < 3; index++) await waits(turns, `c${index}`);
    later(15);
    await database.write.deleteFrom('conversations').where('key', '=', 'directline/c0').execute();
    const timers = timersOf(turns);
    for (let look = 0; look < 3; look++) await timers.look();
    expect((await histories()).filter((what) => what === 'waits-long')).toHaveLength(2);
  });

  test('a fault is told, and rests', async () => {
    const turns = turnsOf();
    for (let index = 0; index < 3; index++) await waits(turns, `c${index}`);
    later(15);
    let tries = 0;
    const timers = timersOf({
      act: async () => {
        tries += 1;
        throw new Error('no database');
      },
    });
    await timers.look();
    await timers.look();
    expect([tries, faults.length]).toEqual([3, 1]);
  });

  test('stopped it looks at nothing more', async () => {
    const turns = turnsOf();
    await waits(turns, 'c');
    later(15);
    const timers = timersOf(turns);
    timers.start();
    await timers.stop();
    await timers.look();
    expect(await histories()).toEqual(['opened']);
  });
});
