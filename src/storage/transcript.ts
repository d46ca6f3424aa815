import type { Database } from './database.js';
import type { ActivityRow } from './tables.js';

/** The transcript behind a place, in order. @param after the seq of the last activity known; 0 for all @param most how many at once */
export async function readTranscript(database: Database, conversation: string, after: number, most: number): Promise<ActivityRow[]> {
  return database.read
    .selectFrom('activities')
    .selectAll()
    .where('conversation', '=', conversation)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(most)
    .execute();
}

/** A page of the transcript as JSON, its activities as they were shown. @returns the activities' JSON and the seq of the last */
export function pageOf(rows: ActivityRow[], after: number): { json: string; last: number } {
  const last = rows.at(-1)?.seq ?? after;
  return { json: `{"activities":[${rows.map(({ activity }) => activity).join(',')}],"watermark":"${last}"}`, last };
}
