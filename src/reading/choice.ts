import type { FactDefinition } from '../knowledge/types.js';
import { editDistance } from '../text/editDistance.js';
import { longestApart, type Match, type Phrases, phrasesOf } from '../text/phrases.js';
import { type Word, wordsOf } from '../text/words.js';
import { standing } from './corrections.js';
import { deniedAt } from './negation.js';
import type { Found, Reading } from './reading.js';

/** The options of a choice in the order they are offered. */
export type Options = NonNullable<FactDefinition['options']>;

/** Longer texts are read only so far. */
const longest = 10_000;
/** A mistyped option is looked for among so many words. */
const mostMistyped = 40;
const numbers = 'one two three four five six seven eight nine ten'.split(' ');
const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const aroundNumber = new Set(
  'the option number no choice answer one please it is its i pick choose think would id say go for with take my that thats thanks um er well ok'.split(
    ' ',
  ),
);
const joins = /\b(?:or|and|both|either|as well|plus|also|neither)\b|[,/&]/i;

/**
 * The option meant in a reply to a question with options: by its label, a way of saying it, its number or place ("2", "the second one"), also
 * mistyped. Options that are denied or corrected away don't count; where one phrase clearly says more than the others and nothing joins
 * them, it is meant (`assumed` is then `longest`).
 * @returns the option's id, marked `mistyped` where letters had to be mended, or a reason: `choice.none`, `choice.several` with the ids
 */
export function readChoice(text: string, options: Options): Reading<string> {
  const cut = text.slice(0, longest);
  const words = wordsOf(cut);
  const byNumber = numbered(words, Object.keys(options));
  if (byNumber !== null) return { value: byNumber };
  const matches = meant(
    cut,
    words,
    ways(options, 'asked', ({ label, said, noticed }, id) => [label, id.replaceAll('-', ' '), ...said, ...noticed]),
  );
  if (matches.length > 0) return decided(cut, matches, options);
  const mended = mistyped(words, options);
  if (mended.length === 1 && mended[0] !== undefined) return { value: mended[0], assumed: 'mistyped' };
  return mended.length > 1
    ? several(mended, options)
    : { problem: { reason: 'choice.none', about: { options: labels(Object.keys(options), options) } } };
}

/** The options whose `noticed` phrases stand in a sentence, the longest at each place; denied ones ("it isn't compromised") are not found. */
export function findChoices(text: string, options: Options): Found<string>[] {
  const cut = text.slice(0, longest);
  const matches = meant(
    cut,
    wordsOf(cut),
    ways(options, 'noticed', ({ noticed }) => noticed),
  );
  return matches.map(({ start, end, value }) => ({ start, end, reading: { value } }));
}

function ways(
  options: Options,
  use: string,
  waysOf: (option: Options[string], id: string) => string[],
): Phrases<string> {
  return phrasesOf(options, use, () =>
    Object.entries(options).flatMap(([id, option]) => waysOf(option, id).map((phrase) => [phrase, id] as const)),
  );
}

function meant(text: string, words: readonly Word[], phrases: Phrases<string>): Match<string>[] {
  const found = longestApart(phrases.matches(words)).filter(({ from }) => deniedAt(words, from) !== 'being');
  return standing(text, found);
}

function decided(text: string, matches: Match<string>[], options: Options): Reading<string> {
  const ids = [...new Set(matches.map(({ value }) => value))];
  const [first] = ids;
  if (ids.length === 1 && first !== undefined) return { value: first };
  // A phrase that is noticed anywhere says more than a word that only answers the question.
  const noticed = new Set(Object.values(options).flatMap((option) => option.noticed.map(asKey)));
  const strength = (match: Match<string>) =>
    match.to - match.from + (noticed.has(asKey(text.slice(match.start, match.end))) ? 1 : 0);
  const [best, next] = ids
    .map((id) => ({ id, strength: Math.max(...matches.filter(({ value }) => value === id).map(strength)) }))
    .sort((a, b) => b.strength - a.strength);
  if (best && next && best.strength > next.strength && next.strength === 1 && !joins.test(text))
    return { value: best.id, assumed: 'longest' };
  return several(ids, options);
}

function asKey(phrase: string): string {
  return wordsOf(phrase)
    .map(({ stem }) => stem)
    .join('');
}

function several(ids: string[], options: Options): Reading<string> {
  return { problem: { reason: 'choice.several', about: { options: labels(ids, options) }, alternatives: ids } };
}

function labels(ids: string[], options: Options): string {
  const all = ids.map((id) => options[id]?.label ?? id);
  return all.length > 1 ? `${all.slice(0, -1).join(', ')} or ${all.at(-1)}` : (all[0] ?? '');
}

/** A reply that is a number or a place in the list and nothing else. */
function numbered(words: readonly Word[], ids: string[]): string | null {
  const left = words.filter(({ text }) => !aroundNumber.has(text));
  const only =
    left.length === 1
      ? left[0]?.text
      : words.every(({ text }) => aroundNumber.has(text)) && words.some(({ text }) => text === 'one')
        ? 'one'
        : undefined;
  if (only === undefined) return null;
  const last = only === 'last' ? ids.length : 0;
  const place =
    last ||
    Number(/^(\d{1,2})(?:st|nd|rd|th)?$/.exec(only)?.[1] ?? 0) ||
    numbers.indexOf(only) + 1 ||
    ordinals.indexOf(only) + 1;
  return ids[place - 1] ?? null;
}

interface Wanted {
  id: string;
  key: string;
  /** Its number of words. */
  size: number;
  /** Slips that it bears. */
  most: number;
}

const wantedOf = new WeakMap<Options, Wanted[]>();

/** What a slip may be mended to: names of options long enough for one. */
function mendable(options: Options): Wanted[] {
  const known = wantedOf.get(options);
  if (known) return known;
  const wanted = Object.entries(options).flatMap(([id, { label, said }]) =>
    [label, id, ...said].map((phrase) => {
      const words = wordsOf(phrase);
      const key = words.map(({ stem }) => stem).join('');
      return { id, key, size: words.length, most: key.length >= 9 ? 2 : key.length >= 5 ? 1 : 0 };
    }),
  );
  const some = wanted.filter(({ most }) => most > 0);
  wantedOf.set(options, some);
  return some;
}

/** The options that a slip or two away from a piece of the text are nearest to it. */
function mistyped(words: readonly Word[], options: Options): string[] {
  let least = 3;
  let nearest: string[] = [];
  const some = words.slice(0, mostMistyped);
  for (const { id, key, size: exact, most } of mendable(options)) {
    for (const size of [exact, exact + 1, exact - 1]) {
      for (let i = 0; size > 0 && i + size <= some.length; i++) {
        if (some[i]!.stem[0] !== key[0] || deniedAt(some, i) === 'being') continue;
        const piece = some
          .slice(i, i + size)
          .map(({ stem }) => stem)
          .join('');
        const distance = editDistance(piece, key, Math.min(most, least));
        if (distance > most || distance > least) continue;
        if (distance < least) nearest = [];
        least = distance;
        if (!nearest.includes(id)) nearest.push(id);
      }
    }
  }
  return nearest;
}
