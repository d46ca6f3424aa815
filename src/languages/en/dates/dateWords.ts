import { editDistance } from '../../../text/editDistance.js';
import { cardinals, ordinals } from '../numberWords.js';
import type { Looking } from './dateTokens.js';
import { monthNames, weekdayNames } from './longDate.js';

const months = new Map<string, number>(monthNames.map((name, i) => [name.toLowerCase(), i + 1]));
const monthsShort = new Map<string, number>(
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map(
    (name, i): [string, number] => [name, i + 1],
  ),
);
monthsShort.set('sept', 9).set('febr', 2);
/** Short names with a slip, or as other languages have them. */
const monthsShortMistyped = new Map(
  Object.entries({ mai: 5, mya: 5, jly: 7, agu: 8, spe: 9, spet: 9, otc: 10, nvo: 11, dez: 12, okt: 10 }),
);
const weekdays = new Map<string, number>(weekdayNames.map((name, i) => [name.toLowerCase(), i]));
const weekdaysShort = new Map<string, number>(
  Object.entries({ mon: 0, tue: 1, tues: 1, wed: 2, weds: 2, thu: 3, thur: 3, thurs: 3, fri: 4, sat: 5, sun: 6 }),
);
const suffixes = new Set(['st', 'nd', 'rd', 'th']);
const smallNumbers = new Map<string, { count: number; ordinal: boolean }>([
  ...cardinals.map((word, i) => [word, { count: i + 1, ordinal: false }] as const),
  ...ordinals.map((word, i) => [word, { count: i + 1, ordinal: true }] as const),
]);
const tens = new Map([
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['seventy', 70],
  ['eighty', 80],
  ['ninety', 90],
]);
/** Words a slip away from a month's or day's name that are words themselves. */
const notMistyped = new Set([
  'match',
  'marsh',
  'larch',
  'parch',
  'jane',
  'dune',
  'tune',
  'jude',
  'jury',
  'fired',
  'money',
  'sundry',
  'mondays',
  'fridge',
  'someday',
  'sunny',
]);

const mostRemembered = 500;
const mistypedMonth = remembering((word) => nearest(word, months));
const mistypedWeekday = remembering((word) => nearest(word, weekdays));

export interface NamedMonth {
  month: number;
  /** Written short, so that a full stop after it belongs to it. */
  short: boolean;
  /** Written as the calendar writes it; otherwise a slip was allowed for. */
  exact: boolean;
}

/** The month that a word names; with `slips`, a mistyped one too. */
export function monthNamed(word: string, slips: boolean): NamedMonth | null {
  const exact = months.get(word);
  if (exact) return { month: exact, short: false, exact: true };
  const short = monthsShort.get(word);
  if (short) return { month: short, short: true, exact: true };
  const near = slips ? (monthsShortMistyped.get(word) ?? mistypedMonth(word)) : null;
  return near === null ? null : { month: near, short: false, exact: false };
}

/** The weekday (0 for Monday) that a word names. */
export function weekdayNamed(word: string, slips: boolean): { weekday: number; short: boolean; exact: boolean } | null {
  const name = word.endsWith("'s") ? word.slice(0, -2) : word;
  const exact = weekdays.get(name);
  if (exact !== undefined) return { weekday: exact, short: false, exact: true };
  const short = weekdaysShort.get(name);
  if (short !== undefined) return { weekday: short, short: true, exact: true };
  const near = slips ? mistypedWeekday(name) : null;
  return near === null ? null : { weekday: near, short: false, exact: false };
}

/** Words looked up before: a text asks for the same ones at every place. */
function remembering(find: (word: string) => number | null): (word: string) => number | null {
  const known = new Map<string, number | null>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    if (known.size >= mostRemembered) known.clear();
    const found = find(word);
    known.set(word, found);
    return found;
  };
}

/** The one name a slip away (two from seven letters on) with the same first letter; none when two are as near. */
function nearest(word: string, names: Map<string, number>): number | null {
  if (word.length < 4 || word.length > 12 || notMistyped.has(word)) return null;
  let best: number | null = null;
  let least = word.length >= 7 ? 3 : 2;
  for (const [name, value] of names) {
    if (name.length < 4 || name[0] !== word[0]) continue;
    const distance = editDistance(word, name, least);
    if (distance < least) {
      least = distance;
      best = value;
    } else if (distance === least && best !== null) best = null;
  }
  return best;
}

export interface Counted {
  count: number;
  ordinal: boolean;
  /** Written in digits. */
  digits: boolean;
  /** The place after it. */
  to: number;
}

/**
 * A number of at most four digits, or one to ninety-nine in words, cardinal or ordinal ("3", "3rd", "twenty-first").
 */
export function numberAt(look: Looking, i: number): Counted | null {
  // Every grammar asks for the number at every place.
  const known = counted.get(look) ?? [];
  if (known.length === 0) counted.set(look, known);
  const before = known[i];
  if (before !== undefined) return before;
  const number = readNumber(look, i);
  if (i >= 0) known[i] = number;
  return number;
}

const counted = new WeakMap<Looking, (Counted | null)[]>();

function readNumber(look: Looking, i: number): Counted | null {
  const digits = look.digits(i);
  if (digits) {
    if (digits.length > 4) return null;
    const ordinal = suffixes.has(look.word(i + 1));
    return { count: Number(digits), ordinal, digits: true, to: ordinal ? i + 2 : i + 1 };
  }
  const word = look.word(i);
  if (!word) return null;
  const ten = tens.get(word);
  if (ten !== undefined) {
    const next = look.sign(i + 1) === '-' ? i + 2 : i + 1;
    const one = small(look.word(next));
    if (one && one.count < 10) return { count: ten + one.count, ordinal: one.ordinal, digits: false, to: next + 1 };
    return { count: ten, ordinal: false, digits: false, to: i + 1 };
  }
  if (word === 'twentieth' || word === 'thirtieth')
    return { count: word === 'twentieth' ? 20 : 30, ordinal: true, digits: false, to: i + 1 };
  const one = small(word);
  return one && { ...one, digits: false, to: i + 1 };
}

function small(word: string): { count: number; ordinal: boolean } | null {
  return smallNumbers.get(word) ?? null;
}

/** A year said in words ("two thousand and two", "nineteen ninety-eight", "twenty twenty-six"). */
export function yearInWords(look: Looking, i: number): { year: number; to: number } | null {
  const thousand = look.phrase(i, 'two thousand');
  if (thousand) {
    const rest = numberAt(look, look.skip(thousand, ['and']));
    return rest && !rest.digits && !rest.ordinal
      ? { year: 2000 + rest.count, to: rest.to }
      : { year: 2000, to: thousand };
  }
  const century = look.word(i) === 'nineteen' ? 1900 : look.word(i) === 'twenty' ? 2000 : null;
  if (century === null) return null;
  const oh = look.skip(i + 1, ['oh', 'o']);
  const rest = numberAt(look, oh);
  if (!rest || rest.digits || rest.ordinal || (oh === i + 1 ? rest.count < 10 : rest.count > 9)) return null;
  return { year: century + rest.count, to: rest.to };
}
