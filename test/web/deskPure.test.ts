import fc from 'fast-check';
import { type Act, act, isRefused } from '../../src/cases/acts.js';
import { statuses } from '../../src/cases/case.js';
import { type ActName, whyNot } from '../../src/web/desk/may.js';
import { lastDays, problemOf } from '../../src/web/desk/period.js';
import { belongs, inOrder, type Sought } from '../../src/web/desk/tabs.js';
import { lasting, measured, timesIn } from '../../src/web/desk/times.js';
import { linesOf } from '../../src/web/desk/transcriptLines.js';
import { deskCase } from './deskCase.js';
import { demoCases } from './deskCases.js';
import { anna, bob, knowledge } from './deskKnowledge.js';
import { lineOf } from './deskViews.js';

const acts: Record<ActName, Act> = {
  claim: { do: 'claim' },
  release: { do: 'release' },
  reply: { do: 'reply', text: 'hello' },
  note: { do: 'note', text: 'hello' },
  verdict: { do: 'verdict', outcome: 'free-replacement', reason: 'because' },
  ask: { do: 'ask', fact: 'lossDate' },
  hold: { do: 'hold', reason: '' },
  transfer: { do: 'transfer', to: { group: 'Billing' } },
  resolve: { do: 'resolve', reason: 'done' },
  return: { do: 'return' },
};

test('a button is off exactly where the case would refuse its act', () => {
  const names = Object.keys(acts) as ActName[];
  fc.assert(
    fc.property(
      fc.constantFrom(...statuses),
      fc.constantFrom(null, anna, bob),
      fc.boolean(),
      fc.constantFrom(...names),
      (status, agent, supervises, name) => {
        const held = status === 'assigned' || status === 'with-customer' || status === 'on-hold';
        fc.pre(held ? agent !== null : status === 'resolved' || agent === null);
        const at = '2026-11-28T10:00:00.000Z';
        const open = { ...demoCases(Date.parse(at))[0]!.case, status, agent };
        const refused = isRefused(act(open, acts[name], { by: anna, supervises, at }, knowledge));
        const roles = supervises ? ['agent' as const, 'supervisor' as const] : ['agent' as const];
        const why = whyNot(name, open, { id: anna.id, roles });
        // What would change nothing is off as well.
        const idle = (name === 'claim' && agent?.id === anna.id) || (name === 'hold' && status === 'on-hold');
        if (!idle) expect([name, why !== null]).toEqual([name, refused]);
      },
    ),
  );
});

test.each([
  [0, '< 1 min'],
  [59, '< 1 min'],
  [60, '1 min'],
  [3_599, '59 min'],
  [3_600, '1 h'],
  [4_320, '1 h 12 min'],
  [86_400, '1 day'],
  [93_600, '1 day 2 h'],
  [400_000, '4 days'],
  [-5, '< 1 min'],
])('%i s last %s', (seconds, said) => {
  expect(lasting(seconds)).toBe(said);
});

test.each([
  [null, '–'],
  [12.4, '12 s'],
  [312, '5 min'],
])('%s s are measured as %s', (seconds, said) => {
  expect(measured(seconds)).toBe(said);
});

describe('times are those of the desk', () => {
  const times = timesIn('Europe/London');
  const now = Date.parse('2026-07-02T22:59:00Z');

  test.each([
    ['2026-07-02T22:59:00Z', '23:59'],
    ['2026-12-02T22:59:00Z', '22:59'],
  ])('%s is %s by its clock', (at, clock) => {
    expect(times.clock(at)).toBe(clock);
  });

  test.each([
    ['2026-07-02T08:00:00Z', 'Today'],
    ['2026-07-01T22:59:59Z', 'Yesterday'],
    ['2026-07-01T23:00:00Z', 'Today'],
    ['2026-06-26T12:00:00Z', 'Friday 26 June'],
    ['2025-06-26T12:00:00Z', 'Thursday 26 June 2025'],
  ])('%s is on %s', (at, day) => {
    // Editions of Unicode's data differ in their commas.
    expect(times.day(at, now).replace(',', '')).toBe(day);
  });

  test('the exact time names the day, the second and the zone', () => {
    expect(times.exact('2026-07-02T22:59:07Z')).toMatch(/^Thursday,? 2 July 2026(,| at) 23:59:07 BST$/);
  });

  test('a zone that nobody knows is taken as UTC', () => {
    expect(timesIn('Mars/Olympus').clock('2026-07-02T22:59:00Z')).toBe('22:59');
  });
});

