import type { Database } from './database.js';
import type { ActivityRow } from './tables.js';

/** What is read at once may be so large: a page of long messages would fill the memory. */
const MOST_CHARACTERS = 500_000;

/**
 * The transcript behind a place, in order; as much as fits, and at least one activity where there is any.
 * @param after the seq of the last activity known; 0 for all @param most how many at once
 */
export async function readTranscript(
  database: Database,
  conversation: string,
  after: number,
  most: number,
): Promise<ActivityRow[]> {
  const rows = await database.read
    .selectFrom('activities')
    .selectAll()
    .where('conversation', '=', conversation)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(most)
    .execute();
  let room = MOST_CHARACTERS;
  let fits = 0;
  for (const { activity } of rows) {
    room -= activity.length;
    if (room < 0 && fits > 0) break;
    fits += 1;
  }
  return rows.slice(0, fits);
}

/**
 * A page of the transcript as JSON, its activities as they were shown. @returns the activities' JSON and the seq of
 * the last
 */
export function pageOf(rows: readonly ActivityRow[], after: number): { json: string; last: number } {
  const last = rows.at(-1)?.seq ?? after;
  return { json: `{"activities":[${rows.map(({ activity }) => activity).join(',')}],"watermark":"${last}"}`, last };
}
