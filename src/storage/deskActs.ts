import type { Database } from './database.js';

/** What was asked for under a key, and the answer where it was refused. */
export interface KeptAct {
  asked: string;
  refusal: string | null;
}

/** Keeps what is asked for under a key. @returns what was asked for under it first, on any replica */
export async function keepAct({ write }: Database, key: string, asked: string, at: number): Promise<KeptAct> {
  return write
    .insertInto('desk_acts')
    .values({ key, asked, refusal: null, at })
    .onConflict((row) => row.column('key').doUpdateSet({ key }))
    .returning(['asked', 'refusal'])
    .executeTakeFirstOrThrow();
}

/** Keeps how it was refused. */
export async function keepRefusal({ write }: Database, key: string, refusal: string): Promise<void> {
  await write.updateTable('desk_acts').set({ refusal }).where('key', '=', key).execute();
}

export async function forgetActs({ write }: Database, before: number): Promise<void> {
  await write.deleteFrom('desk_acts').where('at', '<', before).execute();
}
