import type { FactDefinition } from '../knowledge/types.js';
import {
  dontKnowAlone,
  dontKnowWords,
  neitherWords,
  noVerbs,
  noWords,
  yesVerbs,
  yesWords,
} from '../languages/en/yesNoWords.js';
import { longestApart, type Match, Phrases, phrasesOf } from '../text/phrases.js';
import { type Word, wordsOf } from '../text/words.js';
import { deniedAt } from './negation.js';
import type { Found, Reading } from './reading.js';

interface Said {
  answer: boolean | null;
  /** `word`: at the start of a reply or a clause; `verb`: where it ends its clause; `own`: anywhere, the form says so. */
  as: 'word' | 'verb' | 'own';
}

/** Longer texts are read only so far. */
const longest = 10_000;
const fillers = new Set(
  'well um uh uhm oh hi hello hey er erm hmm hm so and but actually ah eh sorry honestly thanks ooh i mean to be honest then er ok okay'.split(
    ' ',
  ),
);
/** What may follow an answer by a verb in its clause ("I do indeed", "we have one"). */
const afterVerb = new Set(
  'one it that them some so indeed too thanks thank please sorry yes no though actually both all'.split(' '),
);
/** What may trail an answer without saying more. */
const polite = new Set('one it so please thanks thank you to me mate sir indeed both too ta cheers'.split(' '));
const corrections = new Set(['sorry', 'wait', 'actually', 'oops', 'correction', 'meant']);
const slips = new Map<string, boolean>([
  ...'yse eys tes yws ues yed yees yesh yess yers yeas yup yupp yeha ues yeps yas'
    .split(' ')
    .map((word): [string, boolean] => [word, true]),
  ...'nno np bo nop noep npoe noe nopes nien'.split(' ').map((word): [string, boolean] => [word, false]),
]);
/** "Yesss", "nooo". */
const drawnOut = [
  { form: /^(?:y+e+s+|y+e+a+h+|y+[eu]+p+)$/, answer: true },
  { form: /^(?:n+o+|n+o+p+e*)$/, answer: false },
];
const common = new Phrases<Said>([
  ...each<Said>(yesWords, { answer: true, as: 'word' }),
  ...each<Said>(noWords, { answer: false, as: 'word' }),
  ...each<Said>(yesVerbs, { answer: true, as: 'verb' }),
  ...each<Said>(noVerbs, { answer: false, as: 'verb' }),
  ...each<Said>(neitherWords, { answer: null, as: 'word' }),
]);
const unknown = new Phrases(dontKnowWords.map((phrase) => [phrase, true] as const));
const unknownAlone = new Phrases(dontKnowAlone.map((phrase) => [phrase, true] as const));

function each<T>(phrases: readonly string[], value: T): (readonly [string, T])[] {
  return phrases.map((phrase) => [phrase, value] as const);
}

/**
 * Yes or no in a reply to a question, in any of its usual forms ("yep", "that's right", "I'm afraid not", "we do", 👍), mistyped ("yse"), or in
 * the form's own words, which count wherever they stand.
 * @param own what means yes and what no for this question ("got a copy", "never made one")
 * @returns the answer, or `yes-no.unclear` when both or neither was said
 */
export function readYesNo(text: string, own: { yes?: string[]; no?: string[] } = {}): Reading<boolean> {
  const words = wordsOf(text.slice(0, longest));
  const said = saidIn(words, own);
  const after = lastCorrected(words, said);
  const answers = new Set(after.map(({ value }) => value.answer).filter((answer) => answer !== null));
  const [answer] = answers;
  return answers.size === 1 && answer !== undefined
    ? { value: answer }
    : { problem: { reason: 'yes-no.unclear', about: {} } };
}

/**
 * The yes or no that a text begins with, and what follows it: "no, it was 3 May" is `false` and "it was 3 May". Without one the answer is
 * `null` and the rest is the text.
 */
