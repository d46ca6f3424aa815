import * as openId from 'openid-client';
import { z } from 'zod';
import { Refusal } from '../refusal.js';
import { entraAccountIn } from './entraAccount.js';
import { OpenIdAgain } from './openIdAgain.js';
import { OpenIdProvider, type OpenIdSettings, unreachable } from './openIdProvider.js';
import { Seal } from './sealed.js';
import type { SignedIn } from './sessions.js';

interface Parts {
  settings: OpenIdSettings;
  /** The keys that replicas share; the first seals, all open. */
  keys: readonly string[];
  /** Where the provider sends browsers back to. */
  redirectUri(): string;
  now(): Date;
}

/** Who takes longer at the provider begins again. */
const FLOW_SECONDS = 10 * 60;
const LONGEST_NAME = 100;

const flow = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });

/**
 * Signs agents in with OpenID Connect: authorization code with PKCE, state and nonce (RFC 9700, section 2.1.1). What
 * belongs to a sign-in that is under way is sealed into a cookie: any replica ends what another began.
 */
export class OpenIdSignIn {
  /** Asks later what agents who have signed in may. */
  readonly again: OpenIdAgain;
  private readonly provider: OpenIdProvider;
  private readonly seal: Seal;

  constructor(private readonly parts: Parts) {
    const { settings, keys, now } = parts;
    this.provider = new OpenIdProvider(settings);
    this.again = new OpenIdAgain({ provider: this.provider, keys, now });
    this.seal = new Seal(keys, 'desk sign-in', now);
  }

  /**
   * @returns where the browser is to be sent, and what it brings back with it, sealed, within so many seconds
   * @throws {Refusal} 503
   */
  async begin(): Promise<{ location: string; sealed: string; seconds: number }> {
    const provider = await this.provider.read();
    const { rolesClaim, scopes } = this.parts.settings;
    const [state, nonce, verifier] = [openId.randomState(), openId.randomNonce(), openId.randomPKCECodeVerifier()];
    const location = openId.buildAuthorizationUrl(provider, {
      redirect_uri: this.parts.redirectUri(),
      scope: scopeFor(provider, rolesClaim, scopes),
      // OpenID Connect Core 1.0, section 11: without a consent offline access is not given.
      ...(scopes.includes('offline_access') && { prompt: 'consent' }),
      ...{ state, nonce, code_challenge: await openId.calculatePKCECodeChallenge(verifier) },
      code_challenge_method: 'S256',
    });
    const sealed = await this.seal.close({ state, nonce, verifier }, FLOW_SECONDS);
    return { location: location.href, sealed, seconds: FLOW_SECONDS };
  }

  /**
   * Ends a sign-in that came back from the provider. @param query what it came back with @param sealed as it was begun
   * @throws {Refusal} 400 where that is not this browser's sign-in or the provider said no, 503
   */
  async finish(query: string, sealed: string): Promise<SignedIn> {
    const begun = await this.seal.open(sealed, flow);
    if (begun === null) throw notThisOne();
    const provider = await this.provider.read();
    const called = new URL(`${this.parts.redirectUri()}?${query}`);
    const checks = { pkceCodeVerifier: begun.verifier, expectedState: begun.state, expectedNonce: begun.nonce };
    const tokens = await openId
      .authorizationCodeGrant(provider, called, { ...checks, idTokenExpected: true })
      .catch((fault: unknown) => {
        throw refusalOf(fault);
      });
    const claims = tokens.claims();
    if (!claims || claims.sub === '') throw notThisOne();
    const { sub } = claims;
    const described = await this.provider
      .describe(claims, { access: tokens.access_token, sub })
      .catch((fault: unknown) => {
        throw refusalOf(fault);
      });
    return {
      agent: { id: entraAccountIn(claims) ?? `oidc:${sub}`, name: nameIn(described.claims) },
      roles: described.roles,
      grant: await this.again.keep(tokens, { sub, inToken: described.inToken }),
    };
  }
}

/** Who they are, and where the provider has a scope for it what they may. */
function scopeFor(provider: openId.Configuration, claim: string, more: readonly string[]): string {
  const scopes = provider.serverMetadata().scopes_supported ?? [];
  return ['openid', 'profile', ...['roles', claim].filter((one) => scopes.includes(one)), ...more]
    .filter((scope, place, all) => all.indexOf(scope) === place)
    .join(' ');
}

/** What customers and colleagues read; control signs have no place in it. */
function nameIn(claims: Record<string, unknown>): string {
  const given = [claims.name, claims.preferred_username, claims.nickname, claims.email].find(
    (one) => typeof one === 'string' && one.trim() !== '',
  );
  const plain = String(given ?? 'Agent').replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ');
  return [...plain.trim()].slice(0, LONGEST_NAME).join('') || 'Agent';
}

const notThisOne = () =>
  new Refusal(400, 'BadSignIn', 'This sign-in took too long, or was begun in another browser. Begin it again.');

/** What the provider or a forger answered is not said further: only that it was no sign-in. */
function refusalOf(fault: unknown): Refusal {
  if (fault instanceof openId.AuthorizationResponseError)
    return new Refusal(403, 'SignInRefused', 'The sign-in service did not sign you in.');
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
  return code === 'OAUTH_TIMEOUT' || fault instanceof TypeError ? unreachable() : notThisOne();
}
