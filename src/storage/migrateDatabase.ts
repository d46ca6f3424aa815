import { type Kysely, Migrator } from 'kysely';
import { migrations } from './migrations.js';
import type { Tables } from './tables.js';

/**
 * Runs the migrations that this database hasn't seen, all in one transaction under a lock. @throws what went wrong,
 * naming the step
 */
export async function migrateDatabase(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (!error) return;
  const step = results?.find(({ status }) => status === 'Error')?.migrationName;
  const why = error instanceof Error ? error.message : String(error);
  throw new Error(step ? `The database's schema could not be changed (step ${step}): ${why}` : why, { cause: error });
}
