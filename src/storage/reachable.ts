import { sql } from 'kysely';
import type { Database } from './database.js';

/** Whether the database answers. @param patienceMs longer silence counts as none */
export async function reachable({ write }: Database, patienceMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((no) => {
    timer = setTimeout(() => no(false), patienceMs);
  });
  const asked = sql`select 1`.execute(write).then(
    () => true,
    () => false,
  );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
