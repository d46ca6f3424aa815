import { hkdfSync, randomBytes } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Account } from '../../storage/vouchedAccounts.js';

/** Who holds a token, and the one conversation it is for. */
export interface Holder {
  userId: string;
  conversationId: string;
  /** The customer's name, where a page's server gave one. */
  name?: string;
  /** Until when a page's server vouches for them (seconds since 1970): no token of theirs lives longer. */
  until?: number;
  /** Which of their sign-outs came before: a token of an earlier generation is worth nothing. */
  generation?: number;
  /** When an anonymous customer's way back was first given (seconds since 1970): it is renewed, and still grows old. */
  born?: number;
}

/** A holder as their token was read: with the token's own id, and when it ends (seconds since 1970). */
export type TokenHolder = Holder & { jti: string; exp: number };

/** Direct Line tokens live half an hour; clients refresh them every quarter (Direct Line 3.0, Authentication). */
export const TOKEN_SECONDS = 1800;
const STREAM_SECONDS = 60;
/** A link that was mailed is good for a week. */
const BACK_SECONDS = 7 * 24 * 3600;
/** A way back that isn't used dies after this time. */
const RESUME_SECONDS = 90 * 24 * 3600;
/** However often it is renewed, it dies after this one. */
const OLDEST_RESUME_SECONDS = 180 * 24 * 3600;
const ISSUER = 'certdesk';
/** A page's server may sign in a customer for at most this long at a time. */
const LONGEST_SIGN_IN_SECONDS = 24 * 3600;
/** Another machine's clock may be so far ahead. */
const SKEW_SECONDS = 300;

/** Tokens remembered as checked: a client sends the same one with each request for half an hour. */
const REMEMBERED = 5000;

/** `back`: a mail's link into the conversation. */
type Purpose = 'directline' | 'stream' | 'resume' | 'back';
const lifetimes: Record<Purpose, number> = {
  directline: TOKEN_SECONDS,
  stream: STREAM_SECONDS,
  resume: RESUME_SECONDS,
  back: BACK_SECONDS,
};

/** A customer whom a page's server vouches for, until when and since when (seconds since 1970). */
export interface SignedIn {
  userId: string;
  name?: string;
  until: number;
  issuedAt?: number;
  /** Whose account in Entra it is, where their page's server says so. */
  account?: Account;
}

/** What a page's server may call its customer: no empty name, and no signs that a database or a log trips over. */
const CUSTOMER = /^[^\p{Cc}]{1,200}$/u;

/** A tenant's id, or an object's in it (GUID). */
const ENTRA_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Keys to sign with and to check: the first signs. */
export interface TokenKeys {
  ours: string[];
  /** What pages' servers sign with, or null. */
  signIn: string | null;
}

/** Tokens (JWT, HS256): each for one purpose, one user and one conversation. */
export class Tokens {
  /** For each purpose a key of its own made from each of ours: none of them is of use for anything else. */
  private readonly ours: Record<Purpose, Uint8Array[]>;
  private readonly signIn: Uint8Array | null;
  /**
   * Who holds a token whose signature and claims were right, and until when (ms). The keys never change while the
   * service runs, so only time can undo that.
   */
  private readonly checked = new Map<string, { holder: TokenHolder; until: number }>();

  constructor(
    keys: TokenKeys,
    private readonly now: () => Date,
  ) {
    const derived = (purpose: Purpose) => keys.ours.map((key) => keyFor(purpose, key));
    this.ours = {
      ...{ directline: derived('directline'), stream: derived('stream') },
      ...{ resume: derived('resume'), back: derived('back') },
    };
    this.signIn = keys.signIn === null ? null : new TextEncoder().encode(keys.signIn);
  }

  /** A token for the conversation. The claims `user` and `conv` are what clients read. */
  issue(purpose: Purpose, { userId, conversationId, name, until, generation, born }: Holder): Promise<string> {
    const at = Math.floor(this.now().getTime() / 1000);
    const oldest = purpose === 'resume' ? (born ?? at) + OLDEST_RESUME_SECONDS : Number.POSITIVE_INFINITY;
    return new SignJWT({
      user: userId,
      conv: conversationId,
      ...(name === undefined ? {} : { name }),
      ...(until === undefined ? {} : { until }),
      ...(generation ? { generation } : {}),
      ...(purpose === 'resume' ? { born: born ?? at } : {}),
    })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(ISSUER)
      .setAudience(purpose)
      .setJti(randomBytes(16).toString('base64url'))
      .setIssuedAt(at)
      .setExpirationTime(Math.min(at + lifetimes[purpose], until ?? Number.POSITIVE_INFINITY, oldest))
      .sign(this.ours[purpose][0]!);
  }

