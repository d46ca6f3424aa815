import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { isDay } from './languages/calendar.js';
import { isLoopback } from './loopback.js';
import { agentsPlaceIn, type TeamsAgentsPlace } from './teamsAgentsPlace.js';

/** How the bot proves to Microsoft that it is itself. */
export type TeamsAppType = 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';

/** Microsoft's addresses, as Bot Framework's settings name them; each has the default of its cloud. */
export interface TeamsAddresses {
  /** Where the bot gets its tokens. */
  ToChannelFromBotLoginUrl: string;
  ToChannelFromBotOAuthScope: string;
  /** Who signs what comes in. */
  ToBotFromChannelTokenIssuer: string;
  /** Where the keys of those signatures are named. */
  ToBotFromChannelOpenIdMetadataUrl: string;
  OAuthUrl: string;
  ToBotFromEmulatorOpenIdMetadataUrl: string;
  CallerId: string;
}

/** The bot as it is registered with Microsoft. */
export interface TeamsApp {
  development: false;
  appId: string;
  type: TeamsAppType;
  tenantId: string | null;
  password: string | null;
  certificate: { thumbprint: string; privateKey: string } | null;
  addresses: TeamsAddresses;
  /** Whether the authority of a token's address is looked up before it is asked. */
  validateAuthority: boolean;
  /** Tenants whose people are answered, in small letters; null: any. */
  tenants: string[] | null;
  /** Hosts of the Connector: nobody else gets our bearer. */
  serviceHosts: string[];
  /** Hosts of people's files, beside Microsoft's own. */
  fileHosts: string[];
  /** The day (ISO) on which the secret ends; null where nobody said. */
  secretExpires: string | null;
  /** Where agents work cases; null: at the desk alone. */
  agents: TeamsAgentsPlace | null;
}

/** On this machine alone, for an emulator: unsigned activities of this machine, answered on this machine. */
export interface TeamsDevelopment {
  development: true;
}

export type TeamsSettings = TeamsApp | TeamsDevelopment;

/** The Connector's hosts (Microsoft 365 and its government clouds). */
const SERVICE_HOSTS = [
  ...['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com'],
  ...['smba.infra.gov.teams.microsoft.us', 'smba.infra.dod.teams.microsoft.us'],
];

const US_GOVERNMENT = 'https://botframework.azure.us';
/** By the value of ChannelService (AuthenticationConstants and GovernmentConstants of botframework-connector). */
const clouds: Record<string, TeamsAddresses> = {
  '': {
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    ToBotFromChannelOpenIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    OAuthUrl: 'https://api.botframework.com',
    ToBotFromEmulatorOpenIdMetadataUrl:
      'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
    CallerId: 'urn:botframework:azure',
  },
  [US_GOVERNMENT]: {
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us',
    ToChannelFromBotOAuthScope: 'https://api.botframework.us',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.us',
    ToBotFromChannelOpenIdMetadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    OAuthUrl: 'https://api.botframework.azure.us',
    ToBotFromEmulatorOpenIdMetadataUrl:
      'https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0/.well-known/openid-configuration',
    CallerId: 'urn:botframework:azureusgov',
  },
};

/** Without them no reply could ever be sent. */
const needs: Record<TeamsAppType, { tenant: boolean; secret: 'needed' | 'never' }> = {
  MultiTenant: { tenant: false, secret: 'needed' },
  SingleTenant: { tenant: true, secret: 'needed' },
  UserAssignedMSI: { tenant: true, secret: 'never' },
};

const TYPES = Object.keys(needs) as TeamsAppType[];
const word = (example: string) => z.string().regex(/^[\w.-]{1,100}$/, `must be an id such as ${example}`);
const EXAMPLE = '12345678-90ab-cdef-1234-567890abcdef';
/** An address of Microsoft's; without encryption on this machine alone. */
const address = z.string().refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const fits = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  return fits && url?.username === '' && url.password === '' && url.hash === '';
}, 'must be an address that begins with https://');
const words = <Item>(item: z.ZodType<Item, string>) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim().toLowerCase())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(item).min(1, 'has nothing in it'));
const host = z
  .string()
  .regex(
    /^(?!\d+(?:\.\d+){3}$)[a-z\d-]+(?:\.[a-z\d-]+)+$/,
    'must be host names such as smba.example.net, without https://',
  );
