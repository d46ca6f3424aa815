import type { Report } from './wire.js';

type Cell = string | number | null;

/**
 * A report as CSV (RFC 4180), for spreadsheets: the figures, the days and the verdicts that were overridden, with an
 * empty line between them. No cell is taken for a formula.
 */
export function reportCsv(report: Report): string {
  const { from, to, opened, resolved, waiting, firstResponse, resolution, verdicts, satisfaction } = report;
  const figures: Cell[][] = [
    ['figure', 'value'],
    ...[['from', from] as const, ['to', to] as const].map((row) => [...row]),
    ['opened', opened],
    ['resolved', resolved],
    ...Object.entries({ waiting, 'first response': firstResponse, resolution }).flatMap(([name, { median, p90 }]) => [
      [`${name}, median (s)`, median],
      [`${name}, nine of ten within (s)`, p90],
    ]),
    ['verdicts confirmed', verdicts.confirmed],
    ['verdicts overridden', verdicts.overridden],
    ['rated good', satisfaction.good],
    ['rated bad', satisfaction.bad],
    ...Object.entries(report.reasons).map(([reason, count]) => [`opened because: ${reason}`, count]),
  ];
  const days: Cell[][] = [
    ['day', 'opened', 'resolved', 'wait, median (s)'],
    ...report.days.map(({ day, medianWait, ...counts }) => [day, counts.opened, counts.resolved, medianWait]),
  ];
  const overridden: Cell[][] = [
    ['case', 'assistant said', 'agent decided', 'why', 'when'],
    ...report.overridden.map(({ case: id, machine, agent, reason, at }) => [id, machine, agent, reason, at]),
  ];
  return [figures, days, overridden].map(tableOf).join('\r\n');
}

const tableOf = (rows: readonly Cell[][]) => rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');

/** What spreadsheets take for a formula, or drop before they look for one (OWASP ASVS 5, 1.2.10). */
const DANGEROUS = /^[=+\-@\t\r\n\0\s＝＋－＠]/;

/** Quoted always; an apostrophe before what could be a formula makes it text. */
function cellOf(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const text = cell ?? '';
  return `"${(DANGEROUS.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
