import { z } from 'zod';
import { startOfDay } from '../cases/localTime.js';
import { reportOf } from '../cases/report.js';
import { badArgument } from '../refusal.js';
import { countedIn } from '../storage/caseReports.js';
import type { Database } from '../storage/database.js';
import { reportCsv } from './reportCsv.js';
import type { DeskAnswer, DeskCall, DeskRoute } from './route.js';
import { report } from './wire.js';

interface Parts {
  database: Database;
  knowledge(): { timeZone: string };
  now(): Date;
}

const DAY_MS = 24 * 3600_000;
/** What is reported where no period is named. */
const USUAL_DAYS = 30;
const MOST_DAYS = 3660;

const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })], 'must be a day such as 2026-05-20');
const asked = z.object({
  from: moment.optional().meta({ description: "the first day, by the desk's clock; or a timestamp" }),
  to: moment.optional().meta({ description: 'the last day; or a timestamp, which is no part of the period any more' }),
});

/** The figures of a period, for whoever leads the desk. */
export function reportRoutes(parts: Parts): DeskRoute[] {
  const row = { method: 'get', may: ['supervisor'] } as const;
  return [
    {
      ...{ ...row, path: '/desk/api/reports' },
      api: {
        id: 'report',
        summary: 'Read the figures of a period; with `Accept: text/csv` as CSV',
        ...{ answers: report, query: asked },
      },
      answer: (call: DeskCall) => answer(parts, call, /\btext\/csv\b/.test(call.accept ?? '') ? 'csv' : 'json'),
    },
    { ...row, path: '/desk/api/reports.csv', api: null, answer: (call: DeskCall) => answer(parts, call, 'csv') },
  ];
}

async function answer(parts: Parts, { query }: DeskCall, as: 'csv' | 'json'): Promise<DeskAnswer> {
  const { timeZone } = parts.knowledge();
  const { from, to } = periodOf(query, timeZone, parts.now().getTime());
  const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), timeZone };
  const made = reportOf(await countedIn(parts.database, from, to), period);
  if (as === 'json') return { status: 200, body: made };
  const headers = {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="cases ${period.from.slice(0, 10)}.csv"`,
  };
  return { status: 200, body: reportCsv(made), headers };
}

/** From when till when (ms). @throws {Refusal} 400 */
function periodOf(query: Record<string, string>, timeZone: string, now: number): { from: number; to: number } {
  const read = asked.safeParse(query);
  if (!read.success)
    throw badArgument(read.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`).join('; '));
  const { from: first, to: last } = read.data;
  const isDay = (text: string) => !text.includes('T');
  const startOf = (text: string) => (isDay(text) ? startOfDay(text, timeZone) : Date.parse(text));
  const to = last === undefined ? now + 1 : isDay(last) ? startOfDay(dayAfter(last), timeZone) : Date.parse(last);
  const from = first === undefined ? to - USUAL_DAYS * DAY_MS : startOf(first);
  if (from > to) throw badArgument('from: must not be after to');
  if (to - from > MOST_DAYS * DAY_MS) throw badArgument(`from: must be at most ${MOST_DAYS} days before to`);
  return { from, to };
}

const dayAfter = (day: string) => new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
