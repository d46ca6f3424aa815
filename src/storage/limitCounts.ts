import { sql } from 'kysely';
import type { Database } from './database.js';

/** Points counted of something that is limited, in a window that ends in so many milliseconds. */
export interface LimitCount {
  /** What is limited, as it may be kept: it names nobody. */
  key: string;
  points: number;
  endsInMs: number;
}

/** The database's clock: those of replicas may differ. */
const now = sql`(extract(epoch from now()) * 1000)::bigint`;

/**
 * Adds what one replica counted to what all counted, in one statement; a key whose window is over begins a new one.
 * PostgreSQL only. @returns for each key the sum, and when its window ends @throws what the database says
 */
export async function addLimitCounts({ write }: Database, counts: LimitCount[]): Promise<LimitCount[]> {
  const column = <Name extends keyof LimitCount>(name: Name) => counts.map((count) => count[name]);
  // Rows are locked in one order, so that two replicas never wait for each other.
  const { rows } = await sql<LimitCount>`
    insert into limit_counts as kept (key, points, ends_at)
    select key, points, ${now} + ends_in
    from unnest(${column('key')}::text[], ${column('points')}::bigint[], ${column('endsInMs')}::bigint[])
      as told (key, points, ends_in)
    order by key
    on conflict (key) do update set
      points = excluded.points + case when kept.ends_at > ${now} then kept.points else 0 end,
      ends_at = case when kept.ends_at > ${now} then kept.ends_at else excluded.ends_at end
    returning key, points, ends_at - ${now} as "endsInMs"`.execute(write);
  return rows;
}

/** Forgets windows that are over. */
export async function forgetLimitCounts({ kind, write }: Database): Promise<void> {
  if (kind !== 'postgres') return;
  // What a replica is about to count anew is left to it: waiting for it could be waiting for each other.
  await sql`
    delete from limit_counts where key in
      (select key from limit_counts where ends_at <= ${now} for update skip locked)`.execute(write);
}
