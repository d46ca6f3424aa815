import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.js';

/**
 * A key that is made once: kept in the data folder, or in the database that the replicas share. Two starts at the
 * same time agree on one.
 * @returns 256 bits as text
 */
export async function keptKey(database: Database, folder: string, name: string): Promise<string> {
  const made = randomBytes(32).toString('base64url');
  if (database.kind === 'postgres') {
    await database.write
      .insertInto('keys')
      .values({ name, value: made })
      .onConflict((row) => row.column('name').doNothing())
      .execute();
    return (await database.write.selectFrom('keys').select('value').where('name', '=', name).executeTakeFirstOrThrow())
      .value;
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${name}.key`);
  if (!existsSync(file)) {
    // Written whole, then put in place: a reader never finds half a key, and of two writers the first wins.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, made, { mode: 0o600, flush: true });
    try {
      linkSync(draft, file);
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
    } finally {
      rmSync(draft, { force: true });
    }
  }
  return readFileSync(file, 'utf8').trim();
}
