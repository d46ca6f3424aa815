import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CredentialWatch, credentialsEnd } from '../../src/channels/teams/credentialWatch.js';
import { tokenRefusal } from '../../src/channels/teams/tokenRefusal.js';
import { healthRoutes } from '../../src/server/health.js';
import { Metrics } from '../../src/server/metrics.js';
import { openedDatabase } from '../openedDatabase.js';

const now = () => new Date('2026-11-28T07:00:00Z');
const day = (text: string) => new Date(`${text}T00:00:00Z`);

test.each([
  ['2027-03-01', []],
  ['2027-01-05', ["Teams: the bot's secret or certificate ends on 2027-01-05, in 38 days."]],
  ['2026-11-29', ["Teams: the bot's secret or certificate ends on 2026-11-29, in 1 days."]],
  ['2026-11-27', ["Teams: the bot's secret or certificate ended on 2026-11-27."]],
])('credentials that end on %s are spoken of six weeks before', (end, warnings) => {
  expect(new CredentialWatch(day(end), now).warnings()).toEqual(warnings);
});

test('a secret that has expired is spoken of until there is a token again, and counted', () => {
  const watch = new CredentialWatch(null, now);
  expect(watch.secondsLeft()).toBeNaN();
  const said =
    'invalid_client: 7000222 - [2026-11-28 07:00:00Z]: AADSTS7000222: The provided client secret keys for app … are expired.';
  watch.refused(tokenRefusal(Object.assign(new Error(said), { name: 'ServerError' })));
  expect(watch.warnings()).toEqual([
    "Teams: no token (AADSTS7000222): the bot's secret has expired: make a new one and set MicrosoftAppPassword.",
  ]);
  watch.got();
  expect([watch.warnings(), watch.refusals]).toEqual([[], 1]);
});

test('an endpoint that does not answer is named by its fault', () => {
  expect(tokenRefusal(Object.assign(new Error('connect'), { name: 'FetchError' }))).toBe('FetchError');
});

test('a certificate says itself when it ends; the earlier day counts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'certdesk-certificate-'));
  try {
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=bot', '-days', '30'],
        ...['-keyout', key, '-out', certificate],
      ],
      { stdio: 'ignore' },
    );
    const CertificatePrivateKey = `${readFileSync(key, 'utf8')}${readFileSync(certificate, 'utf8')}`;
    const end = credentialsEnd({ CertificateThumbprint: 'A'.repeat(40), CertificatePrivateKey }, '2099-01-01');
    const days = (end!.getTime() - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29);
    expect(days).toBeLessThan(31);
    expect(credentialsEnd({ CertificatePrivateKey }, '2020-01-01')).toEqual(day('2020-01-01'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  expect(credentialsEnd({ MicrosoftAppPassword: 'secret' }, '2027-01-01')).toEqual(day('2027-01-01'));
  expect(credentialsEnd({ MicrosoftAppPassword: 'secret' }, null)).toBeNull();
});

test('/ready is ready and warns; the metrics say how long is left, and count refusals once', async () => {
  const { database, remove } = await openedDatabase('embedded');
  try {
    const watch = new CredentialWatch(day('2026-11-29'), now);
    watch.refused('AADSTS7000222');
    const routes = healthRoutes(
      database,
      () => false,
      now,
      () => watch.warnings(),
    );
    const ready = routes.find(({ path }) => path === '/ready')!;
    const answer = (await ready.answer({} as never)) as { status: number; body: object };
    expect(answer).toEqual({ status: 200, body: { ready: true, warnings: watch.warnings() } });
    expect(watch.warnings()).toHaveLength(2);
  } finally {
    await remove();
  }
  const metrics = new Metrics({ streams: () => 0, waitingTurns: () => 0, deadLetters: async () => 0 });
  const watch = new CredentialWatch(day('2026-11-29'), now);
  metrics.watchCredential(watch);
  watch.refused('AADSTS7000222');
  await metrics.registry.metrics();
  const text = await metrics.registry.metrics();
  expect(text).toMatch(/^certdesk_credential_expires_seconds 61200$/m);
  expect(text).toMatch(/^certdesk_token_refusals_total 1$/m);
});