describe('the queue', () => {
  const lines = demoCases(Date.parse('2026-11-28T10:00:00.000Z')).map(lineOf);
  const sought = (changes: Partial<Sought>): Sought => ({ tab: 'all', q: '', status: '', owner: '', ...changes });
  const ids = (changes: Partial<Sought>) =>
    inOrder(lines.filter((line) => belongs(line, sought(changes), anna.id))).map(({ id }) => id);

  test('urgent ones come first, then those that have waited longest', () => {
    expect(ids({ tab: 'waiting' })).toEqual(['C-9XW4PD', 'C-2HJ6ZN', 'C-4BD9LQ', 'C-7KQ2MX']);
  });

  test.each<[Partial<Sought>, string[]]>([
    [{ tab: 'mine' }, ['C-6TN3YB', 'C-8VC5RK']],
    [{ tab: 'assigned' }, ['C-6TN3YB', 'C-3MP7GS']],
    [{ tab: 'onHold' }, ['C-8VC5RK']],
    [{ tab: 'all', status: 'closed' }, ['C-5RT8WA']],
    [{ tab: 'all', owner: bob.id }, ['C-3MP7GS', 'C-5RT8WA']],
    [{ tab: 'all', owner: 'none' }, ['C-9XW4PD', 'C-2HJ6ZN', 'C-4BD9LQ', 'C-7KQ2MX']],
    // A search looks through all cases, whatever tab was open.
    [{ tab: 'onHold', q: 'joe', status: 'waiting' }, ['C-9XW4PD', 'C-2HJ6ZN', 'C-4BD9LQ', 'C-7KQ2MX']],
  ])('%j are %j', (changes, found) => {
    expect(ids(changes)).toEqual(found);
  });
});

describe('the transcript', () => {
  const now = Date.parse('2026-11-28T10:00:00.000Z');
  const made = deskCase(
    {
      ...{ id: 'C-1', reason: 'asked', since: 3_000 },
      said: [
        ['user', 'yesterday', 1_500],
        ['user', 'today', 20],
        ['user', 'at once', 19],
        ['bot', 'an answer', 19],
        ['user', 'later', 5],
      ],
      history: [[{ kind: 'agent', ...bob }, 'note', 'waiting', 10, 'a note']],
    },
    now,
  );
  const history = made.history.map(({ by, ...line }) => ({
    ...line,
    by: { kind: by.kind, name: 'name' in by ? by.name : null },
  }));
  const lines = linesOf({ transcript: made.said, history }, timesIn('Europe/London'));

  test('notes stand between what was said before and after them', () => {
    expect(lines.map(({ text }) => text)).toEqual(['yesterday', 'today', 'at once', 'an answer', 'a note', 'later']);
  });

  test('each day is said once, and who goes on is not named again', () => {
    expect(lines.map(({ newDay }) => newDay)).toEqual([true, true, false, false, false, false]);
    expect(lines.map(({ goesOn }) => goesOn)).toEqual([false, false, true, false, false, false]);
  });
});

describe('a period', () => {
  test('of 30 days ends today and counts both ends', () => {
    expect(lastDays(30, '2026-03-01')).toEqual({ from: '2026-01-31', to: '2026-03-01' });
  });

  test.each([
    [{ from: '2026-03-01', to: '2026-03-01' }, null],
    [{ from: '2026-03-02', to: '2026-03-01' }, 'The first day is after the last.'],
    [{ from: '', to: '2026-03-01' }, 'Please give both days.'],
  ])('%j: %s', (period, problem) => {
    expect(problemOf(period)).toBe(problem);
  });
});
