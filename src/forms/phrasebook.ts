import type { FactValue, Form } from '../knowledge/types.js';
import { standing } from '../reading/corrections.js';
import { findHostNames } from '../reading/hostName.js';
import { deniedAt } from '../reading/negation.js';
import { longestApart, type Match, Phrases } from '../text/phrases.js';
import { type Word, wordsOf } from '../text/words.js';

/** A value of a fact that a phrase stands for. */
export interface Meant {
  fact: string;
  value: FactValue;
}

/** Words that phrases and sentences may have or lack: "lost my key" is "lost the key", "the disk has crashed" is "disk crashed". */
const small = new Set(
  'the a an my our its their his her your this that these those some is was are were be been being has have had got get just also now all both already somehow completely totally simply really accidentally recently apparently seem seems s ve'.split(
    ' ',
  ),
);
const books = new WeakMap<Form, Phrases<Meant>>();
const names = new WeakMap<Form, Phrases<Meant>>();

/**
 * The values that a sentence speaks of by the form's `noticed` phrases. Of phrases that overlap the longest counts, whichever fact it belongs
 * to (a word inside a longer phrase does not count by itself); what is denied or corrected away is not found.
 */
export function findMeant(form: Form, text: string): Match<Meant>[] {
  const words = wordsOf(withoutNames(text.slice(0, 10_000)));
  const found = longestApart(matchesIn(bookOf(form), words)).filter(({ from, value }) => holds(words, from, value));
  const facts = [...new Set(found.map(({ value }) => value.fact))];
  return facts.flatMap((fact) =>
    standing(
      text,
      found.filter(({ value }) => value.fact === fact),
    ),
  );
}

/** The text with its host names blanked, place by place: "the key of www.a.com was deleted" says that the key was deleted. */
function withoutNames(text: string): string {
  return findHostNames(text).reduceRight((left, { start, end }) => {
    const lead = /(?:\b(?:of|for|on|at|from|and)\s+)?$/i.exec(left.slice(0, start))?.index ?? start;
    return left.slice(0, lead) + ' '.repeat(end - lead) + left.slice(end);
  }, text);
}

/** Options that stand in a list by themselves ("key lost, no backup, global"): a part between commas that is an option's name and no other's. */
export function listed(form: Form, text: string): Match<Meant>[] {
  const parts = [...text.slice(0, 10_000).matchAll(/[^,;\n]+/g)];
  if (parts.length < 2) return [];
  return parts.flatMap((part) => {
    const words = wordsOf(part[0]);
    const [first, ...others] = matchesIn(namesOf(form), words);
    const kept = words.filter(({ text: word }) => !small.has(word)).length;
    if (
      !first ||
      others.length > 0 ||
      words.slice(first.from, first.to).filter(({ text: word }) => !small.has(word)).length < kept
    )
      return [];
    return [{ ...first, start: first.start + part.index, end: first.end + part.index }];
  });
}

/** Phrases in a text, small words passed over; none reaches over a comma or full stop. */
function matchesIn<T>(phrases: Phrases<T>, words: readonly Word[]): Match<T>[] {
  const places = words.flatMap((word, i) => (small.has(word.text) ? [] : [i]));
  const kept = places.map((place) => words[place]!);
  return phrases.matches(kept).flatMap((match) => {
    const from = places[match.from] ?? 0;
    const to = (places[match.to - 1] ?? 0) + 1;
    return words.slice(from + 1, to).some(({ breaks }) => breaks) ? [] : [{ ...match, from, to }];
  });
}

function holds(words: readonly Word[], from: number, { value }: Meant): boolean {
  const denied = deniedAt(words, from);
  return value === true ? denied === null : denied !== 'being';
}

function bookOf(form: Form): Phrases<Meant> {
  const known = books.get(form);
  if (known) return known;
  const entries = Object.entries(form.facts).flatMap(([fact, { options = {}, yes, no }]) => [
    ...Object.entries(options).flatMap(([value, { noticed }]) =>
      noticed.map((phrase) => [withoutSmall(phrase), { fact, value }] as const),
    ),
    ...(yes?.noticed ?? []).map((phrase) => [withoutSmall(phrase), { fact, value: true }] as const),
    ...(no?.noticed ?? []).map((phrase) => [withoutSmall(phrase), { fact, value: false }] as const),
  ]);
  const book = new Phrases<Meant>(entries);
  books.set(form, book);
  return book;
}

function namesOf(form: Form): Phrases<Meant> {
  const known = names.get(form);
  if (known) return known;
  const entries = Object.entries(form.facts).flatMap(([fact, { options = {} }]) =>
    Object.entries(options).flatMap(([value, { label, said }]) =>
      [label, ...said].map((name) => [withoutSmall(name), { fact, value }] as const),
    ),
  );
  const book = new Phrases<Meant>(entries);
  names.set(form, book);
  return book;
}

function withoutSmall(phrase: string): string {
  const words = wordsOf(phrase).map(({ text }) => text);
  const kept = words.filter((word) => !small.has(word));
  return (kept.length > 0 ? kept : words).join(' ');
}
