import type { Language } from '../languages/language.js';
import type { Word } from '../text/words.js';
import type { RawClause } from './clauses.js';
import type { Mention } from './concepts.js';
import type { Placed } from './nounPhrases.js';

/** How far a denial reaches. */
const DENIED_WITHIN = 6;

/** Is what a clause says of a thing denied in it? */
export function isDenied(
  words: readonly Word[],
  clause: RawClause,
  state: Mention,
  thing: Placed | null,
  language: Language,
): boolean {
  const subject = thing && thing.end <= state.from ? thing.start - 2 : state.from - DENIED_WITHIN;
  const from = Math.max(clause.from, Math.min(subject, state.from - DENIED_WITHIN));
  let denied = false;
  for (let i = from; i < state.from; i++) {
    const text = words[i]?.text ?? '';
    if (language.denialEnds.has(text)) denied = false;
    else if (language.denials.has(text) && !overruled(words, i, language)) denied = true;
  }
  return denied;
}

/** "Not only", "no doubt": a denial that denies nothing here. */
function overruled(words: readonly Word[], at: number, language: Language): boolean {
  return language.undenying.has(words[at + 1]?.text ?? '') || (words[at + 1]?.breaks ?? false);
}

/** Is a thing said not to be there ("no backup", "without the password")? */
export function isThingDenied(
  words: readonly Word[],
  at: number,
  clause: RawClause,
  language: Language,
  first: number = clause.from,
): boolean {
  // "No copy" may be one of the ways of naming it.
  if (language.lackingWords.has(words[at]?.text ?? '')) return true;
  for (let i = at - 1; i >= Math.max(first, at - 3); i--) {
    const text = words[i]?.text ?? '';
    if (words[i + 1]?.breaks) return false;
    // "Not only the file" denies nothing.
    if (language.thingDenials.has(text)) return !language.undenying.has(words[i + 1]?.text ?? '');
    if (!language.small.has(text) && !language.betweenDenial.has(text)) return false;
  }
  return false;
}

/** "The file: no", "a copy exists for neither": the clause ends on the denial of the thing that it names. */
export function isDeniedBehind(words: readonly Word[], end: number, clause: RawClause, language: Language): boolean {
  const behind = words.slice(end, clause.to).map(({ text }) => text);
  const last = behind.pop();
  if (last === undefined || !language.closingDenials.has(last)) return false;
  return behind.every(
    (text) => language.small.has(text) || language.existing.has(text) || language.belonging.has(text),
  );
}

/** "It is not the password": another thing is meant, and nothing is said to be missing ("there is not a password"). */
export function isAnother(words: readonly Word[], at: number, clause: RawClause, language: Language): boolean {
  for (let i = at - 1; i >= Math.max(clause.from, at - 3); i--) {
    const [text = '', before = ''] = [words[i]?.text, words[i - 1]?.text];
    if (language.isNot.has(text)) return !language.existing.has(before);
    if (language.denials.has(text) && language.being.has(before))
      return !language.existing.has(words[i - 2]?.text ?? '');
  }
  return false;
}
