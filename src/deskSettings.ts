import { z } from 'zod';
import { type MachineToken, readMachineTokens } from './desk/machineTokens.js';
import type { OpenIdSettings } from './desk/openIdProvider.js';
import { type RoleNames, readRoleNames } from './desk/openIdRoles.js';
import { isLoopback } from './loopback.js';

/** How agents and programs come to the desk. */
export interface DeskSettings {
  tokens: MachineToken[];
  /** Null: nobody signs in with a provider. */
  openId: OpenIdSettings | null;
  /** One-time links that are printed at the start; null where others than this machine can reach the desk. */
  links: number | null;
}

/** Programs' tokens; a fault names the program, never the token. */
export const machineTokens = z.string().transform((text, context): MachineToken[] => {
  const { tokens, faults } = readMachineTokens(text);
  for (const message of faults) context.addIssue({ code: 'custom', message });
  return faults.length > 0 ? z.NEVER : tokens;
});

/** What each role is called at the provider. */
export const roleNames = z.string().transform((text, context): RoleNames => {
  const read = readRoleNames(text);
  if ('names' in read) return read.names;
  context.addIssue({ code: 'custom', message: read.fault });
  return z.NEVER;
});

/** Scopes that are asked for beside the desk's own, with spaces or commas between them. */
export const oidcScopes = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''))
  // RFC 6749, section 3.3.
  .pipe(z.array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'must be scopes such as offline_access')));

/** Links beside the first one. */
export const linksPrinted = z
  .string()
  .regex(/^[1-9]$/, 'must be a number from 1 to 9: so many links are printed beside the first')
  .transform(Number);

/** A provider's address; without encryption on this machine alone. */
export const oidcIssuer = z.string().superRefine((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const fits = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!fits || url?.search !== '' || url.hash !== '')
    context.addIssue({ code: 'custom', message: 'must be an address such as https://login.example.com/realms/staff' });
});

const OF_PROVIDER = ['CERTDESK_OIDC_ISSUER', 'CERTDESK_OIDC_CLIENT_ID', 'CERTDESK_OIDC_CLIENT_SECRET'] as const;

/** What is missing of a provider: its address, what it knows the desk as, and the desk's secret belong together. */
export function deskWithoutProvider(given: Record<string, string | undefined>): string[] {
  const missing = OF_PROVIDER.filter((name) => !given[name]);
  const without = ['CERTDESK_OIDC_ROLES', 'CERTDESK_OIDC_ROLES_CLAIM', 'CERTDESK_OIDC_SCOPES'].filter(
    (name) => given[name],
  );
  const whole = missing.length === 0;
  const none = missing.length === OF_PROVIDER.length;
  if (none) return without.map((name) => `${name}: is of no use without CERTDESK_OIDC_ISSUER; set that as well`);
  return whole ? [] : missing.map((name) => `${name}: must be set with the others of ${OF_PROVIDER.join(', ')}`);
}

interface Read {
  CERTDESK_DESK_TOKENS: MachineToken[];
  CERTDESK_DESK_LINK?: number | undefined;
  CERTDESK_OIDC_ISSUER?: string | undefined;
  CERTDESK_OIDC_CLIENT_ID?: string | undefined;
  CERTDESK_OIDC_CLIENT_SECRET?: string | undefined;
  CERTDESK_OIDC_ROLES_CLAIM: string;
  CERTDESK_OIDC_ROLES: RoleNames;
  CERTDESK_OIDC_SCOPES: string[];
}

/** The desk's settings out of those that were read. @param here whether only this machine can reach the service */
export function deskOf(read: Read, here: boolean): DeskSettings {
  const { CERTDESK_OIDC_ISSUER: issuer, CERTDESK_OIDC_CLIENT_ID: clientId } = read;
  const clientSecret = read.CERTDESK_OIDC_CLIENT_SECRET;
  const { CERTDESK_OIDC_ROLES_CLAIM: rolesClaim, CERTDESK_OIDC_ROLES: names } = read;
  const openId =
    issuer === undefined || clientId === undefined || clientSecret === undefined
      ? null
      : { issuer, clientId, clientSecret, rolesClaim, roleNames: names, scopes: read.CERTDESK_OIDC_SCOPES };
  return {
    tokens: read.CERTDESK_DESK_TOKENS,
    openId,
    links: here && openId === null ? 1 + (read.CERTDESK_DESK_LINK ?? 0) : null,
  };
}
