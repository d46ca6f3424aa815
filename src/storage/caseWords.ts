import { type Kysely, sql } from 'kysely';
import type { Case } from '../cases/case.js';
import type { ActivityRow, Tables } from './tables.js';

type Kind = 'embedded' | 'postgres';

/** What is looked for is words: host names and addresses are several, so that each part finds them. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Adds words by which a case is found. */
export async function addWords(
  trx: Kysely<Tables>,
  kind: Kind,
  caseId: string,
  texts: readonly string[],
): Promise<void> {
  const words = wordsOf(texts.join(' ')).join(' ');
  if (words === '') return;
  await (kind === 'postgres'
    ? sql`insert into case_words (case_id, words) values (${caseId}, to_tsvector('simple', ${words}))`
    : sql`insert into case_words (case_id, words) values (${caseId}, ${words})`
  ).execute(trx);
}

/** What was said in the rows, for {@link addWords}. */
export function textsOf(rows: readonly Pick<ActivityRow, 'type' | 'activity'>[]): string[] {
  return rows
    .filter(({ type }) => type === 'message')
    .map(({ activity }) => (JSON.parse(activity) as { text?: string }).text ?? '');
}

/** What is known of the case itself, for {@link addWords}. */
export function knownWords({ id, contact, facts }: Case): string[] {
  const values = [...Object.values(contact), ...Object.values(facts)];
  return [id, ...values.filter((value): value is string => typeof value === 'string')];
}

/** The condition that a case has each of the words, or one that begins so. @param id how its id is named in the query */
export function hasWords(kind: Kind, words: readonly string[], id: string) {
  const one = (word: string) =>
    kind === 'postgres'
      ? sql`${sql.ref(id)} in (select case_id from case_words where words @@ to_tsquery('simple', ${`${word}:*`}))`
      : sql`${sql.ref(id)} in (select case_id from case_words where case_words match ${`words : "${word}" *`})`;
  return sql<boolean>`(${sql.join(words.map(one), sql` and `)})`;
}
