import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../src/failure.js';
import { readSettings } from '../../src/settings.js';
import { namedForSdk, type TeamsApp } from '../../src/teamsSettings.js';
import { APP_ID, TENANT } from './microsoft.js';

const password = { MicrosoftAppId: APP_ID, MicrosoftAppPassword: 'a password' };
const PEM = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()
  .trim();
const certificate = { MicrosoftAppId: APP_ID, CertificateThumbprint: 'ab'.repeat(20), CertificatePrivateKey: PEM };
const outside = {
  ...{ HOST: '0.0.0.0', CERTDESK_PUBLIC_URL: 'https://chat.example.net' },
  CERTDESK_SIGNING_KEY: 'hY2k0pQ7tWz4nB8vC1xM5sD9fG3jL6aE',
};
const app = (environment: Record<string, string>) => readSettings(environment).teams as TeamsApp;

function faultsOf(environment: Record<string, string>): string[] {
  try {
    readSettings(environment);
  } catch (fault) {
    if (fault instanceof Failure)
      return fault.message
        .split('\n')
        .slice(1)
        .map((line) => line.trim());
    throw fault;
  }
  return [];
}

test.each([
  ['on this machine alone unsigned activities of an emulator are taken', {}, { development: true }],
  ['behind a proxy on this machine Teams isn’t served', { CERTDESK_PROXIES: '1' }, null],
  ['where others can reach the service Teams isn’t served', outside, null],
  ['under a public address Teams isn’t served', { ...outside, HOST: '127.0.0.1' }, null],
  ['with an app id activities are signed, on this machine too', password, { development: false, appId: APP_ID }],
])('%s', (_, environment, teams) => {
  const read = readSettings(environment as Record<string, string>).teams;
  if (teams === null) expect(read).toBeNull();
  else expect(read).toMatchObject(teams);
});

test.each([
  [
    'a secret',
    password,
    { type: 'MultiTenant', password: 'a password', certificate: null, tenantId: null, tenants: null },
  ],
  [
    'one tenant',
    { ...password, MicrosoftAppType: 'singletenant', MicrosoftAppTenantId: TENANT },
    { type: 'SingleTenant', tenants: [TENANT] },
  ],
  [
    'a managed identity',
    { MicrosoftAppId: APP_ID, MicrosoftAppType: 'userassignedMSI', MicrosoftAppTenantId: TENANT },
    { type: 'UserAssignedMSI', password: null },
  ],
  ['a certificate', certificate, { certificate: { thumbprint: 'ab'.repeat(20), privateKey: PEM } }],
  [
    'a key in one line',
    { ...certificate, CertificatePrivateKey: PEM.replaceAll('\n', '\\n') },
    { certificate: { privateKey: PEM } },
  ],
  [
    'listed tenants',
    { ...password, MicrosoftAppTenantId: TENANT, CERTDESK_TEAMS_TENANTS: 'A-1, b-2,' },
    { tenants: ['a-1', 'b-2'] },
  ],
])('credentials as the SDK names them: %s', (_, environment, read) =>
  expect(app(environment as Record<string, string>)).toMatchObject(read),
);

test('an address that is set leaves the others as they are', () => {
  const { addresses } = app({ ...password, BotOpenIdMetadata: 'https://keys.example.com/x' });
  expect(addresses).toEqual({
    ...app(password).addresses,
    ToBotFromChannelOpenIdMetadataUrl: 'https://keys.example.com/x',
  });
  expect(Object.values(addresses).every((address) => address !== '')).toBe(true);
});

test('ToBotFromChannelOpenIdMetadataUrl goes before BotOpenIdMetadata, OAuthUrl before OAuthApiEndpoint', () => {
  const set = { BotOpenIdMetadata: 'https://a.example/', ToBotFromChannelOpenIdMetadataUrl: 'https://b.example/' };
  const oauth = { OAuthApiEndpoint: 'https://c.example/', OAuthUrl: 'https://d.example/' };
  expect(app({ ...password, ...set, ...oauth }).addresses).toMatchObject({
    ToBotFromChannelOpenIdMetadataUrl: 'https://b.example/',
    OAuthUrl: 'https://d.example/',
  });
});

