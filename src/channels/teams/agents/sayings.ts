import { inert } from '../../../bot/cards/cardText.js';
import type { CaseKnowledge } from '../../../cases/caseKnowledge.js';
import { fill } from '../../../knowledge/fill.js';
import type { teamsSayings } from '../../../knowledge/teamsSayings.js';

/** A sentence of knowledge/sayings/teams.yaml. */
export type Saying = keyof typeof teamsSayings;
type Filled = Record<string, string | number>;

/** A sentence as a message says it that nothing is read into. */
export const plain = ({ says }: Pick<CaseKnowledge, 'says'>, key: Saying, filled: Filled = {}): string =>
  fill(says[key] ?? key, filled);

/** A sentence for a card or a message with marks: what people wrote means nothing in it. */
export function marked(knowledge: Pick<CaseKnowledge, 'says'>, key: Saying, filled: Filled = {}): string {
  const values = Object.entries(filled).map(([name, value]) => [name, inert(String(value))]);
  return plain(knowledge, key, Object.fromEntries(values));
}

/** The same with words of several lines, which were made inert already. */
export function markedWords(
  knowledge: Pick<CaseKnowledge, 'says'>,
  key: Saying,
  { words, ...rest }: Filled & { words: string },
): string {
  const values = Object.entries(rest).map(([name, value]) => [name, inert(String(value))]);
  return plain(knowledge, key, { ...Object.fromEntries(values), words });
}

/** What somebody wrote, line by line, so that nothing of it means anything. */
export const inertLines = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line) => inert(line.trimEnd()))
    .join('\n\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
