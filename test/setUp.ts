import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

declare global {
  /** The process that makes PostgreSQL servers on demand, and ends them when this run ends, however it ends. */
  var postgresKeeper: ChildProcess;
}

/** Before any test: the program and its index are built, as `npm test` on a fresh clone finds them missing, and a PostgreSQL can be asked for. */
export default async function setUp(): Promise<void> {
  const { status, stderr } = spawnSync(process.execPath, [join(__dirname, '..', 'build.mjs'), '--if-stale'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the build failed: ${stderr}`);

  // In a process group of its own: an interrupt typed at the terminal must reach jest alone, the keeper ends after it.
  const keeper = spawn(process.execPath, [join(__dirname, 'postgresKeeper.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const [address] = await once(createInterface({ input: keeper.stdout }), 'line');
  process.env.CERTDESK_TEST_POSTGRES = String(address);
  globalThis.postgresKeeper = keeper;
}
