import { hkdfSync } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import * as openId from 'openid-client';
import { z } from 'zod';
import { Refusal } from '../refusal.js';
import { type RoleNames, rolesOf } from './openIdRoles.js';
import type { SignedIn } from './sessions.js';

/** The provider that agents sign in with, and what it knows the desk as. */
export interface OpenIdSettings {
  /** Such as `https://login.example.com/realms/staff`. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The claim in which their roles stand. */
  rolesClaim: string;
  roleNames: RoleNames;
}

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
const TIMEOUT_SECONDS = 10;
const LONGEST_NAME = 100;

const flow = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
const unreachable = () =>
  new Refusal(503, 'ServiceUnavailable', "The sign-in service can't be reached just now. Try again in a minute.", 5);

/**
 * Signs agents in with OpenID Connect: authorization code with PKCE, state and nonce (RFC 9700, section 2.1.1). What
 * belongs to a sign-in that is under way is sealed into a cookie: any replica ends what another began.
 */
export class OpenIdSignIn {
  private found: Promise<openId.Configuration> | null = null;
  private readonly keys: Uint8Array[];

  constructor(private readonly parts: Parts) {
    this.keys = parts.keys.map((key) => new Uint8Array(hkdfSync('sha256', key, 'certdesk', 'desk sign-in', 32)));
  }

  /**
   * @returns where the browser is to be sent, and what it brings back with it, sealed, within so many seconds
   * @throws {Refusal} 503
   */
  async begin(): Promise<{ location: string; sealed: string; seconds: number }> {
    const provider = await this.provider();
    const [state, nonce, verifier] = [openId.randomState(), openId.randomNonce(), openId.randomPKCECodeVerifier()];
    const location = openId.buildAuthorizationUrl(provider, {
      redirect_uri: this.parts.redirectUri(),
      scope: scopeFor(provider, this.parts.settings.rolesClaim),
      ...{ state, nonce, code_challenge: await openId.calculatePKCECodeChallenge(verifier) },
      code_challenge_method: 'S256',
    });
    return { location: location.href, sealed: await this.seal({ state, nonce, verifier }), seconds: FLOW_SECONDS };
  }

  /**
   * Ends a sign-in that came back from the provider. @param query what it came back with @param sealed as it was begun
   * @throws {Refusal} 400 where that is not this browser's sign-in or the provider said no, 503
   */
  async finish(query: string, sealed: string): Promise<SignedIn> {
    const begun = await this.open(sealed);
    const provider = await this.provider();
    const called = new URL(`${this.parts.redirectUri()}?${query}`);
    const checks = { pkceCodeVerifier: begun.verifier, expectedState: begun.state, expectedNonce: begun.nonce };
    const tokens = await openId
      .authorizationCodeGrant(provider, called, { ...checks, idTokenExpected: true })
      .catch((fault: unknown) => {
        throw refusalOf(fault);
      });
    const claims = tokens.claims();
    if (!claims || claims.sub === '') throw notThisOne();
    const { rolesClaim, roleNames } = this.parts.settings;
    const has = rolesOf(claims, rolesClaim, roleNames);
    // Many providers put into the token only who somebody is, and tell the rest when they are asked.
    const more =
      has.length === 0 && provider.serverMetadata().userinfo_endpoint !== undefined
        ? await openId.fetchUserInfo(provider, tokens.access_token, claims.sub).catch((fault: unknown) => {
            throw refusalOf(fault);
          })
        : {};
    const all = { ...claims, ...more };
    return {
      agent: { id: `oidc:${claims.sub}`, name: nameIn(all) },
      roles: has.length > 0 ? has : rolesOf(all, rolesClaim, roleNames),
    };
  }

  /** What the provider says of itself; asked for once, and again where that failed. @throws {Refusal} 503 */
  private async provider(): Promise<openId.Configuration> {
    this.found ??= discover(this.parts.settings);
    try {
      return await this.found;
    } catch {
      this.found = null;
      throw unreachable();
    }
  }

  private seal(begun: z.infer<typeof flow>): Promise<string> {
    const now = Math.floor(this.parts.now().getTime() / 1000);
    return new EncryptJWT(begun)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime(now + FLOW_SECONDS)
      .encrypt(this.keys[0]!);
  }

  private async open(sealed: string): Promise<z.infer<typeof flow>> {
    for (const key of this.keys) {
      const opened = await jwtDecrypt(sealed, key, {
        ...{ keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] },
        ...{ currentDate: this.parts.now(), requiredClaims: ['exp'] },
      }).catch(() => null);
      const read = flow.safeParse(opened?.payload);
      if (read.success) return read.data;
    }
    throw notThisOne();
  }
}

async function discover({ issuer, clientId, clientSecret }: OpenIdSettings): Promise<openId.Configuration> {
  const insecure = issuer.startsWith('http:') ? [openId.allowInsecureRequests] : [];
  const options = { execute: insecure, timeout: TIMEOUT_SECONDS };
  const found = await openId.discovery(new URL(issuer), clientId, clientSecret, undefined, options);
  const server = found.serverMetadata();
  // OpenID Connect Discovery 1.0, section 3: without a word of it a provider takes the basic way.
  const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const way = ways.includes('client_secret_basic') ? openId.ClientSecretBasic : openId.ClientSecretPost;
  const provider = new openId.Configuration(server, clientId, clientSecret, way(clientSecret));
  provider.timeout = TIMEOUT_SECONDS;
  for (const allow of insecure) allow(provider);
  return provider;
}

/** Who they are, and where the provider has a scope for it what they may. */
function scopeFor(provider: openId.Configuration, claim: string): string {
  const scopes = provider.serverMetadata().scopes_supported ?? [];
  return ['openid', 'profile', ...['roles', claim].filter((one) => scopes.includes(one))]
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
