import type { CompiledQuery, DatabaseConnection, Dialect, QueryResult } from 'kysely';

/** What of a statement, or of what it found, is taken for something else. */
export interface Fault {
  asked?(sql: string, parameters: readonly unknown[]): readonly unknown[];
  found?(sql: string, rows: Record<string, unknown>[]): Record<string, unknown>[];
}

/** A database that mixes something up: the program itself knows nothing of it. */
export function mixedUp({ asked, found }: Fault): (dialect: Dialect) => Dialect {
  const connected = (connection: DatabaseConnection) =>
    new Proxy(connection, {
      get(own, name) {
        if (name !== 'executeQuery') return Reflect.get(own, name);
        return async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
          const parameters = asked?.(query.sql, query.parameters) ?? query.parameters;
          const result = await own.executeQuery<Row>({ ...query, parameters });
          const rows = found?.(query.sql, result.rows as Record<string, unknown>[]);
          return rows ? { ...result, rows: rows as Row[] } : result;
        };
      },
    });
  return (dialect) => ({
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => {
      const driver = dialect.createDriver();
      const own = new WeakMap<DatabaseConnection, DatabaseConnection>();
      const plain = (connection: DatabaseConnection) => own.get(connection)!;
      return {
        init: () => driver.init(),
        destroy: () => driver.destroy(),
        async acquireConnection() {
          const connection = await driver.acquireConnection();
          const wrapped = connected(connection);
          own.set(wrapped, connection);
          return wrapped;
        },
        releaseConnection: (connection) => driver.releaseConnection(plain(connection)),
        beginTransaction: (connection, how) => driver.beginTransaction(plain(connection), how),
        commitTransaction: (connection) => driver.commitTransaction(plain(connection)),
        rollbackTransaction: (connection) => driver.rollbackTransaction(plain(connection)),
      };
    },
  });
}
