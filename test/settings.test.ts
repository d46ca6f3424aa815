import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../src/failure.js';
import { readSettings } from '../src/settings.js';
import { teamsVariables } from '../src/teamsSettings.js';

const KEY = 'hY2k0pQ7tWz4nB8vC1xM5sD9fG3jL6aE';
const SIGN_IN_KEY = 'wR4mN7bJ2vX9cT6yL1pZ8sK3hD5gF0aQ';
const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const outside = { HOST: '0.0.0.0', CERTDESK_PUBLIC_URL: 'https://chat.example.net', CERTDESK_SIGNING_KEY: KEY };

test('nothing is needed on this machine alone', () =>
  expect(readSettings({})).toMatchObject({
    host: '127.0.0.1',
    port: 3978,
    databaseUrl: null,
    publicUrl: null,
    origins: [],
    rateFactor: 1,
    proxies: 0,
    signingKeys: null,
    signInKey: null,
    webhooks: null,
    mail: null,
    keepDays: 90,
  }));

test('no days of keeping are all days', () =>
  expect(['0', '30'].map((CERTDESK_KEEP_DAYS) => readSettings({ CERTDESK_KEEP_DAYS }).keepDays)).toEqual([null, 30]));

test('an empty variable counts as absent', () =>
  expect(readSettings({ PORT: '', DATABASE_URL: ' ', CERTDESK_ORIGINS: '' })).toEqual(readSettings({})));

test('all are read', () =>
  expect(
    readSettings({
      ...outside,
      PORT: '0',
      DATABASE_URL: 'postgres://a@b/c',
      CERTDESK_ORIGINS: 'https://a.example, https://b.example:8443/',
      CERTDESK_RATE_FACTOR: '0.5',
      CERTDESK_PROXIES: '2',
      CERTDESK_SIGN_IN_KEY: SIGN_IN_KEY,
      CERTDESK_WEBHOOKS: 'https://a.example/x, http://127.0.0.1:4000/',
      CERTDESK_WEBHOOK_SECRET: WEBHOOK_SECRET,
      CERTDESK_WEBHOOK_TRANSCRIPT: '1',
      CERTDESK_SMTP_URL: 'smtps://u:p%40@smtp.example.com:465',
      CERTDESK_MAIL_FROM: 'Support <support@example.com>',
    }),
  ).toMatchObject({
    ...{
      port: 0,
      publicUrl: 'https://chat.example.net',
      databaseUrl: 'postgres://a@b/c',
      origins: ['https://a.example', 'https://b.example:8443'],
      rateFactor: 0.5,
      proxies: 2,
    },
    ...{ signingKeys: [KEY], signInKey: SIGN_IN_KEY },
    webhooks: {
      ...{ addresses: ['https://a.example/x', 'http://127.0.0.1:4000/'], secret: WEBHOOK_SECRET, transcript: true },
    },
    mail: {
      server: 'smtps://u:p%40@smtp.example.com:465',
      from: { name: 'Support', address: 'support@example.com' },
    },
  }));

