import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';
import Libsql from 'libsql';

/**
 * How long a statement waits for another process that writes to the same file: less than a customer does. A start is
 * more patient, beside a process that writes without a pause.
 */
export const BUSY_MS = 3000;
const STARTING_MS = 10_000;
/** Statements kept ready; more come only from lists of unusual lengths. */
const MOST_PREPARED = 500;

/**
 * The embedded database (SQLite by libsql) for kysely. Transactions take the write lock when they begin (`begin
 * immediate`), so that none fails half way because another process wrote meanwhile; a commit is on the disk when it
 * returns (`synchronous = FULL`).
 * @param file a path, or `:memory:`
 */
export class EmbeddedDialect extends SqliteDialect {
  private readonly config: SqliteDialectConfig;

  constructor(file: string, { readOnly = false } = {}) {
    const config = { database: async () => openFile(file, readOnly) };
    super(config);
    this.config = config;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.config);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/**
 * SQLite can undo changes of the schema; with the write lock taken first that makes migrations safe to be killed in.
 */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Statements are prepared once: kysely prepares each anew. */
function openFile(file: string, readOnly: boolean): SqliteDatabase {
  const database = new Libsql(file);
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    `busy_timeout = ${STARTING_MS}`,
    // What is deleted is overwritten with zeros.
    readOnly ? 'query_only = on' : 'secure_delete = on',
  ])
    database.pragma(pragma);
  const prepared = new Map<string, ReturnType<SqliteDatabase['prepare']>>();
  return {
    close: () => {
      prepared.clear();
      database.close();
    },
    prepare: (sql) => {
      let statement = prepared.get(sql);
      if (!statement) {
        if (prepared.size >= MOST_PREPARED) prepared.clear();
        statement = database.prepare(sql) as unknown as ReturnType<SqliteDatabase['prepare']>;
        // Asked with every execution, and each time of the library.
        Object.defineProperty(statement, 'reader', { value: statement.reader });
        prepared.set(sql, statement);
      }
      return statement;
    },
  };
}
