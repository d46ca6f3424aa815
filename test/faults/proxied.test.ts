import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectLineClient } from '../directLineClient.js';
import { freePort } from '../freePort.js';
import { type FreshDatabase, freshDatabase } from '../postgres.js';
import { endServices, type Service, startService } from '../service.js';
import { dialogue } from './dialogue.js';
import { broken, keptConversations } from './records.js';

const program = ['/usr/bin/caddy', '/usr/local/bin/caddy'].find((file) => existsSync(file));
const withProxy = program ? test : test.skip;
if (!program) process.stderr.write('Not tested: deploy/Caddyfile. Caddy is not installed (apt-get install caddy).\n');

jest.setTimeout(180_000);
const folder = mkdtempSync(join(tmpdir(), 'certdesk-proxy-'));
let database: FreshDatabase;
let proxy: ChildProcess;
let replicas: Service[];
let site: string;

/** deploy/Caddyfile as it is, in front of two replicas; without TLS, for which it would make an authority that nobody knows. */
beforeAll(async () => {
  if (!program) return;
  database = await freshDatabase();
  site = `http://localhost:${await freePort()}`;
  const own = {
    ...{ DATABASE_URL: database.url, CERTDESK_PUBLIC_URL: site, CERTDESK_PROXIES: '1' },
    CERTDESK_SIGNING_KEY: 'hY2k0pQ7tWz4nB8vC1xM5sD9fG3jL6aE',
  };
  replicas = await Promise.all([0, 1].map(() => startService({ env: own })));
  const shipped = readFileSync(join(__dirname, '..', '..', 'deploy', 'Caddyfile'), 'utf8');
  const file = join(folder, 'Caddyfile');
  writeFileSync(file, `{\n\tadmin off\n}\n${shipped}`);
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'home'));
  chmodSync(join(folder, 'home'), 0o777);
  const env = {
    ...{ PATH: process.env.PATH, HOME: join(folder, 'home'), CERTDESK_SITE: site },
    CERTDESK_UPSTREAMS: replicas.map(({ port }) => `127.0.0.1:${port}`).join(' '),
  };
  const who = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  proxy = spawn(program, ['run', '--adapter', 'caddyfile', '--config', file], {
    ...who,
    env,
    cwd: '/',
    stdio: 'ignore',
  });
  for (const giveUp = Date.now() + 30_000; Date.now() < giveUp; await new Promise((done) => setTimeout(done, 100)))
    if (
      await fetch(`${site}/chat`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
  throw new Error('the proxy does not answer');
});

afterAll(async () => {
  proxy?.kill();
  await endServices();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

withProxy('behind the proxy a conversation streams, and goes on when a replica stops', async () => {
  const client = await new DirectLineClient({ url: () => site, patience: 10_000 }).start();
  const stream = client.follow();
  await stream.until(1);
  for (const [turn, text] of dialogue.entries()) {
    await client.say(text);
    if (turn === 4) expect(await replicas[0]!.stop()).toBe(0);
  }
  const kept = (await keptConversations(database)).get(client.conversationId)!;
  expect(broken(client, kept)).toEqual([]);
  expect(client.ledger.size).toBe(dialogue.length);
  const again = client.follow();
  expect((await again.until(kept.activities.length)).map(({ id }) => id)).toEqual(kept.activities.map(({ id }) => id));
  await Promise.all([stream.close(), again.close()]);
});

withProxy.each(['/metrics', '/live', '/ready'])('%s is not for those outside', async (path) =>
  expect((await fetch(site + path)).status).toBe(404),
);