test("the government's cloud has addresses of its own", () => {
  const { addresses } = app({ ...password, ChannelService: 'https://botframework.azure.us' });
  expect(addresses.ToBotFromChannelTokenIssuer).toBe('https://api.botframework.us');
});

test('what the SDK is given has every address in it', () => {
  const named = namedForSdk(app({ ...certificate, MicrosoftAppTenantId: TENANT }));
  expect(named).toMatchObject({
    ...{ MicrosoftAppId: APP_ID, MicrosoftAppType: 'MultiTenant', MicrosoftAppTenantId: TENANT },
    ...{ CertificateThumbprint: 'ab'.repeat(20), ToChannelFromBotOAuthScope: 'https://api.botframework.com' },
  });
});

const half = 'is of no use without MicrosoftAppId; set that as well';
const faults: [string, Record<string, string>, string[]][] = [
  ['a password alone', { MicrosoftAppPassword: 'x' }, [`MicrosoftAppPassword: ${half}`]],
  ['a tenant alone', { MicrosoftAppTenantId: TENANT }, [`MicrosoftAppTenantId: ${half}`]],
  ['a type alone', { MicrosoftAppType: 'MultiTenant' }, [`MicrosoftAppType: ${half}`]],
  ['half a certificate alone', { CertificateThumbprint: 'ab'.repeat(20) }, [`CertificateThumbprint: ${half}`]],
  ['an address alone', { BotOpenIdMetadata: 'https://a.example/' }, [`BotOpenIdMetadata: ${half}`]],
  ['listed tenants alone', { CERTDESK_TEAMS_TENANTS: TENANT }, [`CERTDESK_TEAMS_TENANTS: ${half}`]],
  [
    'no secret',
    { MicrosoftAppId: APP_ID },
    ['MicrosoftAppPassword: must be set (or a certificate), because MicrosoftAppType is MultiTenant'],
  ],
  [
    'an id that is none',
    { ...password, MicrosoftAppId: 'my bot' },
    ['MicrosoftAppId: must be an id such as 12345678-90ab-cdef-1234-567890abcdef'],
  ],
  [
    'a type that is none',
    { ...password, MicrosoftAppType: 'Multi' },
    ['MicrosoftAppType: must be one of MultiTenant, SingleTenant, UserAssignedMSI'],
  ],
  [
    'one tenant without its id',
    { ...password, MicrosoftAppType: 'SingleTenant' },
    ['MicrosoftAppTenantId: must be set, because MicrosoftAppType is SingleTenant'],
  ],
  [
    'a managed identity with a password and without a tenant',
    { ...password, MicrosoftAppType: 'UserAssignedMSI' },
    [
      'MicrosoftAppTenantId: must be set, because MicrosoftAppType is UserAssignedMSI',
      'MicrosoftAppPassword: must not be set, because MicrosoftAppType is UserAssignedMSI',
    ],
  ],
  [
    'half a certificate',
    { ...password, CertificateThumbprint: 'ab'.repeat(20) },
    ["CertificatePrivateKey: must be set with the certificate's other half"],
  ],
  [
    'a thumbprint that is none',
    { ...certificate, CertificateThumbprint: 'xyz' },
    ['CertificateThumbprint: must be 40 or 64 hexadecimal digits'],
  ],
  [
    'a key that is none',
    { ...certificate, CertificatePrivateKey: 'secret' },
    ['CertificatePrivateKey: is no private key in PEM without a password'],
  ],
  [
    'metadata over http',
    { ...password, BotOpenIdMetadata: 'http://keys.example.com/' },
    ['BotOpenIdMetadata: must be an address that begins with https://'],
  ],
  [
    'another cloud',
    { ...password, ChannelService: 'https://x.example' },
    ['ChannelService: must be https://botframework.azure.us, or absent'],
  ],
  [
    "a tenant's name",
    { ...password, MicrosoftAppTenantId: 'contoso.onmicrosoft.com' },
    ["MicrosoftAppTenantId: must be the tenant's id, not its name; or list the ids in CERTDESK_TEAMS_TENANTS"],
  ],
  [
    'a host that is an address',
    { ...password, CERTDESK_TEAMS_SERVICE_HOSTS: 'https://a.example/' },
    ['CERTDESK_TEAMS_SERVICE_HOSTS: must be host names such as smba.example.net, without https://'],
  ],
  [
    'a host that is a number',
    { ...password, CERTDESK_TEAMS_SERVICE_HOSTS: '10.0.0.1' },
    ['CERTDESK_TEAMS_SERVICE_HOSTS: must be host names such as smba.example.net, without https://'],
  ],
  ['an empty list', { ...password, CERTDESK_TEAMS_TENANTS: ',' }, ['CERTDESK_TEAMS_TENANTS: has nothing in it']],
];

