import { forgetSeen } from './customersSeen.js';
import type { Database } from './database.js';
import { forgetActs } from './deskActs.js';
import { forgetPresence } from './deskPresence.js';
import { forgetSessions } from './deskSessions.js';
import { forgetLimitCounts } from './limitCounts.js';
import { forgetDead, forgetRemoved, removeQuiet } from './quietConversations.js';
import { forgetSignOuts } from './signOuts.js';
import { forgetUsed } from './usedOnce.js';

const DAY_MS = 24 * 3600_000;
/** No token lives longer: nothing that a sign-out ended is left by then, nor who might open what was removed. */
const TOKENS_MS = 181 * DAY_MS;

/** A message that was sent again is known for so long: clients give up within hours. */
const INBOX_MS = DAY_MS;
const EVERY_MS = 60_000;

/** Takes out of the database what nothing can come of any more. @param now ms */
export async function forgetOld(database: Database, now: number): Promise<void> {
  await forgetUsed(database, now);
  await database.write
    .deleteFrom('inbox')
    .where('at', '<', now - INBOX_MS)
    .execute();
  await forgetActs(database, now - INBOX_MS);
  await forgetSignOuts(database, now - TOKENS_MS);
  await forgetRemoved(database, now - TOKENS_MS);
  await forgetSeen(database, now);
  await forgetLimitCounts(database);
  await forgetSessions(database, now);
  await forgetPresence(database, now - DAY_MS);
}

interface Parts {
  database: Database;
  /** How many days a quiet conversation is kept; null: for ever. */
  keepDays: number | null;
  now(): Date;
  onFault(fault: unknown): void;
}

/** Forgets each minute what is over, beside the turns. Replicas may do so at once: each thing is removed once. */
export class Forgetting {
  private readonly ending = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;

  constructor(private readonly parts: Parts) {}

  start(): void {
    this.timer ??= setInterval(() => {
      this.working ??= this.forget()
        .catch(this.parts.onFault)
        .finally(() => {
          this.working = undefined;
        });
    }, EVERY_MS).unref();
  }

  /** Forgets what is over by now. */
  async forget(): Promise<void> {
    const { database, keepDays } = this.parts;
    const now = this.parts.now().getTime();
    await forgetOld(database, now);
    if (keepDays === null) return;
    const since = now - keepDays * DAY_MS;
    await forgetDead(database, since);
    await removeQuiet(database, { since, now, ending: this.ending.signal });
  }

  /** Ends behind the conversation that is being removed. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.ending.abort();
    await this.working;
  }
}
