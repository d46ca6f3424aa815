import * as openId from 'openid-client';
import { z } from 'zod';
import type { OpenIdProvider } from './openIdProvider.js';
import type { Role } from './roles.js';
import { Seal } from './sealed.js';

/** By what the provider is asked about an agent who has signed in. */
const grant = z.object({
  sub: z.string(),
  access: z.string(),
  /** When the access token ends (ms). */
  accessUntil: z.number(),
  refresh: z.string().nullable(),
  /** Whether the roles stood in the ID token: then nothing else tells them. */
  inToken: z.boolean(),
});
type Grant = z.infer<typeof grant>;
type Tokens = Pick<openId.TokenEndpointResponse, 'access_token' | 'refresh_token' | 'expires_in'>;

/**
 * What a provider says when it is asked again: what the agent may now (null: that the sign-in is good still, without
 * their roles), and by what it is asked the next time; that the sign-in is over; nothing, as it could not be reached;
 * or that there is no way to ask it any more.
 */
export type Again =
  | { says: 'yes'; roles: Role[] | null; grant: string }
  | { says: 'no' }
  | { says: 'nothing'; fault: unknown }
  | { says: 'never' };

/** An access token without a word of how long it is good may be so for a few minutes (RFC 6749, section 5.1). */
const ACCESS_SECONDS = 300;
/** Errors by which a provider ends a grant or a token (RFC 6749, section 5.2, and RFC 6750, section 3.1). */
const OVER = ['invalid_grant', 'invalid_token'];

/** Asks the provider again what an agent may: by a refresh token, else by the access token while that is good. */
export class OpenIdAgain {
  private readonly seal: Seal;

  constructor(private readonly parts: { provider: OpenIdProvider; keys: readonly string[]; now(): Date }) {
    this.seal = new Seal(parts.keys, 'desk grant', parts.now);
  }

  /**
   * By what the provider can be asked again after a sign-in, sealed. @returns null where it can't be
   * @throws {Refusal} 503
   */
  async keep(tokens: Tokens, who: Pick<Grant, 'sub' | 'inToken'>): Promise<string | null> {
    const made = this.grantOf(tokens, { ...who, refresh: null });
    const askable = made.refresh !== null || (!who.inToken && (await this.parts.provider.tellsMore()));
    return askable ? this.seal.close(made, null) : null;
  }

  /** Asks now. Never throws. */
  async ask(sealed: string): Promise<Again> {
    const held = await this.seal.open(sealed, grant);
    if (held === null) return { says: 'never' };
    try {
      return held.refresh === null ? await this.byAccess(held) : await this.byRefresh(held, held.refresh);
    } catch (fault) {
      return isOver(fault) ? { says: 'no' } : { says: 'nothing', fault };
    }
  }

  private async byRefresh(held: Grant, refresh: string): Promise<Again> {
    const { provider } = this.parts;
    const tokens = await openId.refreshTokenGrant(await provider.read(), refresh);
    const claims = tokens.claims();
    if (claims && claims.sub !== held.sub) return { says: 'no' };
    const next = this.grantOf(tokens, { ...held, refresh });
    const sealed = await this.seal.close(next, null);
    // OpenID Connect Core 1.0, section 12.2: there may be no ID token this time.
    if (!claims && held.inToken) return { says: 'yes', roles: null, grant: sealed };
    const { roles } = await provider.describe(claims ?? {}, { access: next.access, sub: held.sub });
    return { says: 'yes', roles, grant: sealed };
  }

  private async byAccess(held: Grant): Promise<Again> {
    if (this.parts.now().getTime() >= held.accessUntil) return { says: 'never' };
    const { roles } = await this.parts.provider.describe({}, { access: held.access, sub: held.sub });
    return { says: 'yes', roles, grant: await this.seal.close(held, null) };
  }

  /** @param held with the refresh token that was used: a provider that gives no other goes on taking it */
  private grantOf(
    { access_token, refresh_token, expires_in }: Tokens,
    { sub, inToken, refresh }: Pick<Grant, 'sub' | 'inToken' | 'refresh'>,
  ): Grant {
    const accessUntil = this.parts.now().getTime() + (expires_in ?? ACCESS_SECONDS) * 1000;
    return { sub, inToken, access: access_token, accessUntil, refresh: refresh_token ?? refresh };
  }
}

function isOver(fault: unknown): boolean {
  if (fault instanceof openId.ResponseBodyError) return OVER.includes(fault.error);
  return fault instanceof openId.WWWAuthenticateChallengeError && fault.status === 401;
}