test.each<[string, NodeJS.ProcessEnv, RegExp[]]>([
  ['a port that is none', { PORT: '70000' }, [/PORT: must be a whole number from 0 to 65535/]],
  ['half a day of keeping', { CERTDESK_KEEP_DAYS: '0.5' }, [/CERTDESK_KEEP_DAYS: must be a whole number/]],
  ['a database of another kind', { DATABASE_URL: 'mysql://a/b' }, [/DATABASE_URL: .*postgres:/]],
  ['an origin with a star', { CERTDESK_ORIGINS: 'https://*.example.com' }, [/CERTDESK_ORIGINS: .*star/]],
  ['an origin with a path', { CERTDESK_ORIGINS: 'https://a.example/chat' }, [/CERTDESK_ORIGINS/]],
  ['a short key', { CERTDESK_SIGNING_KEY: 'short' }, [/CERTDESK_SIGNING_KEY: .*32 characters/]],
  ['a list of keys without one', { CERTDESK_SIGNING_KEY: ',' }, [/CERTDESK_SIGNING_KEY: has no key/]],
  [
    'a public address with a path',
    { CERTDESK_PUBLIC_URL: 'http://127.0.0.1/desk' },
    [/CERTDESK_PUBLIC_URL: .*without a path/],
  ],
  [
    'a placeholder',
    { CERTDESK_SIGNING_KEY: 'change-me-change-me-change-me-change-me' },
    [/CERTDESK_SIGNING_KEY: is a placeholder/],
  ],
  ...[KEY, `wR4mN7bJ2vX9cT6yL1pZ8sK3hD5gF0aQ, ${KEY}`].map((ours): [string, NodeJS.ProcessEnv, RegExp[]] => [
    'one key for both purposes',
    { CERTDESK_SIGNING_KEY: ours, CERTDESK_SIGN_IN_KEY: KEY },
    [/CERTDESK_SIGN_IN_KEY: must be another key than CERTDESK_SIGNING_KEY/],
  ]),
  [
    'a webhook without https',
    { CERTDESK_WEBHOOKS: 'https://a.example/x, http://b.example/', CERTDESK_WEBHOOK_SECRET: WEBHOOK_SECRET },
    [/CERTDESK_WEBHOOKS: the one at b.example is no address/],
  ],
  [
    'a webhook with a password',
    { CERTDESK_WEBHOOKS: 'https://u:p@b.example/', CERTDESK_WEBHOOK_SECRET: WEBHOOK_SECRET },
    [/CERTDESK_WEBHOOKS: the one at b.example is no address/],
  ],
  [
    'a webhook whose calls nobody can check',
    { CERTDESK_WEBHOOKS: 'https://a.example/x' },
    [/CERTDESK_WEBHOOKS: is of no use without CERTDESK_WEBHOOK_SECRET/],
  ],
  ...['x', 'whsec_', 'whsec_c2hvcnQ=', `whsec_${'A'.repeat(90)}`, `whsec_${'!'.repeat(32)}`].map(
    (secret): [string, NodeJS.ProcessEnv, RegExp[]] => [
      `a webhooks' secret that is none (${secret})`,
      { CERTDESK_WEBHOOKS: 'https://a.example/x', CERTDESK_WEBHOOK_SECRET: secret },
      [/CERTDESK_WEBHOOK_SECRET: must be whsec_/],
    ],
  ),
  ...['smtp.example.com', 'https://smtp.example.com', 'smtps:///', 'smtps://host/path'].map(
    (url): [string, NodeJS.ProcessEnv, RegExp[]] => [
      `a mail server that is none (${url})`,
      { CERTDESK_SMTP_URL: url, CERTDESK_MAIL_FROM: 'a@b.co' },
      [/CERTDESK_SMTP_URL: is no mail server/],
    ],
  ),
  [
    'a mail without a sender',
    { CERTDESK_SMTP_URL: 'smtps://u:p@smtp.example.com' },
    [/CERTDESK_SMTP_URL: is of no use without CERTDESK_MAIL_FROM/],
  ],
  [
    'a sender that is none',
    { CERTDESK_SMTP_URL: 'smtps://smtp.example.com', CERTDESK_MAIL_FROM: 'Support\r\nBcc: a@b.co' },
    [/CERTDESK_MAIL_FROM: is no sender/],
  ],
  [
    'many at once',
    { PORT: 'x', CERTDESK_PROXIES: '-1', CERTDESK_LOG: 'loud' },
    [/PORT:/, /CERTDESK_PROXIES:/, /CERTDESK_LOG:/],
  ],
  [
    'faults and lacks together',
    { HOST: '0.0.0.0', PORT: 'x' },
    [/PORT:/, /CERTDESK_PUBLIC_URL:/, /CERTDESK_SIGNING_KEY:/],
  ],
  [
    'outside of loopback without anything',
    { HOST: '0.0.0.0' },
    [/CERTDESK_PUBLIC_URL: must be set, because HOST is 0\.0\.0\.0/, /CERTDESK_SIGNING_KEY: must be set/],
  ],
  [
    'a public address without keys',
    { CERTDESK_PUBLIC_URL: 'https://chat.example.net' },
    [/CERTDESK_SIGNING_KEY: must be set, because CERTDESK_PUBLIC_URL is chat\.example\.net/],
  ],
  [
    'a public address without encryption',
    { ...outside, CERTDESK_PUBLIC_URL: 'http://chat.example.net' },
    [/CERTDESK_PUBLIC_URL: must begin with https/],
  ],
  ...['http://localhost:3978', 'http://127.0.0.1:3978', 'http://[::1]:3978', 'http://desk.localhost'].map(
    (CERTDESK_PUBLIC_URL): [string, NodeJS.ProcessEnv, RegExp[]] => [
      'a name of this machine as the address of a service that others reach',
      { ...outside, CERTDESK_PUBLIC_URL },
      [/CERTDESK_PUBLIC_URL: must begin with https:\/\/, because HOST is 0\.0\.0\.0/],
    ],
  ),
])('%s stops the start, naming each variable', (_, environment, messages) => {
  expect(() => readSettings(environment)).toThrow(Failure);
  for (const message of messages) expect(() => readSettings(environment)).toThrow(message);
});

test('no key stands in the message', () =>
  expect(() => readSettings({ CERTDESK_SIGNING_KEY: 'secret1' })).toThrow(/^(?!.*secret1)/s));

test('.env.example explains every variable, and has no other', () => {
  const text = readFileSync(join(__dirname, '..', '.env.example'), 'utf8');
  const source = readFileSync(join(__dirname, '..', 'src', 'settings.ts'), 'utf8');
  const explained = [...text.matchAll(/^#([A-Za-z_]+)=/gm)].map(([, name]) => name);
  const read = [...source.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name);
  expect(new Set(explained)).toEqual(new Set([...read, ...Object.keys(teamsVariables)]));
});
