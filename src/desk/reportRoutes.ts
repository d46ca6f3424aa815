import { z } from 'zod';
import type { CaseKnowledge } from '../cases/caseKnowledge.js';
import { dayBegins } from '../cases/localTime.js';
import { reportOf } from '../cases/report.js';
import { badArgument } from '../refusal.js';
import { countedIn } from '../storage/caseReports.js';
import type { Database } from '../storage/database.js';
import { reportCsv } from './reportCsv.js';
import type { DeskCall, DeskRoute } from './route.js';
import { type Report, report } from './wire.js';

interface Parts {
  database: Database;
  knowledge(): CaseKnowledge;
  now(): Date;
}

/** Longer ones are many reports. */
const LONGEST_MS = 5 * 366 * 24 * 3600_000;
const DAY_MS = 24 * 3600_000;

const moment = z.union(
  [z.iso.date(), z.iso.datetime({ offset: true })],
  'must be a day such as 2026-11-28, or a timestamp',
);
const period = z.object({
  from: moment.optional().meta({ description: 'the first day, or a moment; 30 days before the end where not said' }),
  to: moment.optional().meta({ description: "the last day (the desk's clock), or the moment of the end; else now" }),
});

/** When a day begins, `days` later, or the moment itself (ms). */
function momentOf(said: string, timeZone: string, days = 0): number {
  if (said.includes('T')) return Date.parse(said);
  const day = new Date(Date.parse(said) + days * DAY_MS).toISOString().slice(0, 10);
  return dayBegins(day, timeZone);
}

/** Figures of a period, for supervisors. */
export function reportRoutes(parts: Parts): DeskRoute[] {
  const asked = async ({ query }: DeskCall): Promise<Report> => {
    const read = period.safeParse(query);
    if (!read.success)
      throw badArgument(read.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`).join('; '));
    const { timeZone } = parts.knowledge();
    const to = read.data.to === undefined ? parts.now().getTime() : momentOf(read.data.to, timeZone, 1);
    const from = read.data.from === undefined ? to - 30 * DAY_MS : momentOf(read.data.from, timeZone);
    if (from >= to) throw badArgument('from: must be before to');
    if (to - from > LONGEST_MS) throw badArgument('from: a report spans at most five years');
    const counted = await countedIn(parts.database, from, to);
    return reportOf(counted, { from: new Date(from).toISOString(), to: new Date(to).toISOString(), timeZone });
  };
  const csv = (made: Report) => ({
    ...{ status: 200, body: reportCsv(made) },
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="certdesk-${made.from.slice(0, 10)}-${made.to.slice(0, 10)}.csv"`,
    },
  });
  return [
    {
      method: 'get',
      path: '/desk/api/reports',
      may: ['supervisor'],
      api: {
        ...{ id: 'readReport', answers: report, query: period },
        summary: 'Read the figures of a period; as CSV where that is what is accepted',
      },
      answer: async (call: DeskCall) => {
        const made = await asked(call);
        return /^text\/csv\b/.test(call.accept ?? '') ? csv(made) : { status: 200, body: made };
      },
    },
    {
      method: 'get',
      path: '/desk/api/reports.csv',
      may: ['supervisor'],
      api: {
        id: 'readReportAsCsv',
        summary: 'Read the figures of a period as CSV',
        answers: z.string(),
        query: period,
      },
      answer: async (call: DeskCall) => csv(await asked(call)),
    },
  ];
}
