import { type Kysely, sql } from 'kysely';
import type { Case } from '../cases/case.js';
import type { Database } from './database.js';
import type { ActivityRow, Tables } from './tables.js';

/** More words narrow nothing down any more. */
const MOST_WORDS = 8;
/** So many of the newest places are looked through: a word that stands everywhere would fill any list. */
const MOST_PLACES = 2000;
const MOST_CASES = 200;
/** A tsvector holds a megabyte; whoever pastes more must still reach a person. */
const MOST_CHARACTERS = 200_000;

/** What is looked for is words: host names and addresses are several, so that each part finds them. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/**
 * Adds a place by whose words a case is found: what was said, beside what is known of the case, so that a customer's
 * name and their words find it together.
 */
export async function addWords(
  trx: Kysely<Tables>,
  kind: Database['kind'],
  known: Case,
  said: readonly string[],
): Promise<void> {
  const words = wordsOf([...knownOf(known), ...said].join(' ').slice(0, MOST_CHARACTERS)).join(' ');
  await (kind === 'postgres'
    ? sql`insert into case_words (case_id, words) values (${known.id}, to_tsvector('simple', ${words}))`
    : sql`insert into case_words (case_id, words) values (${known.id}, ${words})`
  ).execute(trx);
}

/**
 * Takes a case's places out of the index, so that no word finds it any more. @param most of the embedded database's
 * places, each of which takes some milliseconds @returns whether there were any
 */
export async function forgetWords(
  trx: Kysely<Tables>,
  kind: Database['kind'],
  id: string,
  most = Number.MAX_SAFE_INTEGER,
): Promise<boolean> {
  if (kind === 'postgres') {
    const { numDeletedRows } = await trx.deleteFrom('case_words').where('case_id', '=', id).executeTakeFirstOrThrow();
    return numDeletedRows > 0;
  }
  // Each place has the case's id among its words, by which it is found without looking at every place.
  const { rows } = await sql<{ rowid: number }>`select rowid from case_words
    where case_words match ${`words : "${wordsOf(id).join(' ')}"`} and case_id = ${id} limit ${most}`.execute(trx);
  for (const { rowid } of rows) await sql`delete from case_words where rowid = ${rowid}`.execute(trx);
  return rows.length > 0;
}

/** What was said in the rows, for {@link addWords}. */
export function textsOf(rows: readonly Pick<ActivityRow, 'type' | 'activity'>[]): string[] {
  return rows
    .filter(({ type }) => type === 'message')
    .map(({ activity }) => (JSON.parse(activity) as { text?: string }).text ?? '');
}

/**
 * The cases that have a place with all of the words, the last of them perhaps only begun: the two hundred that were
 * spoken of last.
 */
export async function casesWith({ read, kind }: Database, looked: string): Promise<string[]> {
  const words = wordsOf(looked).slice(0, MOST_WORDS);
  if (words.length === 0) return [];
  const newest =
    kind === 'postgres'
      ? sql<{ case_id: string }>`select case_id from case_words
          where words @@ to_tsquery('simple', ${`${words.join(' & ')}:*`}) order by id desc limit ${MOST_PLACES}`
      : sql<{ case_id: string }>`select case_id from case_words
          where case_words match ${`words : ${words.map((word) => `"${word}"`).join(' AND ')} *`}
          order by rowid desc limit ${MOST_PLACES}`;
  const { rows } = await newest.execute(read);
  return [...new Set(rows.map(({ case_id }) => case_id))].slice(0, MOST_CASES);
}

function knownOf({ id, contact, facts }: Case): string[] {
  const values = [...Object.values(contact), ...Object.values(facts)];
  return [id, ...values.filter((value): value is string => typeof value === 'string')];
}
