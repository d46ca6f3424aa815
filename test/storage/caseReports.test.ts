import { type Act, act, isRefused } from '../../src/cases/acts.js';
import { openCase } from '../../src/cases/case.js';
import { reportOf } from '../../src/cases/report.js';
import { report as reportSchema } from '../../src/desk/wire.js';
import { countedIn } from '../../src/storage/caseReports.js';
import type { Database } from '../../src/storage/database.js';
import { StoredCases } from '../../src/storage/storedCases.js';
import { openedDatabase } from '../openedDatabase.js';
import { databases } from '../openedService.js';

const anna = { id: 'anna', name: 'Anna' };
const start = Date.parse('2026-05-20T10:00:00Z');
const iso = (minutes: number) => new Date(start + minutes * 60_000).toISOString();
const limits = {
  ...{ waiting: 1, unclaimed: 1, firstAnswer: 1, answer: 1, customerQuiet: 1, onHold: 1, returned: 1, resolved: 1 },
};
const knowledge = {
  ...{ limits, hours: [], holidays: [], groups: [], canned: [], name: '', timeZone: 'Europe/London', says: {} },
  ...{ notePrefix: 'note:', answersForAll: false },
  ...{ outcomes: ['a', 'b'].map((id) => ({ id, title: id })), facts: [] },
};

describe.each(databases)('what a report counts, on the %s database', (kind) => {
  let database: Database;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ database, remove } = await openedDatabase(kind));
  }, 60_000);
  afterAll(() => remove());
  beforeEach(async () => {
    for (const table of ['cases', 'case_history'] as const) await database.write.deleteFrom(table).execute();
  });

  /** A case opened in that minute, and what is done to it in which. */
  const kept = async (id: string, opened: number, ...acts: [minute: number, what: Act][]) => {
    const store = new StoredCases(database.write);
    let open = openCase(null, { reason: 'asked', facts: {}, outcome: 'a' }, { id, at: iso(opened) });
    const by = { kind: 'bot' as const };
    const entry = { at: iso(opened), by, what: 'opened' as const, from: null, to: open.status, note: 'asked' };
    await store.keep(`directline/${id}`, { case: open, history: [entry] });
    for (const [minute, what] of acts) {
      const done = act(open, what, { by: anna, supervises: false, at: iso(minute) }, knowledge);
      if (isRefused(done)) throw new Error(done.code);
      open = done.case;
      await store.keep(`directline/${id}`, done);
    }
  };
  const made = async (from: number, to: number) => {
    const counted = await countedIn(database, start + from * 60_000, start + to * 60_000);
    return reportOf(counted, { from: iso(from), to: iso(to), timeZone: 'Europe/London' });
  };

  test('is what happened in the period, once', async () => {
    await kept(
      'C-1',
      ...([0, [5, { do: 'claim' }], [6, { do: 'release' }], [8, { do: 'claim' }]] as const),
      ...([
        [10, { do: 'reply', text: 'x' }],
        [11, { do: 'reply', text: 'y' }],
      ] as [number, Act][]),
      ...([
        [12, { do: 'verdict', outcome: 'b', reason: 'no' }],
        [13, { do: 'verdict', outcome: 'b', reason: 'seen' }],
      ] as [number, Act][]),
      [20, { do: 'resolve', reason: 'told' }],
    );
    await kept('C-2', 1, [4, { do: 'reply', text: 'x' }], [9, { do: 'verdict', outcome: 'a', reason: '' }]);
    await kept('C-3', 100);
    const rated = { at: iso(30), by: { kind: 'customer' as const }, what: 'rated' as const, from: null, note: 'good' };
    const other = openCase(null, { reason: 'asked', facts: {}, outcome: null }, { id: 'C-4', at: iso(-60) });
    await new StoredCases(database.write).keep('directline/C-4', {
      case: other,
      history: [{ ...rated, to: 'resolved' }],
    });
    const report = await made(0, 60);
    expect(reportSchema.parse(report)).toEqual(report);
    expect(report).toMatchObject({
      ...{ opened: 2, resolved: 1, waiting: { median: 240, p90: 300 }, firstResponse: { median: 390, p90: 600 } },
      ...{ resolution: { median: 1200, p90: 1200 }, verdicts: { confirmed: 1, overridden: 1 } },
      overridden: [{ case: 'C-1', machine: 'a', agent: 'b', reason: 'seen', at: iso(13) }],
      satisfaction: { good: 1, bad: 0 },
      reasons: { asked: 2 },
    });
    expect(await made(0, 5)).toMatchObject({ opened: 2, resolved: 0, waiting: { median: 180, p90: 180 } });
    expect(await made(5, 6)).toMatchObject({ opened: 0, waiting: { median: 300, p90: 300 } });
    expect(await made(200, 300)).toMatchObject({ opened: 0, resolved: 0 });
  });

  test('is read page by page, lines of one moment among them', async () => {
    const row = { by_kind: 'bot', by_id: null, by_name: null, from_status: null, to_status: 'waiting', note: 'asked' };
    await kept('C-0', 0);
    const at = start + 60_000;
    const lines = Array.from({ length: 4100 }, (_, seq) => ({
      case_id: 'C-0',
      seq: seq + 10,
      at,
      what: 'opened',
      ...row,
    }));
    for (let from = 0; from < lines.length; from += 100)
      await database.write
        .insertInto('case_history')
        .values(lines.slice(from, from + 100))
        .execute();
    expect(await made(0, 60)).toMatchObject({ opened: 4101 });
  });
});
