import { randomBytes } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';

/** Who holds a token, and the one conversation it is for. */
export interface Holder {
  userId: string;
  conversationId: string;
  /** The customer's name, where a page's server gave one. */
  name?: string;
  /** Until when a page's server vouches for them (seconds since 1970): no token of theirs lives longer. */
  until?: number;
}

/** Direct Line tokens live half an hour; clients refresh them every quarter (Direct Line 3.0, Authentication). */
export const TOKEN_SECONDS = 1800;
const STREAM_SECONDS = 60;
const RESUME_SECONDS = 90 * 24 * 3600;
const ISSUER = 'certdesk';
/** A page's server may sign in a customer for at most this long at a time. */
const LONGEST_SIGN_IN_SECONDS = 24 * 3600;
/** Another machine's clock may be so far ahead. */
const SKEW_SECONDS = 300;

/** Tokens remembered as checked: a client sends the same one with each request for half an hour. */
const REMEMBERED = 5000;

type Purpose = 'directline' | 'stream' | 'resume';
const lifetimes: Record<Purpose, number> = {
  directline: TOKEN_SECONDS,
  stream: STREAM_SECONDS,
  resume: RESUME_SECONDS,
};

/** Keys to sign with and to check: the first signs. */
export interface TokenKeys {
  ours: string[];
  /** What pages' servers sign with, or null. */
  signIn: string | null;
}

/** Tokens (JWT, HS256): each for one purpose, one user and one conversation. */
export class Tokens {
  private readonly ours: Uint8Array[];
  private readonly signIn: Uint8Array | null;
  /**
   * Who holds a token whose signature and claims were right, and until when (ms). The keys never change while the
   * service runs, so only time can undo that.
   */
  private readonly checked = new Map<string, { holder: Holder & { jti: string }; until: number }>();

  constructor(
    keys: TokenKeys,
    private readonly now: () => Date,
  ) {
    this.ours = keys.ours.map((key) => new TextEncoder().encode(key));
    this.signIn = keys.signIn === null ? null : new TextEncoder().encode(keys.signIn);
  }

  /** A token for the conversation. The claims `user` and `conv` are what clients read. */
  issue(purpose: Purpose, { userId, conversationId, name, until }: Holder): Promise<string> {
    const at = Math.floor(this.now().getTime() / 1000);
    return new SignJWT({
      user: userId,
      conv: conversationId,
      ...(name === undefined ? {} : { name }),
      ...(until === undefined ? {} : { until }),
    })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(ISSUER)
      .setAudience(purpose)
      .setJti(randomBytes(16).toString('base64url'))
      .setIssuedAt(at)
      .setExpirationTime(Math.min(at + lifetimes[purpose], until ?? Number.POSITIVE_INFINITY))
      .sign(this.ours[0]!);
  }

  /** @returns who holds it, with the token's own id, or null: expired, forged, or for another purpose */
  async read(purpose: Purpose, token: string): Promise<(Holder & { jti: string }) | null> {
    const known = this.checked.get(`${purpose} ${token}`);
    if (known) return known.until > this.now().getTime() ? known.holder : null;
    for (const key of this.ours) {
      const payload = await verified(token, key, { issuer: ISSUER, audience: purpose, currentDate: this.now() });
      if (!payload) continue;
      const { user, conv, name, jti, exp, until } = payload;
      if (typeof user !== 'string' || typeof conv !== 'string' || typeof jti !== 'string') return null;
      const holder = {
        userId: user,
        conversationId: conv,
        jti,
        ...(typeof name === 'string' ? { name } : {}),
        ...(typeof until === 'number' ? { until } : {}),
      };
      if (exp !== undefined) this.remember(`${purpose} ${token}`, { holder, until: exp * 1000 });
      return holder;
    }
    return null;
  }

  private remember(token: string, checked: { holder: Holder & { jti: string }; until: number }): void {
    this.checked.set(token, checked);
    if (this.checked.size > REMEMBERED) this.checked.delete(this.checked.keys().next().value!);
  }

  /** The customer whom a page's server names: `sub` is who, `exp` is required. @returns null where that isn't so */
  async signedIn(token: string): Promise<{ userId: string; name?: string; until: number } | null> {
    if (!this.signIn) return null;
    const payload = await verified(token, this.signIn, {
      audience: 'certdesk',
      currentDate: this.now(),
      requiredClaims: ['sub', 'exp'],
    });
    const { sub, exp = 0, name } = payload ?? {};
    if (!sub || sub.length > 200 || exp - this.now().getTime() / 1000 > LONGEST_SIGN_IN_SECONDS + SKEW_SECONDS)
      return null;
    return {
      userId: `customer:${sub}`,
      until: exp,
      ...(typeof name === 'string' && name !== '' ? { name: name.slice(0, 100) } : {}),
    };
  }
}

async function verified(token: string, key: Uint8Array, options: Parameters<typeof jwtVerify>[2]) {
  try {
    return (await jwtVerify(token, key, { ...options, algorithms: ['HS256'] })).payload;
  } catch (fault) {
    if (fault instanceof errors.JOSEError || fault instanceof TypeError) return null;
    throw fault;
  }
}
