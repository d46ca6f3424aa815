import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** A PostgreSQL server of this run, by name; it is made when first started. */
export interface PostgresServer {
  /** Starts the server unless it runs, and gives the URL of its first database. It keeps its port and its data over a stop. */
  start(): Promise<string>;
  /** Stops the server: its connections are cut. */
  stop(): Promise<void>;
}

/** A database that nobody else uses. */
export interface FreshDatabase {
  url: string;
  /** Ends every connection to it and removes it. */
  drop(): Promise<void>;
}

/** A server of the caller's own, to stop and start at will. The name: lower-case letters and digits, not used by another suite. */
export function postgresServer(name: string): PostgresServer {
  const order = async (verb: string) => {
    // The keeper's address is set before the workers of the run start.
    const answer = await fetch(`${process.env.CERTDESK_TEST_POSTGRES}/${name}/${verb}`, {
      method: 'POST',
      headers: { connection: 'close' },
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`PostgreSQL: ${text}`);
    return text;
  };
  return {
    start: () => order('start'),
    stop: async () => {
      await order('stop');
    },
  };
}

/** An empty database on the server that the whole run shares, or on that one. */
export async function freshDatabase(server: PostgresServer = postgresServer('shared')): Promise<FreshDatabase> {
  const first = await server.start();
  const name = `certdesk_${randomBytes(6).toString('hex')}`;
  await asked(first, `create database ${name}`);
  const url = new URL(first);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asked(first, `drop database if exists ${name} with (force)`) };
}

async function asked(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
