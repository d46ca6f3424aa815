import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.js';
import type { Database } from './database.js';
import { privateFolder } from './privateFiles.js';

/** 256 bits in base64url are 43 signs; whoever put another text there chose one that can't be guessed either. */
const SHORTEST = 32;

/**
 * A key that is made once: kept in the data folder, or in the database that the replicas share. Two starts at the
 * same time agree on one.
 * @returns 256 bits as text @throws {Failure} where what is kept is no key, or others could have read it
 */
export async function keptKey(database: Database, folder: string, name: string): Promise<string> {
  const made = randomBytes(32).toString('base64url');
  if (database.kind === 'postgres') {
    await database.write
      .insertInto('keys')
      .values({ name, value: made })
      .onConflict((row) => row.column('name').doNothing())
      .execute();
    const kept = database.write.selectFrom('keys').select('value').where('name', '=', name);
    return longEnough((await kept.executeTakeFirstOrThrow()).value, `The row "${name}" of the table keys`);
  }
  privateFolder(folder);
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
  const mode = statSync(file).mode & 0o777;
  if ((mode & 0o077) !== 0)
    throw new Failure(
      `${file} can be read by others (mode ${mode.toString(8)}), so that they could make tokens of their own. ` +
        'Delete it, and a new key is made; or, if nobody else was on this machine: chmod 600.',
    );
  return longEnough(readFileSync(file, 'utf8').trim(), file);
}

function longEnough(key: string, where: string): string {
  if (key.length >= SHORTEST) return key;
  throw new Failure(
    `${where} holds no key (${key.length} characters, ${SHORTEST} are needed). Delete it, and a new one is made; ` +
      'conversations that were begun under the old one can not be resumed then.',
  );
}
