import { type Counted, reportOf } from '../../src/cases/report.js';

const period = { from: '2026-05-19T23:00:00Z', to: '2026-05-23T23:00:00Z', timeZone: 'Europe/London' };
const at = (time: string) => Date.parse(`2026-05-${time}:00Z`);
const took = (what: 'claimed' | 'answered' | 'resolved', ...seconds: number[]): Counted[] =>
  seconds.map((each, index) => ({ what, at: at('20T10:00') + index, case: `C-${index}`, took: each * 1000 }));

test('of nothing there is nothing to say', () =>
  expect(reportOf([], { ...period, to: period.from })).toEqual({
    ...{ from: period.from, to: period.from, opened: 0, resolved: 0, reasons: {}, overridden: [] },
    ...{ waiting: { median: null, p90: null }, firstResponse: { median: null, p90: null } },
    resolution: { median: null, p90: null },
    days: [{ day: '2026-05-20', opened: 0, resolved: 0, medianWait: null }],
    ...{ verdicts: { confirmed: 0, overridden: 0 }, satisfaction: { good: 0, bad: 0 } },
  }));

test.each<[seconds: number[], median: number, p90: number]>([
  [[7], 7, 7],
  [[1, 3], 2, 3],
  [[9, 1, 5], 5, 9],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 100], 6, 9],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100], 6, 10],
  // Another machine's clock may be behind.
  [[-5], 0, 0],
])('of %j the middle one, and what nine of ten stay within', (seconds, median, p90) => {
  const report = reportOf([...took('claimed', ...seconds), ...took('answered', 1), ...took('resolved', 2)], period);
  expect(report.waiting).toEqual({ median, p90 });
  expect([report.firstResponse.median, report.resolution.median]).toEqual([1, 2]);
});

test('days are the desk’s, without gaps', () => {
  const counted: Counted[] = [
    { what: 'opened', at: at('20T22:59'), case: 'C-1', reason: 'asked' },
    { what: 'opened', at: at('20T23:00'), case: 'C-2', reason: 'decided' },
    { what: 'opened', at: at('23T10:00'), case: 'C-3', reason: 'asked' },
    { what: 'claimed', at: at('21T10:00'), case: 'C-1', took: 60_000 },
    { what: 'claimed', at: at('21T11:00'), case: 'C-2', took: 20_000 },
    { what: 'resolved', at: at('23T12:00'), case: 'C-1', took: 100_000 },
  ];
  expect(reportOf(counted, period)).toMatchObject({
    days: [
      { day: '2026-05-20', opened: 1, resolved: 0, medianWait: null },
      { day: '2026-05-21', opened: 1, resolved: 0, medianWait: 40 },
      { day: '2026-05-22', opened: 0, resolved: 0, medianWait: null },
      { day: '2026-05-23', opened: 1, resolved: 1, medianWait: null },
    ],
    reasons: { asked: 2, decided: 1 },
  });
});

test('a verdict is confirmed or overridden, and it is said why', () => {
  const verdict = (id: string, machine: string | null, agent: string): Counted => ({
    ...{ what: 'verdict', at: at('20T10:00'), case: id, machine, agent, reason: `for ${id}` },
  });
  const counted = [verdict('C-1', 'a', 'a'), verdict('C-2', 'a', 'b'), verdict('C-3', null, 'b')];
  expect(reportOf(counted, period)).toMatchObject({
    verdicts: { confirmed: 1, overridden: 2 },
    overridden: [
      { case: 'C-2', machine: 'a', agent: 'b', reason: 'for C-2', at: '2026-05-20T10:00:00.000Z' },
      { case: 'C-3', machine: null, agent: 'b', reason: 'for C-3', at: '2026-05-20T10:00:00.000Z' },
    ],
  });
});
