import type { Agent } from '../cases/case.js';
import type { Database } from '../storage/database.js';
import {
  keepSession,
  noteSeen,
  removeSession,
  removeSessionsOf,
  type SessionRow,
  sessionsAlive,
} from '../storage/deskSessions.js';
import type { Caller } from './caller.js';
import type { RoleChecks } from './roleChecks.js';
import { type Role, rolesIn } from './roles.js';
import { hashOf, newSecret } from './secrets.js';

/** However much it is used, a session ends after a day. */
const LONGEST_MS = 24 * 3600_000;
/** A use is noted once in so long: a note costs a commit. */
const NOTED_MS = 60_000;
/** Sessions that are asked for in one statement. */
const AT_ONCE = 500;

/** Who signed in, as whom, and what they may. */
export interface SignedIn {
  agent: Agent;
  roles: readonly Role[];
  /** By what the provider is asked again what they may, sealed; null: it can't be. */
  grant: string | null;
}

/**
 * Agents' sessions, kept by the server: the browser has a secret that stands for one, and only its hash is kept. Each
 * sign-in makes a new one; one ends after 8 hours without use, after a day, at the sign-out, and when its agent signs
 * in with other roles; where a provider signed them in, also when it says so.
 */
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
    private readonly checks: RoleChecks,
  ) {}

  /** Begins a session in place of the one that the browser brought. @returns the secret for its cookie */
  async begin({ agent, roles, grant }: SignedIn, before: string | null): Promise<string> {
    const secret = newSecret();
    const at = this.now().getTime();
    const row: SessionRow = {
      ...{ hash: hashOf(secret), agent: agent.id, name: agent.name, roles: roles.join(' ') },
      ...{ created_at: at, seen_at: at, expires_at: at + LONGEST_MS },
      ...{ provider_grant: grant, asked_at: at, confirmed_at: at },
    };
    await keepSession(this.database, row, before === null ? null : hashOf(before));
    return secret;
  }

  /** Whose session that secret stands for; null where it stands for none that is alive. */
  async of(secret: string): Promise<Caller | null> {
    const now = this.now().getTime();
    const [row] = await sessionsAlive(this.database, [hashOf(secret)], now);
    if (!row) return null;
    if (now - row.seen_at >= NOTED_MS) await noteSeen(this.database, row.hash, now);
    const checked = await this.checks.checked(row);
    return checked && callerOf(checked);
  }

  /** Those of these sessions that are alive, by their hashes, on whichever replica they began: they are being used. */
  async alive(hashes: readonly string[]): Promise<Map<string, Caller>> {
    const found = new Map<string, Caller>();
    for (let from = 0; from < hashes.length; from += AT_ONCE) {
      const some = hashes.slice(from, from + AT_ONCE);
      for (const row of await sessionsAlive(this.database, some, this.now().getTime())) {
        // What comes of it shows with the next look.
        void this.checks.begin(row);
        found.set(row.hash, callerOf(row));
      }
    }
    return found;
  }

  /** Ends a session. @param hash as a caller has it */
  end(hash: string): Promise<void> {
    return removeSession(this.database, hash);
  }

  /** Ends all of an agent's sessions. */
  endAllOf(agent: string): Promise<void> {
    return removeSessionsOf(this.database, agent);
  }
}

const callerOf = ({ hash, agent, name, roles }: SessionRow): Caller => ({
  agent: { id: agent, name },
  roles: rolesIn(roles.split(' ')),
  session: hash,
});
