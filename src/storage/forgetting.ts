import { forgetSeen } from './customersSeen.js';
import type { Database } from './database.js';
import { forgetActs } from './deskActs.js';
import { forgetPresence } from './deskPresence.js';
import { forgetSessions } from './deskSessions.js';
import { forgetLimitCounts } from './limitCounts.js';
import { forgetSignOuts } from './signOuts.js';
import { forgetUsed } from './usedOnce.js';

const DAY_MS = 24 * 3600_000;
/** Nothing that a sign-out ended would have lived longer. */
const SIGN_OUT_MS = 181 * DAY_MS;

/** A message that was sent again is known for so long: clients give up within hours. */
const INBOX_MS = DAY_MS;

/** Takes out of the database what nothing can come of any more. @param now ms */
export async function forgetOld(database: Database, now: number): Promise<void> {
  await forgetUsed(database, now);
  await database.write
    .deleteFrom('inbox')
    .where('at', '<', now - INBOX_MS)
    .execute();
  await forgetActs(database, now - INBOX_MS);
  await forgetSignOuts(database, now - SIGN_OUT_MS);
  await forgetSeen(database, now);
  await forgetLimitCounts(database);
  await forgetSessions(database, now);
  await forgetPresence(database, now - DAY_MS);
}
