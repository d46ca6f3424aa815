import { CompiledQuery, type DatabaseConnection, PostgresAdapter, PostgresDialect, PostgresDriver } from 'kysely';
import type { Pool } from 'pg';

/** Kysely's own number, so that a replica of a release that locked by session is waited for as well. */
const LOCK = '3853314791062309107';

/**
 * PostgreSQL for migrations. Kysely locks a session, and behind a pooler that hands connections on after each
 * transaction that locks nobody out, or everybody for good: here the lock is the migration's own transaction's.
 */
export class MigrationDialect extends PostgresDialect {
  constructor(private readonly pool: Pool) {
    super({ pool });
  }

  override createAdapter(): PostgresAdapter {
    return new WithoutSessionLock();
  }

  override createDriver(): PostgresDriver {
    return new LockingDriver({ pool: this.pool });
  }
}

class WithoutSessionLock extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}

  override async releaseMigrationLock(): Promise<void> {}
}

class LockingDriver extends PostgresDriver {
  override async beginTransaction(
    connection: DatabaseConnection,
    settings: Parameters<PostgresDriver['beginTransaction']>[1],
  ): Promise<void> {
    await super.beginTransaction(connection, settings);
    await connection.executeQuery(CompiledQuery.raw(`select pg_advisory_xact_lock(${LOCK})`));
  }
}
