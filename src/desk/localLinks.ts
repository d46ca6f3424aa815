import type { Database } from '../storage/database.js';
import { keepLink, useLink } from '../storage/deskLinks.js';
import { roles } from './roles.js';
import { hashOf, newSecret } from './secrets.js';
import type { SignedIn } from './sessions.js';

/** A link is followed at once, or not at all. */
const GOOD_MS = 10 * 60_000;
/** More agents are on no machine of one person. */
const MOST_AGENTS = 10_000;
const ID = 'local-';

/**
 * One-time links by which whoever runs the service on their own machine signs in to its desk. Each signs somebody else
 * in, "Local agent 1", "Local agent 2", with every role.
 */
export class LocalLinks {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** Makes a link. @returns its secret */
  async make(): Promise<string> {
    const secret = newSecret();
    const now = this.now().getTime();
    const link = { hash: hashOf(secret), expiresAt: now + GOOD_MS };
    for (let number = 1; number <= MOST_AGENTS; number += 1)
      if (await keepLink(this.database, { agent: `${ID}${number}`, ...link }, now)) return secret;
    throw new Error(`${MOST_AGENTS} agents are signed in`);
  }

  /** Who is signed in by the link with that secret; null where it was used, or is too old, or is none. */
  async use(secret: string): Promise<SignedIn | null> {
    const id = await useLink(this.database, hashOf(secret), this.now().getTime());
    return id === null ? null : { agent: { id, name: `Local agent ${id.slice(ID.length)}` }, roles, grant: null };
  }
}