test.each(faults)('%s is said', (_, environment, expected) => expect(faultsOf(environment)).toEqual(expected));

test('no secret is told in a fault', () => {
  const secret = 'canary-of-a-secret';
  const told = faultsOf({ MicrosoftAppPassword: secret, CertificatePrivateKey: secret, CertificateThumbprint: secret });
  expect(told.length).toBeGreaterThanOrEqual(3);
  expect(told.join('\n')).not.toContain(secret);
});

/** Starts the program itself. @returns its exit status and what it wrote to standard error */
function started(environment: Record<string, string>): { status: number | null; told: string } {
  const folder = mkdtempSync(join(tmpdir(), 'certdesk-bad-'));
  const clean = Object.entries(process.env).filter(([name]) => !/^(?:Microsoft|Certificate|CERTDESK)/.test(name));
  const { status, stderr } = spawnSync(process.execPath, [join(__dirname, '..', '..', 'dist', 'main.js'), 'serve'], {
    env: { ...Object.fromEntries(clean), PORT: '0', CERTDESK_DATA: folder, ...environment },
    encoding: 'utf8',
    timeout: 60_000,
  });
  rmSync(folder, { recursive: true, force: true });
  return { status, told: stderr };
}

test('authentication can’t be left out: the program doesn’t start with half of it, and says all that is wrong', () => {
  const chosen = process.env.CERTDESK_LONG ? faults : [faults[0]!, faults[3]!, faults[6]!, faults[10]!];
  for (const [, environment, expected] of [...chosen, ...everythingWrong]) {
    const { status, told } = started(environment);
    expect(status).toBe(1);
    for (const line of expected) expect(told).toContain(line);
  }
});

const everythingWrong: typeof faults = [
  [
    'everything at once',
    {
      ...{ HOST: '0.0.0.0', MicrosoftAppPassword: 'x', MicrosoftAppType: 'Multi', MicrosoftAppTenantId: 'a b' },
      ...{ BotOpenIdMetadata: 'ftp://x', CERTDESK_TEAMS_SERVICE_HOSTS: '*', PORT: 'x' },
    },
    [
      ...['CERTDESK_PUBLIC_URL: must be set', 'CERTDESK_SIGNING_KEY: must be set', 'PORT: must be a number'],
      ...['MicrosoftAppPassword', 'MicrosoftAppType', 'BotOpenIdMetadata'].map((name) => `${name}: ${half}`),
      ...[
        'MicrosoftAppType: must be one of',
        'MicrosoftAppTenantId: must be an id',
        'BotOpenIdMetadata: must be an address',
      ],
      'CERTDESK_TEAMS_SERVICE_HOSTS: must be host names',
    ],
  ],
];
