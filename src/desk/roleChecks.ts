import type { Database } from '../storage/database.js';
import {
  dropGrant,
  keepConfirmed,
  removeSession,
  removeSessionsOf,
  type SessionRow,
  setAsked,
} from '../storage/deskSessions.js';
import type { OpenIdAgain } from './openIdAgain.js';

interface Parts {
  database: Database;
  /** Null: agents don't sign in with a provider. */
  provider: Pick<OpenIdAgain, 'ask'> | null;
  now(): Date;
  onFault(fault: unknown): void;
}

/** How often the provider is asked about a session that is used. */
const EACH_MS = 5 * 60_000;
/** It is asked again so much later where it could not be reached. */
const RETRY_MS = 60_000;
/** A session of which the provider has said nothing for so long is over. */
const UNHEARD_MS = 3600_000;
/** A call waits no longer for a provider that is slow; one that was not heard for long is waited for. */
const PATIENCE_MS = 2000;

/**
 * Asks the provider again, while a session is used, what its agent may. Of all replicas one asks at a time; who has no
 * role any more, and whose sign-in the provider has ended, has no session any more.
 */
export class RoleChecks {
  private readonly asking = new Map<string, Promise<SessionRow | null>>();

  constructor(private readonly parts: Parts) {}

  /** The session as it is by what the provider says; null where it is over. */
  async checked(row: SessionRow): Promise<SessionRow | null> {
    const check = this.begin(row);
    if (check === null) return row;
    const heard = row.confirmed_at ?? row.created_at;
    if (this.parts.now().getTime() - heard >= UNHEARD_MS) return check;
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<SessionRow>((on) => {
      timer = setTimeout(() => on(row), PATIENCE_MS);
    });
    return Promise.race([check, enough]).finally(() => clearTimeout(timer));
  }

  /** Asks where it is time to; what comes of it shows in the sessions. @returns null where it isn't time */
  begin(row: SessionRow): Promise<SessionRow | null> | null {
    const known = this.asking.get(row.hash);
    if (known) return known;
    const { provider, now } = this.parts;
    if (!provider || row.provider_grant === null) return null;
    if (now().getTime() - (row.asked_at ?? 0) < EACH_MS) return null;
    const check = this.ask(provider, row, row.provider_grant)
      .catch((fault: unknown) => {
        this.parts.onFault(fault);
        return row;
      })
      .finally(() => this.asking.delete(row.hash));
    this.asking.set(row.hash, check);
    return check;
  }

  private async ask(provider: Pick<OpenIdAgain, 'ask'>, row: SessionRow, grant: string): Promise<SessionRow | null> {
    const { database, now, onFault } = this.parts;
    const at = now().getTime();
    if (!(await setAsked(database, row, at))) return row;
    const again = await provider.ask(grant);
    switch (again.says) {
      case 'yes': {
        const roles = again.roles?.join(' ') ?? row.roles;
        await keepConfirmed(database, row, { roles, grant: again.grant, at });
        if (roles !== '') return { ...row, roles };
        await removeSessionsOf(database, row.agent);
        return null;
      }
      case 'no':
        await removeSession(database, row.hash);
        return null;
      case 'never':
        await dropGrant(database, row.hash);
        return row;
      case 'nothing':
        onFault(again.fault);
        if (at - (row.confirmed_at ?? row.created_at) < UNHEARD_MS) {
          await setAsked(database, { ...row, asked_at: at }, at - EACH_MS + RETRY_MS);
          return row;
        }
        await removeSession(database, row.hash);
        return null;
    }
  }
}
