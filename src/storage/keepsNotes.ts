import type { Database } from './database.js';

const NOTE = 'ready';
const NOTE_MS = 60_000;

/**
 * Whether the database keeps what it is given: a note is written, since one on a full or read-only disk answers all
 * that is asked. @param now ms @param patienceMs longer silence counts as no
 */
export async function keepsNotes({ write }: Database, now: number, patienceMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((no) => {
    timer = setTimeout(() => no(false), patienceMs);
  });
  const expires_at = now + NOTE_MS;
  const kept = write
    .insertInto('used_once')
    .values({ key: NOTE, expires_at, used_at: null })
    .onConflict((row) => row.column('key').doUpdateSet({ expires_at }))
    .execute()
    .then(
      () => true,
      () => false,
    );
  return Promise.race([kept, late]).finally(() => clearTimeout(timer));
}
