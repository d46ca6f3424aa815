import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Pool, type PoolClient, types } from 'pg';

/**
 * Connections of one replica. A small pool serves faster than a large one: turns of one conversation wait for each
 * other anyway.
 */
const CONNECTIONS = 4;
/** A statement that takes longer is given up, and its connection with it. */
export const STATEMENT_MS = 4000;
/** PostgreSQL's number for 64-bit integers; ours are counts and milliseconds, exact as numbers. */
const INT8 = 20;

/**
 * What the server itself ends. Said with each `begin`, in the same trip: parameters of a connection are refused by a
 * pooler such as PgBouncer, and would reach whoever is given the connection next.
 */
const BEGIN = [
  'begin',
  `set local statement_timeout = ${STATEMENT_MS}`,
  `set local lock_timeout = ${STATEMENT_MS}`,
  'set local idle_in_transaction_session_timeout = 10000',
].join('; ');

/**
 * An address as pg takes it. pg reads `sslmode` in its own way and warns that it will change; here each mode comes to
 * what {@link SSL_MODES} says.
 */
export function addressForPg(url: string): string {
  if (!URL.canParse(url)) return url;
  const address = new URL(url);
  const mode = address.searchParams.get('sslmode');
  if (mode === 'require') address.searchParams.set('sslmode', 'verify-full');
  if (mode === 'verify-ca') address.searchParams.set('uselibpqcompat', 'true');
  return address.href;
}

/**
 * PostgreSQL's connections. Every wait is bounded, so that a request can be refused in time when the database is away
 * or slow; a transaction whose process hangs is ended by the server and frees its conversation.
 */
export function openPool(url: string): Pool {
  const pool = new Pool({
    connectionString: addressForPg(url),
    max: CONNECTIONS,
    connectionTimeoutMillis: 3000,
    keepAlive: true,
    application_name: 'certdesk',
    types: {
      getTypeParser: ((oid: number, format: 'text') =>
        oid === INT8 ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  });
  // A connection that breaks while idle is replaced; without a listener the process would end.
  pool.on('error', () => undefined);
  return pool;
}

/** One connection on which statements take as long as they take. */
export function patientPool(url: string): Pool {
  const pool = new Pool({
    connectionString: addressForPg(url),
    max: 1,
    connectionTimeoutMillis: 3000,
    keepAlive: true,
    application_name: 'certdesk migration',
  });
  pool.on('error', () => undefined);
  return pool;
}

/**
 * The pool as kysely uses it: a connection on which no answer comes in time is destroyed rather than handed to the
 * next.
 */
export function withAnswerDeadline(pool: Pool): PostgresPool {
  return {
    connect: async () => clientWithDeadline(await pool.connect()),
    end: () => pool.end(),
  };
}

function clientWithDeadline(client: PoolClient): PostgresPoolClient {
  let broken: Error | undefined;
  // The pool listens only while a connection is idle; one that is cut in use would end the process.
  const cut = (fault: Error) => {
    broken ??= fault;
  };
  client.on('error', cut);
  const query = async (statement: unknown, ...more: unknown[]) => {
    if (broken) throw broken;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, refuse) => {
      timer = setTimeout(() => {
        broken = new Error(`PostgreSQL gave no answer within ${STATEMENT_MS} ms`);
        refuse(broken);
      }, STATEMENT_MS + 200);
    });
    const what = statement === 'begin' ? [BEGIN] : [statement, ...more];
    const answer = (client.query as (...query: unknown[]) => Promise<unknown>)(...what);
    answer.catch(() => undefined);
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  };
  const release = () => {
    client.off('error', cut);
    client.release(broken);
  };
  return { query: query as PostgresPoolClient['query'], release };
}
