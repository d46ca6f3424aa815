// A PostgreSQL of the run's own, as it comes: every commit is flushed to the disk.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, launch, makeDatabase, makePrograms } from '../../test/postgresServer.mjs';

/** @returns where it is, its process id, and how to end it */
export async function startPostgres() {
  const home = mkdtempSync(join(tmpdir(), 'certdesk-bench-postgres-'));
  const program = await makePrograms(home);
  const folder = join(home, 'data');
  makeDatabase(program, folder);
  const port = await freePort();
  const settings = { shared_buffers: '256MB', max_wal_size: '4GB' };
  const { child, ready } = launch(program, { folder, home, port, settings });
  const gone = new Promise((done) => child.once('close', done));
  await ready;
  return {
    pid: child.pid,
    url: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`,
    async stop() {
      child.kill('SIGINT');
      await gone;
      rmSync(home, { recursive: true, force: true });
    },
  };
}
