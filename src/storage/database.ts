import { accessSync, closeSync, constants, openSync } from 'node:fs';
import { type Dialect, Kysely, PostgresDialect, sql } from 'kysely';
import { BUSY_MS, EmbeddedDialect } from './embeddedDialect.js';
import { GroupCommit, type Work } from './groupCommit.js';
import { migrateDatabase } from './migrateDatabase.js';
import { MigrationDialect } from './migrationDialect.js';
import { openPool, patientPool, withAnswerDeadline } from './postgresPool.js';
import { privateDatabaseFile } from './privateFiles.js';
import type { Tables } from './tables.js';

/** Changes the dialect of the writing connection: tests put faults there. */
export type WrapDialect = (dialect: Dialect) => Dialect;

/** An open database, its schema up to date. */
export interface Database {
  kind: 'embedded' | 'postgres';
  /** For what is written by itself. */
  write: Kysely<Tables>;
  /**
   * A transaction; resolves after its commit. On the embedded database several may share one commit, each standing or
   * failing by itself.
   */
  transact<Result>(work: Work<Result>): Promise<Result>;
  /** For reading what was committed; on the embedded database it doesn't wait for turns. */
  read: Kysely<Tables>;
  close(): Promise<void>;
}

/**
 * Where a database is: a PostgreSQL address, a folder for the embedded one, or `memory` (embedded, gone with the
 * process).
 */
export type Place = { url: string } | { folder: string } | 'memory';

/**
 * Opens a database and brings its schema up to date; replicas that start together wait for each other.
 * @throws what the database says when it can't be reached or written
 */
export async function openDatabase(place: Place, wrap: WrapDialect = (dialect) => dialect): Promise<Database> {
  const opened = await open(place, wrap);
  try {
    await migrate(place, opened, wrap);
  } catch (fault) {
    await opened.close();
    throw fault;
  }
  return opened;
}

/**
 * A change of the schema may take as long as it takes, and waits for another replica's: on PostgreSQL it has a
 * connection without our limits.
 */
async function migrate(place: Place, { write }: Database, wrap: WrapDialect): Promise<void> {
  if (typeof place === 'string' || !('url' in place)) {
    await migrateDatabase(write);
    await sql.raw(`pragma busy_timeout = ${BUSY_MS}`).execute(write);
    return;
  }
  const patient = new Kysely<Tables>({ dialect: wrap(new MigrationDialect(patientPool(place.url))) });
  try {
    await migrateDatabase(patient);
  } finally {
    await patient.destroy();
  }
}

async function open(place: Place, wrap: WrapDialect): Promise<Database> {
  if (place === 'memory') {
    const db = new Kysely<Tables>({ dialect: wrap(new EmbeddedDialect(':memory:')) });
    // No disk is waited for: nothing is won by committing several at once.
    return { kind: 'embedded', write: db, transact: alone(db), read: db, close: () => db.destroy() };
  }
  if ('url' in place) {
    const pool = openPool(place.url);
    const db = new Kysely<Tables>({ dialect: wrap(new PostgresDialect({ pool: withAnswerDeadline(pool) })) });
    return {
      kind: 'postgres',
      write: db,
      transact: alone(db),
      read: db,
      close: () => db.destroy(),
    };
  }
  const file = privateDatabaseFile(place.folder, 'certdesk.db');
  accessSync(place.folder, constants.W_OK);
  // What isn't a file of ours to write says so by the system's code; the library has none for it.
  closeSync(openSync(file, 'r+'));
  const write = new Kysely<Tables>({ dialect: wrap(new EmbeddedDialect(file)) });
  // Opened after the writer has made the file: kysely opens a connection with its first query.
  const read = new Kysely<Tables>({ dialect: new EmbeddedDialect(file, { readOnly: true }) });
  const close = async () => {
    await read.destroy();
    await write.destroy();
  };
  return { kind: 'embedded', write, transact: grouped(write), read, close };
}

function alone(db: Kysely<Tables>): Database['transact'] {
  return (work) => db.transaction().execute(work);
}

function grouped(db: Kysely<Tables>): Database['transact'] {
  const group = new GroupCommit(db);
  return (work) => group.run(work);
}
