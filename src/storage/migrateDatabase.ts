import { type Kysely, Migrator, sql } from 'kysely';
import { migrations } from './migrations.js';
import type { Tables } from './tables.js';

/** Where our steps are noted. Kysely's own name may be taken, in a database that another program shares. */
const STEPS = 'certdesk_migration';
/** Where the first releases noted them; a database that began so goes on so. */
const FIRST_STEPS = 'kysely_migration';
/** What the databases say of a table that isn't there: PostgreSQL, SQLite. */
const NO_TABLE = ['42P01', 'SQLITE_ERROR'];
const TABLES: (keyof Tables)[] = ['conversations', 'activities', 'inbox', 'outbox', 'customers', 'used_once', 'keys'];

/** A database that isn't for this program, or not for this version of it. */
export class SchemaFault extends Error {
  /** @param detail the step that isn't known, or the table that is in the way */
  constructor(
    readonly code: 'NEWER_SCHEMA' | 'FOREIGN_SCHEMA',
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}

/**
 * Runs the migrations that this database hasn't seen, all in one transaction under a lock.
 * @throws {SchemaFault} and what went wrong, naming the step
 */
export async function migrateDatabase(db: Kysely<Tables>): Promise<void> {
  // Looked for before the steps are read: another replica's migration shows both at once.
  const taken = await firstThere(db, TABLES);
  const [ours, first] = [await stepsIn(db, STEPS), await stepsIn(db, FIRST_STEPS)];
  const began = Object.keys(migrations).sort()[0]!;
  const inFirst = ours.length === 0 && first.includes(began);
  const seen = inFirst ? first : ours;
  const unknown = seen.find((step) => !Object.hasOwn(migrations, step));
  if (unknown !== undefined) throw new SchemaFault('NEWER_SCHEMA', unknown);
  if (taken !== undefined && seen.length === 0) throw new SchemaFault('FOREIGN_SCHEMA', taken);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: inFirst ? FIRST_STEPS : STEPS,
    migrationLockTableName: `${inFirst ? FIRST_STEPS : STEPS}_lock`,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (!error) return;
  const step = results?.find(({ status }) => status === 'Error')?.migrationName;
  const why = error instanceof Error ? error.message : String(error);
  throw new Error(step ? `The database's schema could not be changed (step ${step}): ${why}` : why, { cause: error });
}

/** The steps that a table notes; none when there is no such table. */
async function stepsIn(db: Kysely<Tables>, table: string): Promise<string[]> {
  const rows = await ifThere(sql<{ name: string }>`select name from ${sql.table(table)}`.execute(db));
  return rows?.rows.map(({ name }) => name) ?? [];
}

async function firstThere(db: Kysely<Tables>, tables: string[]): Promise<string | undefined> {
  for (const table of tables)
    if (await ifThere(sql`select 1 from ${sql.table(table)} limit 0`.execute(db))) return table;
  return undefined;
}

/** What was found; null when the table isn't there. */
async function ifThere<Found>(asked: Promise<Found>): Promise<Found | null> {
  try {
    return await asked;
  } catch (fault) {
    if (NO_TABLE.includes((fault as { code?: string }).code ?? '')) return null;
    throw fault;
  }
}