export function splitYesNo(text: string): { answer: boolean | null; rest: string } {
  const words = wordsOf(text.slice(0, longest));
  let at = 0;
  while (fillers.has(words[at]?.text ?? '') && leadAt(words, at) === null) at += 1;
  let lead = leadAt(words, at);
  if (lead === null || lead.answer === null) return { answer: null, rest: text };
  const { answer } = lead;
  let end = 0;
  // "No, I don't, it was 3 May": both are the answer.
  for (; lead !== null && lead.answer === answer; lead = leadAt(words, at)) {
    at = lead.to;
    end = words[at - 1]?.end ?? text.length;
  }
  const onlyPolite = words.slice(at).every(({ text: word }) => polite.has(word));
  return { answer, rest: onlyPolite ? '' : text.slice(end).replace(/^[^\p{L}\p{N}"'(*#£]+/u, '') };
}

/** Does a reply say that its writer doesn't know? A lone "?" does. Ask for a value first: "not sure, maybe 3 May" says this and has one. */
export function dontKnow(text: string, said: string[]): boolean {
  if (/^[\s?¿]*\?[\s?!]*$/.test(text) || /^\s*n\/a\W*$/i.test(text)) return true;
  const words = wordsOf(text.slice(0, longest));
  if (unknown.matches(words).length > 0 || phrasesOf(said, 'unknown', () => each(said, true)).matches(words).length > 0)
    return true;
  const some = words.filter(({ text: word }) => !fillers.has(word));
  return unknownAlone.at(some, 0).some(({ to }) => to === some.length);
}

/** The answers that a sentence gives by the form's `noticed` phrases, the longest at each place ("no backup" over "backup"); denied ones are not found. */
export function findYesNo(
  text: string,
  {
    yes,
    no,
  }: {
    yes?: Pick<NonNullable<FactDefinition['yes']>, 'noticed'>;
    no?: Pick<NonNullable<FactDefinition['no']>, 'noticed'>;
  },
): Found<boolean>[] {
  const words = wordsOf(text.slice(0, longest));
  return longestApart([...booked(yes?.noticed, true, words), ...booked(no?.noticed, false, words)])
    .filter(({ from, value }) => (value ? deniedAt(words, from) === null : deniedAt(words, from) !== 'being'))
    .map(({ start, end, value }) => ({ start, end, reading: { value } }));
}

/** Where a form's own phrases for an answer stand. */
function booked(phrases: string[] | undefined, answer: boolean, words: readonly Word[]): Match<boolean>[] {
  return phrases ? phrasesOf(phrases, String(answer), () => each(phrases, answer)).matches(words) : [];
}

/** Every answer in a reply: the form's own phrases, and the common ones where they can be answers. */
function saidIn(words: readonly Word[], own: { yes?: string[]; no?: string[] }): Match<Said>[] {
  const asOwn = ({ value, ...where }: Match<boolean>): Match<Said> => ({
    ...where,
    value: { answer: value, as: 'own' },
  });
  const ours = [...booked(own.yes, true, words), ...booked(own.no, false, words)].map(asOwn);
  const matches = longestApart([...ours, ...words.flatMap((_, i) => commonAt(words, i))]);
  let lead = 0;
  while (fillers.has(words[lead]?.text ?? '') && !matches.some(({ from }) => from === lead)) lead += 1;
  return matches.flatMap((match) => {
    const { as, answer } = match.value;
    if (as === 'own') return ofOwn(words, match, answer);
    const starts =
      match.from === lead ||
      words[match.from]?.breaks === true ||
      match.to === words.length ||
      isAnswered(matches, match.from);
    return as === 'verb' || starts ? [match] : [];
  });
}

function isAnswered(matches: Match<Said>[], at: number): boolean {
  return matches.some(({ to, value }) => to === at && value.as !== 'own');
}

/** "Don't have a backup" is a no by the phrase for yes; a denied no says nothing. */
function ofOwn(words: readonly Word[], match: Match<Said>, answer: boolean | null): Match<Said>[] {
  if (deniedAt(words, match.from) === null) return [match];
  return answer ? [{ ...match, value: { answer: false, as: 'own' } }] : [];
}

/** A common answer at a place; one by a verb only where its clause ends. */
function commonAt(words: readonly Word[], i: number): Match<Said>[] {
  const word = words[i];
  if (!word) return [];
  const [match] = common
    .at(words, i)
    .filter(
      ({ value, to }) =>
        value.as !== 'verb' || to === words.length || words[to]?.breaks || afterVerb.has(words[to]?.text ?? ''),
    );
  if (match) return [match];
  const answer = slips.get(word.text) ?? drawnOut.find(({ form }) => form.test(word.text))?.answer;
  return answer === undefined
    ? []
    : [
        {
          value: { answer, as: 'word' },
          from: i,
          to: i + 1,
          start: word.start,
          end: word.end,
          weight: word.text.length,
        },
      ];
}

function leadAt(words: readonly Word[], i: number): { answer: boolean | null; to: number } | null {
  const [match] = commonAt(words, i);
  return match ? { answer: match.value.answer, to: match.to } : null;
}

/** "Yes, sorry, no": what follows the word of correction counts, if anything does. */
function lastCorrected(words: readonly Word[], said: Match<Said>[]): Match<Said>[] {
  const last = words.findLastIndex(({ text }) => corrections.has(text));
  const after = said.filter(({ from, value }) => from > last && value.answer !== null);
  return last > 0 && after.length > 0 ? after : said;
}
