import type { Looking } from './dateTokens.js';

/** What a place in a text says of a day, before it is known whether the calendar has it. */
export type Meaning =
  | {
      is: 'day';
      day: number;
      /** As written: a numeric date may say 13. */
      month: number;
      /** `null` where none is written. */
      year: number | null;
      weekday?: number;
      /** Day and month are both figures. */
      numeric?: boolean;
      /** The figures would make a date in another order too. */
      turnable?: boolean;
      /** The year stands first, as in ISO 8601. */
      yearFirst?: boolean;
      /** "End of March": the month's last day, whichever that is. */
      lastDay?: boolean;
      /** Said in a way that means a day but may not be meant to the day ("start of March", "Christmas"). */
      loosely?: boolean;
    }
  /** Counted from today. */
  | {
      is: 'counted';
      date: string;
      /** It is no more than a weekday ("on Friday"), which may be that of a date beside it. */
      weekday?: number;
    }
  /** Too little to go by: only a month, only a year, a word such as "recently". */
  | { is: 'part'; reason: PartReason; day?: number; month?: number; year?: number };
export type PartReason = 'date.no-day' | 'date.no-month' | 'date.year-only' | 'date.vague' | 'date.too-old';

/** What a grammar of dates is told by whoever reads with it. */
export interface DateReader {
  /**
   * Words before a date that say what it is a date of; any of them that would otherwise bound it ("expired") does
   * not.
   */
  cues?: readonly string[];
  /** The ISO day that a meaning comes to, or `null`: "two weeks after Christmas" is counted from it. */
  dayOf(meaning: Meaning): string | null;
}

/** A date, or part of one, and the tokens it takes up (end exclusive). */
export interface Mention {
  from: number;
  to: number;
  /** Several where one phrase names several days ("3rd or 4th of May"). */
  meanings: Meaning[];
  /** It is a date whether or not one was asked for. */
  clear: boolean;
}

/** Words before a number which say that it counts or names something else. */
const notDates = new Set(
  'step steps version versions ver v iis windows win nt page class apache exchange ref reference invoice case ticket phone tel telephone fax mobile ext extension ip port sp ssl tls pack build number part section chapter item question option line error code event id kb release level po serial licence license account acct job batch quote docket asset build'.split(
    ' ',
  ),
);
/** What has a number of its own: "order no. 3/5/2026". */
const numbered = new Set(
  'order invoice ticket case ref reference account customer job po purchase confirmation document receipt serial'.split(
    ' ',
  ),
);
const numbers = new Set(['number', 'no', 'nr', 'num', 'ref', 'reference', 'id', 'code']);
/**
 * Do the words before say that a number here is no date ("step 3", "IIS 5", "the order number is 3/5/2026", "invoice
 * no 3/5/26")?
 */
export function otherwiseNumbered(look: Looking, i: number): boolean {
  const before = ['.', ':', '#'].includes(look.sign(i - 1)) ? i - 2 : i - 1;
  if (notDates.has(look.word(before)) || look.sign(i - 1) === '#') return true;
  if (['no', 'nr', 'num'].includes(look.word(before))) return numbered.has(look.word(before - 1));
  const verb = ['is', 'was', "it's"].includes(look.word(before)) || look.sign(before) === '=' ? before - 1 : before;
  return (
    verb < before && numbers.has(look.word(verb)) && (look.word(verb) !== 'no' || numbered.has(look.word(verb - 1)))
  );
}

export type Unit = 'day' | 'week' | 'fortnight' | 'month' | 'year' | 'hour' | 'minute';
const units = new Map<string, Unit>(
  Object.entries<Unit>({
    wk: 'week',
    week: 'week',
    fortnight: 'fortnight',
    day: 'day',
    month: 'month',
    year: 'year',
    yr: 'year',
    mth: 'month',
    hour: 'hour',
    hr: 'hour',
    minute: 'minute',
    min: 'minute',
  }).flatMap(([word, unit]) => [
    [word, unit],
    [`${word}s`, unit],
  ]),
);
const letters = new Map<string, Unit>(
  Object.entries<Unit>({ d: 'day', w: 'week', mo: 'month', mos: 'month', y: 'year', h: 'hour' }),
);
/** The unit that a letter behind a count stands for ("10d ago"). */
export function unitLettered(word: string): Unit | undefined {
  return letters.get(word);
}

/** The unit of time that a word names. */
export function unitNamed(word: string): Unit | undefined {
  return units.get(word);
}

const deeds = new Set(
  'lost bought got made broke died was were did had went took paid left sent came wiped stole stolen gone came ran found happened occurred crashed built rebuilt'.split(
    ' ',
  ),
);
/** Does a verb in the past stand near ("I lost it today", "ordered on Friday")? */
export function deedNear(look: Looking, from: number, to: number): boolean {
  const near = [...range(from - 7, from), ...range(to, to + 5)].map((i) => look.word(i));
  return near.some(isDeed);
}

/** A verb in the past. */
export function isDeed(word: string): boolean {
  return deeds.has(word) || (word.length > 4 && word.endsWith('ed'));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k);
}

/** "3 May 10:00 GMT": passes over a time of day, with its zone; gives the place after it, or `i`. */
export function afterTime(look: Looking, i: number): number {
  let at = i;
  if (look.word(at) === 't' && look.glued(at)) at += 1;
  else if (look.sign(at) === ',' || look.word(at) === 'at') at += 1;
  const hour = look.digits(at);
  if (!hour || hour.length > 2) return i;
  let to = at + 1;
  while ([':', '.'].includes(look.sign(to)) && look.glued(to) && look.digits(to + 1) && look.glued(to + 1)) to += 2;
  const clock = to > at + 1 && look.sign(at + 1) === ':';
  const half = ['am', 'pm', 'hrs', 'hours'].includes(look.word(to));
  if (half) to += 1;
  if (!clock && !half) return i;
  if (['z', 'gmt', 'bst', 'utc'].includes(look.word(to))) to += 1;
  if (['+', '-'].includes(look.sign(to)) && look.glued(to + 1) && /^\d{4}$/.test(look.digits(to + 1))) to += 2;
  else if (['+', '-'].includes(look.sign(to)) && look.sign(to + 2) === ':' && look.digits(to + 3)) to += 4;
  return to;
}

/**
 * What two figures of a year mean: this century if that isn't yet to come, else the last one from its seventies on,
 * else the future.
 */
export function fullYear(digits: string, today: string): number {
  const year = Number(digits);
  if (digits.length !== 2) return year;
  const century = Math.floor(Number(today.slice(0, 4)) / 100) * 100;
  return century + year > Number(today.slice(0, 4)) && year >= 70 ? century - 100 + year : century + year;
}