  /** @returns who holds it, or null: expired, forged, or for another purpose */
  async read(purpose: Purpose, token: string): Promise<TokenHolder | null> {
    const known = this.checked.get(`${purpose} ${token}`);
    if (known) return known.until > this.now().getTime() ? known.holder : null;
    for (const key of this.ours[purpose]) {
      const payload = await verified(token, key, { issuer: ISSUER, audience: purpose, currentDate: this.now() });
      if (!payload) continue;
      const { user, conv, name, jti, exp, until, generation, born } = payload;
      if (typeof user !== 'string' || typeof conv !== 'string' || typeof jti !== 'string' || exp === undefined)
        return null;
      const holder = {
        ...{ userId: user, conversationId: conv, jti, exp },
        ...(typeof name === 'string' ? { name } : {}),
        ...(typeof until === 'number' ? { until } : {}),
        ...(typeof generation === 'number' ? { generation } : {}),
        ...(typeof born === 'number' ? { born } : {}),
      };
      this.remember(`${purpose} ${token}`, { holder, until: exp * 1000 });
      return holder;
    }
    return null;
  }

  private remember(token: string, checked: { holder: TokenHolder; until: number }): void {
    this.checked.set(token, checked);
    if (this.checked.size > REMEMBERED) this.checked.delete(this.checked.keys().next().value!);
  }

  /** The customer whom a page's server names: `sub` is who, `exp` is required. @returns null where that isn't so */
  async signedIn(token: string): Promise<SignedIn | null> {
    if (!this.signIn) return null;
    const payload = await verified(token, this.signIn, {
      audience: 'certdesk',
      currentDate: this.now(),
      requiredClaims: ['sub', 'exp'],
    });
    const { exp = 0, iat, name, tid, oid } = payload ?? {};
    const account = accountOf(tid, oid);
    // A list or an object would be made the same text as somebody else's name.
    const sub: unknown = payload?.sub;
    if (typeof sub !== 'string' || !CUSTOMER.test(sub)) return null;
    if (exp - this.now().getTime() / 1000 > LONGEST_SIGN_IN_SECONDS + SKEW_SECONDS) return null;
    return {
      userId: userOf(sub),
      until: exp,
      ...(typeof iat === 'number' ? { issuedAt: iat } : {}),
      ...(account && { account }),
      ...(typeof name === 'string' && name !== '' ? { name: name.slice(0, 100) } : {}),
    };
  }
}

/**
 * The account that a page's server names by its tenant and object id, as Entra does in its own tokens. Half of one, or
 * anything but texts, names nobody.
 */
function accountOf(tid: unknown, oid: unknown): Account | null {
  const isId = (id: unknown): id is string => typeof id === 'string' && ENTRA_ID.test(id);
  return isId(tid) && isId(oid) ? { tenantId: tid.toLowerCase(), objectId: oid.toLowerCase() } : null;
}

/** The user that a customer is here whom a page's server calls so. */
export const userOf = (customer: string) => `customer:${customer}`;

/** When a stream opened with that token ends: with the token that was given out beside it (seconds since 1970). */
export function endOfStream({ exp, until = Number.POSITIVE_INFINITY }: TokenHolder): number {
  return Math.min(until, exp - STREAM_SECONDS + TOKEN_SECONDS);
}

/** A key that is good for one purpose alone (HKDF, RFC 5869). */
function keyFor(purpose: Purpose, key: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, 'certdesk', `tokens: ${purpose}`, 32));
}

async function verified(token: string, key: Uint8Array, options: Parameters<typeof jwtVerify>[2]) {
  try {
    return (await jwtVerify(token, key, { ...options, algorithms: ['HS256'] })).payload;
  } catch (fault) {
    if (fault instanceof errors.JOSEError || fault instanceof TypeError) return null;
    throw fault;
  }
}
