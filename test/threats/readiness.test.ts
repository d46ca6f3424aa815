import { sql } from 'kysely';
import { Client } from 'pg';
import { type OpenedService, openedService } from '../openedService.js';
import { freshDatabase } from '../postgres.js';

/** Longer than an answer is given again. */
const askedAnew = () => new Promise((later) => setTimeout(later, 600));

async function readiness(service: OpenedService): Promise<number[]> {
  await askedAnew();
  return Promise.all(['/live', '/ready'].map(async (path) => (await service.ask('GET', path)).status));
}

test('health that lies: an embedded database that may only be read is not ready, and ready again when it may be written', async () => {
  const service = await openedService('embedded');
  try {
    expect(await readiness(service)).toEqual([200, 200]);
    await sql`pragma query_only = on`.execute(service.database.write);
    expect(await readiness(service)).toEqual([200, 503]);
    await sql`pragma query_only = off`.execute(service.database.write);
    expect(await readiness(service)).toEqual([200, 200]);
  } finally {
    await service.stop();
  }
}, 180_000);

test('health that lies: a PostgreSQL that may only be read is not ready, and ready again when it may be written', async () => {
  const fresh = await freshDatabase();
  const service = await openedService('embedded', { environment: { DATABASE_URL: fresh.url } });
  const admin = new Client({ connectionString: fresh.url });
  await admin.connect();
  const name = new URL(fresh.url).pathname.slice(1);
  const readOnly = async (value: 'on' | 'off') => {
    await admin.query(`set default_transaction_read_only = off`);
    await admin.query(`alter database ${name} set default_transaction_read_only = ${value}`);
    // Connections from now on are so; those from before are ended.
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
    );
  };
  try {
    expect(await readiness(service)).toEqual([200, 200]);
    await readOnly('on');
    expect(await readiness(service)).toEqual([200, 503]);
    await readOnly('off');
    await readiness(service);
    expect(await readiness(service)).toEqual([200, 200]);
  } finally {
    await admin.end();
    await service.stop();
    await fresh.drop();
  }
}, 180_000);
