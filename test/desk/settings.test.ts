import { Failure } from '../../src/failure.js';
import { readSettings } from '../../src/settings.js';

const TOKEN = 'hY2k0pQ7tWz4nB8vC1xM5sD9fG3jL6aE';
const provider = {
  CERTDESK_OIDC_ISSUER: 'https://login.example.com/realms/staff',
  CERTDESK_OIDC_CLIENT_ID: 'certdesk',
  CERTDESK_OIDC_CLIENT_SECRET: 'a secret',
};

test('on this machine alone a link is printed, and as many more as are wished', () => {
  expect(readSettings({}).desk).toEqual({ tokens: [], openId: null, links: 1 });
  expect(readSettings({ CERTDESK_DESK_LINK: '2' }).desk.links).toBe(3);
});

test('with a provider there are no links, and none where others can reach the desk', () => {
  expect(readSettings(provider).desk).toEqual({
    ...{ tokens: [], links: null },
    openId: {
      ...{
        issuer: 'https://login.example.com/realms/staff',
        clientId: 'certdesk',
        clientSecret: 'a secret',
        scopes: [],
      },
      ...{ rolesClaim: 'roles', roleNames: [] },
    },
  });
  const outside = { CERTDESK_PUBLIC_URL: 'https://chat.example.net', CERTDESK_SIGNING_KEY: TOKEN };
  expect(readSettings(outside).desk.links).toBeNull();
});

test('roles may be called otherwise at the provider, and stand elsewhere', () =>
  expect(
    readSettings({
      ...provider,
      CERTDESK_OIDC_ROLES: 'agent=support-agents, agent=night-shift,supervisor=cn=leads',
      CERTDESK_OIDC_ROLES_CLAIM: 'realm_access.roles',
      CERTDESK_OIDC_SCOPES: 'offline_access, groups',
    }).desk.openId,
  ).toMatchObject({
    rolesClaim: 'realm_access.roles',
    scopes: ['offline_access', 'groups'],
    roleNames: [
      { role: 'agent', called: 'support-agents' },
      { role: 'agent', called: 'night-shift' },
      { role: 'supervisor', called: 'cn=leads' },
    ],
  }));

test('programs have a name, roles and a token', () =>
  expect(
    readSettings({ CERTDESK_DESK_TOKENS: `crm:agent+supervisor:${TOKEN}, kb:knowledge-owner:${TOKEN}:2` }).desk.tokens,
  ).toEqual([
    { name: 'crm', roles: ['agent', 'supervisor'], token: TOKEN },
    { name: 'kb', roles: ['knowledge-owner'], token: `${TOKEN}:2` },
  ]));

test.each<[string, NodeJS.ProcessEnv, RegExp[]]>([
  ['a short token', { CERTDESK_DESK_TOKENS: 'crm:agent:short' }, [/CERTDESK_DESK_TOKENS: "crm" .*32 characters/]],
  ['a role that is none', { CERTDESK_DESK_TOKENS: `crm:boss:${TOKEN}` }, [/"crm" must name roles out of agent/]],
  ['a token without a role', { CERTDESK_DESK_TOKENS: `crm::${TOKEN}` }, [/"crm" must name roles/]],
  ['a token without a name', { CERTDESK_DESK_TOKENS: `:agent:${TOKEN}` }, [/the entry 1 must begin with a name/]],
  [
    'one name and one token for two',
    { CERTDESK_DESK_TOKENS: `crm:agent:${TOKEN},crm:supervisor:${TOKEN}` },
    [/"crm" stands there twice/, /"crm" must have a token of its own/],
  ],
  [
    'each fault of each token',
    { CERTDESK_DESK_TOKENS: 'a:b:c,d:agent:e' },
    [/"a" must name roles/, /"a" must end with a token/, /"d" must end with a token/],
  ],
  ['no number of links', { CERTDESK_DESK_LINK: '10' }, [/CERTDESK_DESK_LINK: must be a number from 1 to 9/]],
  [
    'a part of a provider',
    { CERTDESK_OIDC_ISSUER: provider.CERTDESK_OIDC_ISSUER },
    [/CERTDESK_OIDC_CLIENT_ID: must be set/, /CERTDESK_OIDC_CLIENT_SECRET: must be set/],
  ],
  [
    'a provider without encryption elsewhere',
    { ...provider, CERTDESK_OIDC_ISSUER: 'http://login.example.com' },
    [/CERTDESK_OIDC_ISSUER: must be an address/],
  ],
  ['roles without a provider', { CERTDESK_OIDC_ROLES: 'agent=a' }, [/CERTDESK_OIDC_ROLES: is of no use/]],
  ['scopes without a provider', { CERTDESK_OIDC_SCOPES: 'groups' }, [/CERTDESK_OIDC_SCOPES: is of no use/]],
  ['scopes that are none', { ...provider, CERTDESK_OIDC_SCOPES: 'a"b' }, [/CERTDESK_OIDC_SCOPES: must be scopes/]],
  ['roles that are none', { ...provider, CERTDESK_OIDC_ROLES: 'boss=a' }, [/CERTDESK_OIDC_ROLES: must be such as/]],
])('%s stops the start, naming what is wrong', (_, environment, messages) => {
  expect(() => readSettings(environment)).toThrow(Failure);
  for (const message of messages) expect(() => readSettings(environment)).toThrow(message);
});

test('no token stands in the message', () =>
  expect(() => readSettings({ CERTDESK_DESK_TOKENS: 'crm:boss:secret1' })).toThrow(/^(?!.*secret1)/s));
