import { choosesNothing, endOfList, oneOf, placeNamed, standsForAny } from '../languages/en/choices.js';
import { editDistance } from '../text/editDistance.js';
import { once } from '../text/once.js';
import { phrasesOf } from '../text/phrases.js';
import { type Word, wordsOf } from '../text/words.js';
import type { Reading } from './reading.js';

/** The options of a choice in the order they are offered, each with what is shown and ways to say it in a reply. */
export type Options = Readonly<Record<string, { label: string; said: readonly string[] }>>;

/** A reply of more words than this (small ones aside) says something else than an option. */
const LONGEST = 6;

/**
 * The option that a short reply picks: by its label or a way of saying it that makes up the reply, by number, letter
 * or place ("2", "b)", "the second one", "the last"), or mistyped by one letter where no other option is as near.
 * @param listed the options were shown as a list, so that a number picks one
 * @returns the option's id (`assumed` is `mistyped` where letters had to be mended), or a reason: `choice.none`,
 * `choice.several` with the ids
 */
export function readChoice(text: string, options: Options, { listed = true } = {}): Reading<string> {
  const words = wordsOf(text.slice(0, 400));
  const ids = Object.keys(options);
  const byNumber = listed ? numbered(words, ids) : null;
  if (byNumber !== null) return { value: byNumber };
  const kept = words.filter(({ text: word }) => !choosesNothing.has(word));
  if (kept.length > LONGEST) return { problem: { reason: 'choice.none', about: { options: labels(ids, options) } } };
  const said = saidBy(words, options);
  if (said.length === 1) return { value: said[0]! };
  if (said.length > 1) return several(said, options);
  const near = mistyped(kept, options);
  if (near.length === 1) return { value: near[0]!, assumed: 'mistyped' };
  return near.length > 1
    ? several(near, options)
    : { problem: { reason: 'choice.none', about: { options: labels(ids, options) } } };
}

/** Options whose way of being said makes up the whole reply, small words and other ways of the same option aside. */
function saidBy(words: readonly Word[], options: Options): string[] {
  const ways = phrasesOf(options, 'reply', () =>
    Object.entries(options).flatMap(([id, { label, said }]) =>
      [label, id.replaceAll('-', ' '), ...said].map((way) => [way, id] as const),
    ),
  );
  const matches = ways.matches(words);
  return Object.keys(options).filter((id) => {
    const own = matches.filter(({ value }) => value === id);
    const left = words.filter(
      (word, i) => !choosesNothing.has(word.text) && !own.some(({ from, to }) => from <= i && i < to),
    );
    return own.length > 0 && left.length === 0;
  });
}

/** A reply that is a number, a letter or a place in the list and nothing else. */
function numbered(words: readonly Word[], ids: readonly string[]): string | null {
  const left = words.filter(({ text }) => !choosesNothing.has(text) || text === standsForAny);
  const bare = left.length > 1 ? left.filter(({ text }) => text !== standsForAny) : left;
  const word = bare.length === 1 ? bare[0]!.text : '';
  const end = endOfList(word);
  if (end !== null) return ids.at(end === 'last' ? -1 : 0) ?? null;
  const letter = /^[a-j]$/.test(word) && words.length <= 2 ? word.charCodeAt(0) - 96 : 0;
  const inLetters = word === standsForAny && words.length > 2 ? 0 : placeNamed(word);
  const place = /^\d{1,2}$/.test(word) ? Number(word) : letter || inLetters;
  return place > 0 ? (ids[place - 1] ?? null) : null;
}

/** Options one slip away from a reply of one to three words, or a slip in each word. */
function mistyped(words: readonly Word[], options: Options): string[] {
  if (words.length === 0 || words.length > 3) return [];
  const typed = words.map(({ text }) => text);
  if (typed.join('').length < 4) return [];
  return Object.entries(spellings(options)).flatMap(([id, ways]) =>
    ways.some((way) => editDistance(typed.join(''), way.join(''), 1) <= 1 || isSlipInEach(typed, way)) ? [id] : [],
  );
}

function isSlipInEach(typed: readonly string[], way: readonly string[]): boolean {
  return (
    typed.length === way.length &&
    way.every((word, i) => (word.length < 4 ? word === typed[i] : editDistance(typed[i]!, word, 1) <= 1))
  );
}

/** Each option's ways of being said, small words aside, as they are held against what was typed. */
const spellings = once((options: Options): Record<string, string[][]> => {
  const spelled = (way: string) => wordsOf(way).flatMap(({ text }) => (choosesNothing.has(text) ? [] : [text]));
  return Object.fromEntries(
    Object.entries(options).map(([id, { label, said }]) => [
      id,
      [label, id, ...said].map(spelled).filter((way) => way.join('').length >= 4),
    ]),
  );
});

function several(ids: readonly string[], options: Options): Reading<string> {
  return { problem: { reason: 'choice.several', about: { options: labels(ids, options) }, alternatives: [...ids] } };
}

function labels(ids: readonly string[], options: Options): string {
  return oneOf(ids.map((id) => options[id]?.label ?? id));
}