/** Exact, or `*.` before the end that names have. */
const fileHost = z
  .string()
  .regex(
    /^(?:\*\.)?(?!\d+(?:\.\d+){3}$)[a-z\d-]+(?:\.[a-z\d-]+)+$/,
    'must be host names such as files.example.net or *.example.net, without https://',
  );

const NO_CHANNEL =
  'must be the link that Teams copies by "Get link to channel", or the tenant\'s id, a slash and the channel\'s id';

/** The variables of Teams, by the names that Microsoft's SDK gives them where it has one. */
export const teamsVariables = {
  MicrosoftAppId: word(EXAMPLE).optional(),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppType: z
    .string()
    .transform((text) => TYPES.find((type) => type.toLowerCase() === text.toLowerCase()))
    .refine((type) => type !== undefined, `must be one of ${TYPES.join(', ')}`)
    .optional(),
  MicrosoftAppTenantId: word(EXAMPLE).optional(),
  CertificateThumbprint: z
    .string()
    .transform((text) => text.replace(/[:\s]/g, ''))
    .refine((text) => /^(?:[\da-f]{40}|[\da-f]{64})$/i.test(text), 'must be 40 or 64 hexadecimal digits')
    .optional(),
  CertificatePrivateKey: z
    .string()
    .transform((text) => text.replaceAll('\\n', '\n'))
    .refine(isPrivateKey, 'is no private key in PEM without a password')
    .optional(),
  ChannelService: z
    .string()
    .refine((text) => Object.hasOwn(clouds, text), `must be ${US_GOVERNMENT}, or absent`)
    .optional(),
  ValidateAuthority: z.enum(['true', 'false'], 'must be true or false').optional(),
  ToChannelFromBotLoginUrl: address.optional(),
  ToChannelFromBotOAuthScope: z.string().optional(),
  ToBotFromChannelTokenIssuer: z.string().optional(),
  OAuthUrl: address.optional(),
  OAuthApiEndpoint: address.optional(),
  ToBotFromChannelOpenIdMetadataUrl: address.optional(),
  BotOpenIdMetadata: address.optional(),
  ToBotFromEmulatorOpenIdMetadataUrl: address.optional(),
  CallerId: z.string().optional(),
  CERTDESK_TEAMS_TENANTS: words(word(EXAMPLE)).optional(),
  CERTDESK_TEAMS_SERVICE_HOSTS: words(host).optional(),
  CERTDESK_TEAMS_FILE_HOSTS: words(fileHost).optional(),
  CERTDESK_TEAMS_SECRET_EXPIRES: z.string().refine(isDay, 'must be a day such as 2027-05-31').optional(),
  CERTDESK_TEAMS_AGENTS: z
    .string()
    .transform((text, context) => {
      const place = agentsPlaceIn(text);
      if (place) return place;
      context.addIssue({ code: 'custom', message: NO_CHANNEL });
      return z.NEVER;
    })
    .optional(),
} as const;

type Given = Record<string, string | undefined>;
type Read = { [Name in keyof typeof teamsVariables]?: z.output<(typeof teamsVariables)[Name]> | undefined };

