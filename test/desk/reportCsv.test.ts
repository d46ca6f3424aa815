import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { reportOf } from '../../src/cases/report.js';
import { reportCsv } from '../../src/desk/reportCsv.js';
import type { Report } from '../../src/desk/wire.js';

const empty: Report = reportOf([], { from: '2026-05-01T00:00:00Z', to: '2026-06-01T00:00:00Z', timeZone: 'UTC' });
const read = (csv: string): string[][] => parse(csv, { relaxColumnCount: true, skipEmptyLines: true });

test('the figures, the days, the verdicts', () => {
  const csv = reportCsv({
    ...{ ...empty, opened: 3, reasons: { asked: 2, 'mis-issued': 1 }, waiting: { median: 60, p90: null } },
    days: [{ day: '2026-05-20', opened: 3, resolved: 0, medianWait: 60 }],
    overridden: [{ case: 'C-1', machine: null, agent: 'b', reason: 'seen, "really"\nyes', at: '2026-05-20T10:00:00Z' }],
  });
  const rows = read(csv);
  expect(rows).toEqual(
    expect.arrayContaining([
      ['figure', 'value'],
      ['opened', '3'],
      ['waiting, median (s)', '60'],
      ['waiting, nine of ten within (s)', ''],
      ['opened because: mis-issued', '1'],
      ['day', 'opened', 'resolved', 'wait, median (s)'],
      ['2026-05-20', '3', '0', '60'],
      ['C-1', '', 'b', 'seen, "really"\nyes', '2026-05-20T10:00:00Z'],
    ]),
  );
  expect(csv.split('\r\n\r\n')).toHaveLength(3);
});

test('no cell begins as a formula does, whatever an agent or the knowledge wrote', () => {
  const nasty = fc
    .tuple(
      fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', '\0', '\n', ' =', '"', '",=', '\r\n=', '＝'),
      fc.string(),
    )
    .map(([start, rest]) => `${start}${rest}`);
  fc.assert(
    fc.property(fc.array(fc.tuple(nasty, nasty, nasty, nasty)), nasty, nasty, (texts, name, day) => {
      const overridden = texts.map(([id, machine, agent, reason]) => ({
        case: id,
        machine,
        agent,
        reason,
        at: reason,
      }));
      const days = [{ day, opened: 0, resolved: 0, medianWait: null }];
      const rows = read(reportCsv({ ...empty, overridden, days, reasons: { [name]: 1 }, from: name, to: day }));
      for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@\t\r\0＝＋－＠]/);
      // Nothing is lost but for the sign in front.
      const [last] = texts.slice(-1);
      if (last)
        expect(rows.at(-1)!.map((cell) => cell.replace(/^'/, ''))).toEqual(
          [...last, last[3]].map((cell) => cell.replace(/^'/, '')),
        );
    }),
  );
});
