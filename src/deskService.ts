import { join } from 'node:path';
import { type Desk, type DeskParts, openDesk } from './desk/desk.js';
import type { OpenEditions } from './openEditions.js';
import { readAssets } from './server/assets.js';
import { deskPage } from './server/deskPage.js';
import type { PublicAddress } from './server/publicAddress.js';
import type { RateLimits } from './server/rateLimits.js';
import type { Settings } from './settings.js';
import { StoredDesk } from './storage/storedDesk.js';

/** Seen from src and from dist alike. */
const folder = join(__dirname, '..', 'dist', 'web');

interface Parts extends Pick<DeskParts, 'database' | 'turns' | 'suggest' | 'replica' | 'now' | 'onTyping' | 'onFault'> {
  editions: OpenEditions;
  reach: PublicAddress;
  limits: RateLimits;
  /** The keys that replicas share. */
  keys: readonly string[];
}

/** The desk as the service has it: with its settings, its database and its page. */
export async function deskOfService({ desk }: Settings, parts: Parts): Promise<Desk> {
  const { editions, reach, limits, keys, now } = parts;
  const { nameOf: assetName } = readAssets(folder);
  return openDesk({
    ...parts,
    store: new StoredDesk(parts.database),
    knowledge: () => editions.current.cases,
    tokens: desk.tokens,
    // Loaded where it is needed: most of a start is loading.
    openId:
      desk.openId &&
      new (await import('./desk/openIdSignIn.js')).OpenIdSignIn({
        ...{ settings: desk.openId, keys, now },
        redirectUri: () => `${reach.origins.own}/desk/signed-in`,
      }),
    ...{ local: desk.links !== null, secure: reach.secure, address: () => reach.origins.own },
    isOurs: (origin) => reach.isOwn(origin),
    page: () => {
      const page = { deskName: editions.current.botName, language: 'en-GB', origin: reach.origins.own, assetName };
      const { html: body, headers } = deskPage(page);
      return { status: 200, body, headers };
    },
    count: (what, of) => limits.count(what, of),
  });
}
