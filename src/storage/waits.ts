import { sql } from 'kysely';
import type { Wait } from '../cases/typicalWait.js';
import type { Database } from './database.js';

const MOST = 20;
const LATELY_MS = 30 * 24 * 3600_000;

/** How many cases wait now. */
export async function casesWaiting({ read }: Database): Promise<number> {
  const { count } = await read
    .selectFrom('cases')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('status', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * The waits that ended last, at most twenty of the last thirty days: from when a person was asked for till an agent
 * came for the first time since. @param now ms
 */
export async function lastWaits({ read }: Database, now: number): Promise<Wait[]> {
  const { rows } = await sql<{ began: number; ended: number }>`
    select ended.at as ended,
      (select max(asked.at) from case_history as asked
        where asked.case_id = ended.case_id and asked.seq < ended.seq and asked.what in ('opened', 'asked-again')
      ) as began
    from case_history as ended
    where ended.at > ${now - LATELY_MS} and ended.what in ('claim', 'reply') and ended.from_status = 'waiting'
      and not exists (select 1 from case_history as before
        where before.case_id = ended.case_id and before.seq < ended.seq and before.what in ('claim', 'reply')
          and before.from_status = 'waiting'
          and before.seq > (select max(asked.seq) from case_history as asked
            where asked.case_id = ended.case_id and asked.seq < ended.seq and asked.what in ('opened', 'asked-again')))
    order by ended.at desc limit ${sql.lit(MOST)}`.execute(read);
  return rows.flatMap(({ began, ended }) => (began === null ? [] : [{ from: iso(began), to: iso(ended) }]));
}

const iso = (ms: number) => new Date(Number(ms)).toISOString();
