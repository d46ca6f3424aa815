import { act, isRefused } from '../../src/cases/acts.js';
import { openCase } from '../../src/cases/case.js';
import { typicalWait } from '../../src/cases/typicalWait.js';
import { DeskWatch } from '../../src/desk/deskWatch.js';
import { weekdays } from '../../src/knowledge/desk.js';
import type { Database } from '../../src/storage/database.js';
import { StoredCases } from '../../src/storage/storedCases.js';
import { openedDatabase } from '../openedDatabase.js';
import { databases } from '../openedService.js';

const always = { hours: [], holidays: [], timeZone: 'Europe/London' };
const office = { ...always, hours: [{ days: weekdays.slice(0, 5), from: '09:00', to: '17:00' }] };
const wait = (from: string, to: string) => ({ from: `2026-05-${from}:00Z`, to: `2026-05-${to}:00Z` });

test.each([
  ['too few say nothing', [wait('20T10:00', '20T10:05'), wait('20T10:00', '20T10:05')], null, null],
  ['the middle one', [wait('20T10:00', '20T10:05'), wait('20T10:00', '20T10:07'), wait('20T10:00', '20T12:00')], 7, 7],
  [
    'between two in the middle',
    [
      wait('20T10:00', '20T10:05'),
      wait('20T10:00', '20T10:07'),
      wait('20T10:00', '20T10:02'),
      wait('20T10:00', '20T12:00'),
    ],
    ...[6, 6],
  ],
  [
    'a night counts where nobody says when it is open',
    [wait('19T15:50', '20T08:10'), wait('19T15:50', '20T08:10'), wait('19T15:50', '20T08:10')],
    ...[980, 20],
  ],
])('a typical wait: %s', (_, waits, plain, withinHours) => {
  expect(typicalWait(waits, always)).toBe(plain);
  expect(typicalWait(waits, office)).toBe(withinHours);
});

describe.each(databases)('how things are at the desk, on the %s database', (kind) => {
  let database: Database;
  let remove: () => Promise<void>;
  let now: Date;
  beforeAll(async () => {
    ({ database, remove } = await openedDatabase(kind));
  }, 60_000);
  afterAll(() => remove());

  const limits = {
    waiting: 1,
    unclaimed: 1,
    firstAnswer: 1,
    answer: 1,
    customerQuiet: 1,
    onHold: 1,
    returned: 1,
    resolved: 1,
  };
  const forTeams = { notePrefix: 'note:', answersForAll: false };
  const knowledge = {
    ...always,
    ...forTeams,
    limits,
    groups: [],
    canned: [],
    name: '',
    says: {},
    outcomes: [],
    facts: [],
  };
  let made = 0;
  /** A case opened then, and claimed after so many minutes. */
  const kept = async (openedAt: string, ...claimed: number[]) => {
    const id = `C-${++made}`;
    const store = new StoredCases(database.write);
    let open = openCase(null, { reason: 'asked', facts: {}, outcome: null }, { id, at: openedAt });
    const opened = {
      at: openedAt,
      by: { kind: 'bot' as const },
      what: 'opened' as const,
      from: null,
      to: open.status,
      note: null,
    };
    await store.keep(`directline/${id}`, { case: open, history: [opened] });
    for (const minutes of claimed) {
      const at = new Date(Date.parse(openedAt) + minutes * 60_000).toISOString();
      const acting = { by: { id: 'anna', name: 'Anna' }, supervises: false, at };
      const what = open.agent ? ({ do: 'release' } as const) : ({ do: 'claim' } as const);
      const done = act(open, what, acting, knowledge);
      if (isRefused(done)) throw new Error(done.code);
      open = done.case;
      await store.keep(`directline/${id}`, done);
    }
  };

  test('is looked up beside the turns, which ask for nothing', async () => {
    now = new Date('2026-05-20T11:00:00Z');
    let available = 0;
    const watch = new DeskWatch({
      ...{ database, available: () => available, calendar: () => always, now: () => now },
      onFault: (fault) => expect(fault).toBeUndefined(),
    });
    expect(watch.now()).toEqual({ available: 0, waiting: 0, typicalWait: null });
    await kept('2026-05-20T10:00:00.000Z', 4);
    await kept('2026-05-20T10:00:00.000Z', 6);
    await kept('2026-05-20T10:00:00.000Z');
    await watch.look();
    expect(watch.now()).toEqual({ available: 0, waiting: 1, typicalWait: null });
    // Released and claimed again: the customer waited once.
    await kept('2026-05-20T10:00:00.000Z', 10, 20, 50);
    available = 2;
    await watch.look();
    expect(watch.now()).toEqual({ available: 2, waiting: 1, typicalWait: 6 });
    for (let index = 0; index < 20; index++) await kept('2026-05-20T10:10:00.000Z', 40);
    await watch.look();
    expect(watch.now()).toEqual({ available: 2, waiting: 1, typicalWait: 40 });
    now = new Date('2026-07-20T11:00:00Z');
    await watch.look();
    expect(watch.now().typicalWait).toBeNull();
    await watch.stop();
  });
});
