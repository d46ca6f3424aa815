import type { Kysely } from 'kysely';
import type { Database } from './database.js';
import type { Tables } from './tables.js';

/**
 * Writes one statement, durable when this resolves: on the embedded database it shares its commit with whatever else
 * waits for the disk, on PostgreSQL it is sent by itself. @throws what the statement or the commit does
 */
export function writeSharing<Result>(
  { kind, write, transact }: Pick<Database, 'kind' | 'write' | 'transact'>,
  statement: (db: Kysely<Tables>) => Promise<Result>,
): Promise<Result> {
  return kind === 'embedded' ? transact(statement) : statement(write);
}
