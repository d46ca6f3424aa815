import { importJWK } from 'jose';
import { z } from 'zod';
import { Refusal } from '../../refusal.js';

/** A key by which Microsoft signs, and the channels that it may sign for. */
export interface SigningKey {
  key: CryptoKey;
  endorsements: readonly string[];
}

/** An unknown key has the set fetched again, so often at the most: anybody may name keys that nobody has. */
const ASKED_AGAIN_MS = 60_000;
/** After a fetch that failed. */
const TRIED_AGAIN_MS = 10_000;
/** The set is renewed beside the calls that use it: a key that was taken back is known for so long. */
const RENEWED_MS = 3600_000;
/** What is known outlives Microsoft's absence for so long. */
const KEPT_MS = 24 * 3600_000;
/** Both fetches together: whoever waits for them still has time for a turn. */
const FETCH_MS = 2000;
const MOST_BYTES = 1_000_000;
const MOST_KEYS = 200;

const metadata = z.object({ jwks_uri: z.string() });
const keySet = z.object({ keys: z.array(z.unknown()).max(MOST_KEYS) });
/** A key as the set has it; what isn't one for RS256 is passed over. */
const jwk = z.object({
  kty: z.literal('RSA'),
  kid: z.string().min(1).max(500),
  use: z.literal('sig').optional(),
  alg: z.literal('RS256').optional(),
  n: z.string(),
  e: z.string(),
  endorsements: z.array(z.string()).catch([]),
});

interface Parts {
  /** Where the OpenID metadata is that names the set. */
  address: string;
  now(): Date;
  /** Told when the set can't be fetched; what is known goes on. */
  onFault(fault: unknown): void;
}

/**
 * The keys by which Microsoft signs what it sends: fetched when the first is asked for, kept, and fetched again for a
 * key that nobody knows, at most once a minute.
 */
export class KeySet {
  private keys: ReadonlyMap<string, SigningKey> = new Map();
  private fetchedAt = Number.NEGATIVE_INFINITY;
  private triedAt = Number.NEGATIVE_INFINITY;
  private failed = false;
  private fetching: Promise<void> | null = null;

  constructor(private readonly parts: Parts) {}

  /**
   * @param kid as the token names it
   * @returns null where nobody has that key @throws {Refusal} 503 where that can't be known now
   */
  async find(kid: string): Promise<SigningKey | null> {
    const known = this.known(kid);
    if (known) {
      if (this.age(this.fetchedAt) > RENEWED_MS) void this.renew();
      return known;
    }
    await this.renew();
    const found = this.known(kid);
    if (!found && this.failed) throw new Refusal(503, 'KeysUnknown', "The sender's keys can't be had just now.", 10);
    return found;
  }

  private known(kid: string): SigningKey | null {
    return this.age(this.fetchedAt) <= KEPT_MS ? (this.keys.get(kid) ?? null) : null;
  }

  /** A clock that was set back makes nothing young, or last forever. */
  private age(since: number): number {
    return Math.abs(this.parts.now().getTime() - since);
  }

  /** Fetches the set, unless that was done a moment ago; those who ask meanwhile wait for the same. Never throws. */
  private async renew(): Promise<void> {
    if (this.fetching) return this.fetching;
    if (this.age(this.triedAt) < (this.failed ? TRIED_AGAIN_MS : ASKED_AGAIN_MS)) return;
    this.triedAt = this.parts.now().getTime();
    this.fetching = this.fetched()
      .then(
        (keys) => {
          this.keys = keys;
          this.fetchedAt = this.parts.now().getTime();
          this.failed = false;
        },
        (fault: unknown) => {
          this.failed = true;
          this.parts.onFault(fault);
        },
      )
      .finally(() => {
        this.fetching = null;
      });
    return this.fetching;
  }

  private async fetched(): Promise<ReadonlyMap<string, SigningKey>> {
    const signal = AbortSignal.timeout(FETCH_MS);
    const { jwks_uri } = metadata.parse(await fetchJson(this.parts.address, signal));
    // What was asked for over an encrypted way doesn't lead to another.
    if (new URL(jwks_uri).protocol !== new URL(this.parts.address).protocol)
      throw new Error('the keys are at an address of another kind');
    const { keys } = keySet.parse(await fetchJson(jwks_uri, signal));
    const read = await Promise.all(keys.map(readKey));
    return new Map(read.flatMap((one) => (one ? [one] : [])));
  }
}

async function readKey(given: unknown): Promise<[string, SigningKey] | null> {
  const { data } = jwk.safeParse(given);
  if (!data) return null;
  const { kid, endorsements, kty, n, e } = data;
  const key = await importJWK({ kty, n, e }, 'RS256').catch(() => null);
  return key === null || key instanceof Uint8Array ? null : [kid, { key, endorsements }];
}

async function fetchJson(address: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(address, { signal, redirect: 'error', headers: { accept: 'application/json' } });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new Error(`answered with ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error('answered with too much');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
}
