import { type RawBuilder, sql } from 'kysely';
import type { Case } from '../cases/case.js';
import type { Counted } from '../cases/report.js';
import type { Database } from './database.js';

/** Rows read at a time: between two pages turns have their turn. */
const PAGE = 2000;

/** Where a line of the history stands among all. */
interface Place {
  at: number;
  case_id: string;
  seq: number;
}

interface Row extends Place {
  what: string;
  note: string | null;
  opened_at: number;
  outcome: string | null;
  /** Of verdicts alone. */
  body: string | null;
  first_claim: number;
  first_answer: number;
}

/** What a report counts, as it happened in a period. @param from ms @param to ms, no part of it any more */
export async function countedIn(database: Database, from: number, to: number): Promise<Counted[]> {
  const counted: Counted[] = [];
  for (let after: Place = { at: from, case_id: '', seq: 0 }, full = true; full; ) {
    const rows = await page(database, after, to);
    for (const row of rows) counted.push(...countedOf(row));
    full = rows.length === PAGE;
    after = rows.at(-1) ?? after;
  }
  return counted;
}

async function page({ read }: Database, { at, case_id, seq }: Place, to: number): Promise<Row[]> {
  const free = sql`('waiting', 'returned-to-bot')`;
  const before = (what: RawBuilder<unknown>) => sql`not exists (select 1 from case_history as before
    where before.case_id = h.case_id and before.seq < h.seq and ${what})`;
  const { rows } = await sql<Row>`
    select h.case_id, h.seq, h.at, h.what, h.note, c.opened_at, c.outcome,
      case when h.what = 'verdict' then c.body end as body,
      case when h.what in ('claim', 'reply') and h.from_status in ${free}
        and ${before(sql`before.what in ('claim', 'reply') and before.from_status in ${free}`)}
        then 1 else 0 end as first_claim,
      case when h.what = 'reply' and ${before(sql`before.what = 'reply'`)} then 1 else 0 end as first_answer
    from case_history as h join cases as c on c.id = h.case_id
    where h.at >= ${Number(at)} and h.at < ${to}
      and (h.at, h.case_id, h.seq) > (cast(${Number(at)} as bigint), ${case_id}, cast(${Number(seq)} as bigint))
      and h.what in ('opened', 'claim', 'reply', 'resolve', 'customer-quiet', 'verdict', 'rated')
    order by h.at, h.case_id, h.seq limit ${sql.lit(PAGE)}`.execute(read);
  return rows;
}

function countedOf(row: Row): Counted[] {
  const at = Number(row.at);
  const same = { at, case: row.case_id };
  const took = at - Number(row.opened_at);
  switch (row.what) {
    case 'opened':
      return [{ ...same, what: 'opened', reason: row.note ?? 'asked' }];
    case 'resolve':
    case 'customer-quiet':
      return [{ ...same, what: 'resolved', took }];
    case 'rated':
      return [{ ...same, what: 'rated', score: row.note ?? '' }];
    case 'verdict':
      return verdictOf(row, same);
    default:
      return [
        ...(Number(row.first_claim) === 1 ? [{ ...same, what: 'claimed' as const, took }] : []),
        ...(Number(row.first_answer) === 1 ? [{ ...same, what: 'answered' as const, took }] : []),
      ];
  }
}

/** A verdict that stands: one that the agent changed later counts when they did. */
function verdictOf({ body, outcome }: Row, same: { at: number; case: string }): Counted[] {
  const { override } = JSON.parse(body ?? '{}') as Partial<Case>;
  if (!override || Date.parse(override.at) !== same.at) return [];
  return [{ ...same, what: 'verdict', machine: outcome, agent: override.outcome, reason: override.reason }];
}