/** What is missing of the bot's registration, or too much of it, whatever else is wrong. */
export function teamsFaults(given: Given): string[] {
  const set = Object.keys(teamsVariables).filter((name) => given[name]);
  if (!given.MicrosoftAppId) return set.map((name) => `${name}: is of no use without MicrosoftAppId; set that as well`);
  const type = typeOf(given.MicrosoftAppType);
  const { CertificateThumbprint: thumbprint, CertificatePrivateKey: key, MicrosoftAppTenantId: tenant = '' } = given;
  const certificate = [thumbprint, key].filter(Boolean).length;
  const secret = ['MicrosoftAppPassword', 'CertificateThumbprint', 'CertificatePrivateKey'].filter(
    (name) => given[name],
  );
  return [
    ...(type && needs[type].tenant && tenant === ''
      ? [`MicrosoftAppTenantId: must be set, because MicrosoftAppType is ${type}`]
      : []),
    ...(type && needs[type].secret === 'needed' && secret.length === 0
      ? [`MicrosoftAppPassword: must be set (or a certificate), because MicrosoftAppType is ${type}`]
      : []),
    ...(type && needs[type].secret === 'never'
      ? secret.map((name) => `${name}: must not be set, because MicrosoftAppType is ${type}`)
      : []),
    ...(certificate === 1
      ? [
          `${thumbprint ? 'CertificatePrivateKey' : 'CertificateThumbprint'}: must be set with the certificate's other half`,
        ]
      : []),
    ...(tenant.includes('.') && !given.CERTDESK_TEAMS_TENANTS
      ? ["MicrosoftAppTenantId: must be the tenant's id, not its name; or list the ids in CERTDESK_TEAMS_TENANTS"]
      : []),
  ];
}

/**
 * The settings of Teams out of those that were read.
 * @param here whether only this machine can reach the service, without a proxy
 * @returns null where Teams isn't served
 */
export function teamsOf(read: Read, here: boolean): TeamsSettings | null {
  const { MicrosoftAppId: appId, CertificateThumbprint: thumbprint, CertificatePrivateKey: privateKey } = read;
  if (appId === undefined) return here ? { development: true } : null;
  const tenantId = read.MicrosoftAppTenantId ?? null;
  return {
    ...{ development: false, appId, type: read.MicrosoftAppType ?? 'MultiTenant', tenantId },
    password: read.MicrosoftAppPassword ?? null,
    certificate: thumbprint === undefined || privateKey === undefined ? null : { thumbprint, privateKey },
    addresses: addressesOf(read),
    validateAuthority: read.ValidateAuthority !== 'false',
    tenants: read.CERTDESK_TEAMS_TENANTS ?? (tenantId === null ? null : [tenantId.toLowerCase()]),
    serviceHosts: [...SERVICE_HOSTS, ...(read.CERTDESK_TEAMS_SERVICE_HOSTS ?? [])],
    fileHosts: read.CERTDESK_TEAMS_FILE_HOSTS ?? [],
    ...{ secretExpires: read.CERTDESK_TEAMS_SECRET_EXPIRES ?? null, agents: read.CERTDESK_TEAMS_AGENTS ?? null },
  };
}

/** The SDK drops all of its defaults where one address is set: here each keeps its own. */
function addressesOf(read: Read): TeamsAddresses {
  const defaults = clouds[read.ChannelService ?? '']!;
  const given: Partial<Record<keyof TeamsAddresses, string | undefined>> = {
    ...read,
    OAuthUrl: read.OAuthUrl ?? read.OAuthApiEndpoint,
    ToBotFromChannelOpenIdMetadataUrl: read.ToBotFromChannelOpenIdMetadataUrl ?? read.BotOpenIdMetadata,
  };
  const names = Object.keys(defaults) as (keyof TeamsAddresses)[];
  return Object.fromEntries(names.map((name) => [name, given[name] ?? defaults[name]])) as unknown as TeamsAddresses;
}

/** The settings by the SDK's own names, every address said: what its ConfigurationBotFrameworkAuthentication reads. */
export function namedForSdk({
  appId,
  type,
  tenantId,
  password,
  certificate,
  ...rest
}: TeamsApp): Record<string, string> {
  return {
    ...{ MicrosoftAppId: appId, MicrosoftAppType: type, ...rest.addresses },
    ValidateAuthority: String(rest.validateAuthority),
    ...(tenantId === null ? {} : { MicrosoftAppTenantId: tenantId }),
    ...(password === null ? {} : { MicrosoftAppPassword: password }),
    ...(certificate && {
      CertificateThumbprint: certificate.thumbprint,
      CertificatePrivateKey: certificate.privateKey,
    }),
  };
}

/** Absent it is the SDK's own default; null where it is none of them. */
function typeOf(text: string | undefined): TeamsAppType | null {
  if (!text) return 'MultiTenant';
  return TYPES.find((type) => type.toLowerCase() === text.toLowerCase()) ?? null;
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
