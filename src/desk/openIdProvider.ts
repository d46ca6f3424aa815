import * as openId from 'openid-client';
import { Refusal } from '../refusal.js';
import { type RoleNames, rolesOf } from './openIdRoles.js';
import type { Role } from './roles.js';

/** The provider that agents sign in with, and what it knows the desk as. */
export interface OpenIdSettings {
  /** Such as `https://login.example.com/realms/staff`. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The claim in which their roles stand. */
  rolesClaim: string;
  roleNames: RoleNames;
  /** Asked for beside what the desk asks for by itself, such as `offline_access`. */
  scopes: readonly string[];
}

const TIMEOUT_SECONDS = 10;

export const unreachable = () =>
  new Refusal(503, 'ServiceUnavailable', "The sign-in service can't be reached just now. Try again in a minute.", 5);

/** What a provider says of somebody, and what they may by that. */
export interface Described {
  claims: Record<string, unknown>;
  roles: Role[];
  /** Whether their roles stood in the ID token. */
  inToken: boolean;
}

/** The provider as it describes itself, and what it says of agents. */
export class OpenIdProvider {
  private found: Promise<openId.Configuration> | null = null;

  constructor(readonly settings: OpenIdSettings) {}

  /** What the provider says of itself; asked for once, and again where that failed. @throws {Refusal} 503 */
  async read(): Promise<openId.Configuration> {
    this.found ??= discover(this.settings);
    try {
      return await this.found;
    } catch {
      this.found = null;
      throw unreachable();
    }
  }

  /** Whether it tells more of somebody than stands in their token. @throws {Refusal} 503 */
  async tellsMore(): Promise<boolean> {
    return (await this.read()).serverMetadata().userinfo_endpoint !== undefined;
  }

  /**
   * Who somebody is. Many providers put into the token only that, and tell the rest when they are asked.
   * @param claims as they stand in the ID token @throws what the provider answered, or that it did not
   */
  async describe(claims: Record<string, unknown>, token: { access: string; sub: string }): Promise<Described> {
    const { rolesClaim, roleNames } = this.settings;
    const roles = rolesOf(claims, rolesClaim, roleNames);
    if (roles.length > 0 || !(await this.tellsMore())) return { claims, roles, inToken: roles.length > 0 };
    const all = { ...claims, ...(await openId.fetchUserInfo(await this.read(), token.access, token.sub)) };
    return { claims: all, roles: rolesOf(all, rolesClaim, roleNames), inToken: false };
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
