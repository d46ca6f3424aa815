import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/storage/database.js';
import { addLimitCounts } from '../../src/storage/limitCounts.js';
import { DirectLineClient } from '../directLineClient.js';
import { dialogue, sayAll } from '../faults/dialogue.js';
import { broken, keptConversations } from '../faults/records.js';
import { freePort } from '../freePort.js';
import { type FreshDatabase, freshDatabase } from '../postgres.js';
import { endServices, type Service, startService } from '../service.js';

const program = ['/usr/sbin/pgbouncer', '/usr/local/bin/pgbouncer', '/opt/homebrew/bin/pgbouncer'].find((file) =>
  existsSync(file),
);
const withPooler = program ? test : test.skip;
if (!program) process.stderr.write('Not tested: PgBouncer, which is not installed (apt-get install pgbouncer).\n');

jest.setTimeout(120_000);
let database: FreshDatabase;
let pooler: ChildProcess;
let pooled: string;
const folder = mkdtempSync(join(tmpdir(), 'certdesk-pooler-'));

/** PgBouncer as it ships but for its pooling: three connections to the server, each handed on after a transaction. */
beforeAll(async () => {
  if (!program) return;
  database = await freshDatabase();
  const { hostname, port, pathname } = new URL(database.url);
  const own = await freePort();
  const settings = {
    ...{ listen_addr: '127.0.0.1', listen_port: own, unix_socket_dir: '', auth_type: 'any' },
    ...{ pool_mode: 'transaction', default_pool_size: 3 },
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  const file = join(folder, 'pgbouncer.ini');
  const target = `host=${hostname} port=${port} dbname=${pathname.slice(1)} user=postgres`;
  writeFileSync(file, `[databases]\ncertdesk = ${target}\n[pgbouncer]\n${lines.join('\n')}\n`);
  chmodSync(folder, 0o755);
  // It refuses to run as root.
  const who = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  pooler = spawn(program, [file], { ...who, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  await new Promise<void>((ready, ended) => {
    pooler.stderr!.on('data', (text: Buffer) => String(text).includes('process up') && ready());
    pooler.once('close', () => ended(new Error('PgBouncer ended')));
  });
  pooled = `postgres://postgres@127.0.0.1:${own}/certdesk`;
});

afterAll(async () => {
  await endServices();
  pooler?.kill('SIGINT');
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const start = (env: Record<string, string>): Promise<Service> =>
  startService({ env: { DATABASE_URL: pooled, ...env } });

/** How long a stream at one replica waits for what was said at the other, at the longest. */
async function longestWait(talking: Service, streaming: Service): Promise<number> {
  const client = await new DirectLineClient({ url: () => talking.url }).start();
  const there = Object.assign(new DirectLineClient({ url: () => streaming.url }), {
    conversationId: client.conversationId,
    token: client.token,
  });
  const stream = there.follow();
  await stream.until(1);
  let longest = 0;
  for (let turn = 0; turn < 5; turn += 1) {
    await client.say('is the backup secret?');
    const since = performance.now();
    await stream.until((await client.history()).length);
    longest = Math.max(longest, performance.now() - since);
  }
  await stream.close();
  return longest;
}

withPooler(
  'behind PgBouncer two replicas that start at once keep whole conversations, and hear each other within a second',
  async () => {
    const replicas = await Promise.all([start({}), start({})]);
    let turn = 0;
    const clients = await Promise.all(
      Array.from({ length: 6 }, () => new DirectLineClient({ url: () => replicas[turn++ % 2]!.url }).start()),
    );
    await Promise.all(clients.map((client) => sayAll(client)));
    const kept = await keptConversations(database);
    expect(clients.flatMap((client) => broken(client, kept.get(client.conversationId)))).toEqual([]);
    expect(clients.map(({ ledger }) => ledger.size)).toEqual(clients.map(() => dialogue.length));
    expect(await longestWait(replicas[0]!, replicas[1]!)).toBeLessThan(1500);
    expect(await Promise.all(replicas.map((replica) => replica.stop()))).toEqual([0, 0]);
  },
);

withPooler('what replicas count together is whole behind it as well', async () => {
  const replicas = [await openDatabase({ url: pooled }), await openDatabase({ url: pooled })];
  const count = (n: number) => addLimitCounts(replicas[n % 2]!, [{ key: 'flood', points: 1, endsInMs: 60_000 }]);
  const sums = (await Promise.all(Array.from({ length: 50 }, (_, n) => count(n)))).flat();
  expect(sums.map(({ points }) => points).sort((one, other) => one - other)).toEqual(sums.map((_, n) => n + 1));
  await Promise.all(replicas.map((replica) => replica.close()));
});

withPooler('with an address past it they hear each other at once', async () => {
  const replicas = await Promise.all([0, 1].map(() => start({ CERTDESK_LISTEN_URL: database.url })));
  expect(await longestWait(replicas[0]!, replicas[1]!)).toBeLessThan(400);
});
