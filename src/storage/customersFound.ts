import { sql } from 'kysely';
import type { Database } from './database.js';

/** How a customer is named who is looked for; a conversation by its key. */
export type Named = { by: 'case' | 'email' | 'conversation' | 'user'; value: string };

/** A conversation of theirs, as far as an operator must know it to decide. */
export interface FoundConversation {
  key: string;
  userId: string;
  /** When something happened in it last (ms). */
  lastAt: number;
  ended: boolean;
  cases: { id: string; status: string; agent: string | null }[];
}

/** Whom was found, and who else gave the same address. */
export interface FoundCustomer {
  conversations: FoundConversation[];
  /**
   * Keys of other conversations in which the same e-mail address was given. Anybody may give any address, so they are
   * only named.
   */
  sameEmail: string[];
}

const AT_ONCE = 500;

/**
 * Finds a customer's conversations: the one named, and all others of the same user (signed in, or the same browser
 * that came back). Those that were removed are not among them.
 */
export async function findCustomer(database: Database, named: Named): Promise<FoundCustomer> {
  const first = await conversations(database, 'key', await keysOf(database, named));
  const users = named.by === 'user' ? [named.value] : [...new Set(first.map(({ userId }) => userId))];
  const found = await conversations(database, 'user_id', users);
  const keys = new Set(found.map(({ key }) => key));
  const emails = await emailsIn(database, [...keys]);
  const others = await Promise.all(emails.map((email) => keysByEmail(database, email)));
  const sameEmail = await conversations(
    database,
    'key',
    [...new Set(others.flat())].filter((key) => !keys.has(key)),
  );
  return { conversations: found, sameEmail: sameEmail.map(({ key }) => key) };
}

async function keysOf(database: Database, { by, value }: Named): Promise<string[]> {
  if (by === 'user') return [];
  if (by === 'email') return keysByEmail(database, value);
  if (by === 'conversation') return [value];
  const rows = await database.read.selectFrom('cases').select('conversation').where('id', '=', value).execute();
  return rows.map(({ conversation }) => conversation);
}

/** The address that a case's contact has. There is no index of it: who asks for it has time. */
const emailOf = ({ kind }: Database) =>
  kind === 'postgres'
    ? sql<string | null>`lower(body::json #>> '{contact,email}')`
    : sql<string | null>`lower(json_extract(body, '$.contact.email'))`;

async function keysByEmail(database: Database, email: string): Promise<string[]> {
  const rows = await database.read
    .selectFrom('cases')
    .select('conversation')
    .distinct()
    .where(emailOf(database), '=', email.trim().toLowerCase())
    .execute();
  return rows.map(({ conversation }) => conversation);
}

async function emailsIn(database: Database, keys: readonly string[]): Promise<string[]> {
  const emails = new Set<string>();
  for (let from = 0; from < keys.length; from += AT_ONCE) {
    const rows = await database.read
      .selectFrom('cases')
      .select(emailOf(database).as('email'))
      .where('conversation', 'in', keys.slice(from, from + AT_ONCE))
      .execute();
    for (const { email } of rows) if (email !== null) emails.add(email);
  }
  return [...emails];
}

async function conversations(
  { read }: Database,
  column: 'key' | 'user_id',
  values: readonly string[],
): Promise<FoundConversation[]> {
  const found: FoundConversation[] = [];
  for (let from = 0; from < values.length; from += AT_ONCE) {
    const rows = await read
      .selectFrom('conversations')
      .select(['key', 'user_id', 'updated_at', 'ended_at'])
      .where(column, 'in', values.slice(from, from + AT_ONCE))
      .where('removed_at', 'is', null)
      .orderBy('created_at')
      .execute();
    for (const { key, user_id: userId, updated_at, ended_at } of rows) {
      const cases = await read
        .selectFrom('cases')
        .select(['id', 'status', 'agent'])
        .where('conversation', '=', key)
        .orderBy('opened_at')
        .execute();
      found.push({ key, userId, lastAt: Number(updated_at), ended: ended_at !== null, cases });
    }
  }
  return found;
}
