import type { Database } from './database.js';
import { forgetSignOuts } from './signOuts.js';
import { forgetUsed } from './usedOnce.js';

const DAY_MS = 24 * 3600_000;
/** Nothing that a sign-out ended would have lived longer. */
const SIGN_OUT_MS = 181 * DAY_MS;

/** Takes out of the database what nothing can come of any more. @param now ms */
export async function forgetOld(database: Database, now: number): Promise<void> {
  await forgetUsed(database, now);
  await forgetSignOuts(database, now - SIGN_OUT_MS);
}
