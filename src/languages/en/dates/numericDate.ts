import { fullYear, isDeed, type Mention, otherwiseNumbered, unitNamed } from './dateMention.js';
import type { Looking } from './dateTokens.js';

const roman = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];
/** Words that lead up to a date, so that two figures after them are one. */
const leads = new Set(
  'on was is from since dated of ordered bought lost around about date be say maybe probably think it the its yes no sorry'.split(
    ' ',
  ),
);

/**
 * A date in figures at a place: `2026-05-03`, `3/5/2026`, `3.5.26`, `3 5 2026`, `3/5`, `05/2026`, `20260503`; day
 * first unless the year is.
 */
export function numericDateAt(look: Looking, i: number): Mention | null {
  if (!look.digits(i) || joinedBefore(look, i)) return null;
  return yearFirst(look, i) ?? dayFirst(look, i) ?? dayAndMonth(look, i) ?? monthAndYear(look, i) ?? compact(look, i);
}

/** Is the number part of something longer: an address, an order number, a price, a version? */
function joinedBefore(look: Looking, i: number): boolean {
  const sign = look.sign(i - 1);
  if ('£$€#'.includes(sign) && sign) return true;
  // "Ordered: 3/5/2026" with the space forgotten.
  if ((sign === ':' || sign === '=') && look.word(i - 2)) return false;
  if (look.glued(i))
    return (
      look.word(i - 1) !== '' ||
      ('/.-:+@_=&?~'.includes(sign) && sign !== '' && !(sign === '.' && look.word(i - 2).length > 2))
    );
  return sign === '+';
}

function joinedAfter(look: Looking, i: number): boolean {
  if (look.sign(i) === '%') return true;
  if (!look.glued(i)) return false;
  if (look.word(i) === 't') return false;
  if (look.word(i) || look.digits(i)) return true;
  return look.signOf(i, '/.-:@_') && look.glued(i + 1) && (look.word(i + 1) !== '' || look.digits(i + 1) !== '');
}

/** The sign between two figures ('' for none but a space) and the place of the second. */
function separated(look: Looking, i: number): { sign: string; at: number } | null {
  const sign = look.sign(i);
  if ((sign === '/' || sign === '.' || sign === '-' || (sign === ',' && look.lenient)) && look.digits(i + 1))
    return { sign, at: i + 1 };
  return look.digits(i) && look.at(i)?.spaced ? { sign: '', at: i } : null;
}

function tight(look: Looking, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (!look.glued(i)) return false;
  return true;
}

function yearFirst(look: Looking, i: number): Mention | null {
  const year = look.digits(i);
  if (year.length !== 4) return null;
  const first = separated(look, i + 1);
  const second = first && separated(look, first.at + 1);
  if (!first || !second || first.sign !== second.sign || first.sign === ',') return null;
  const month = look.digits(first.at);
  const day = look.digits(second.at);
  const to = second.at + 1;
  if (month.length > 2 || day.length > 2 || joinedAfter(look, to)) return null;
  const clear =
    first.sign !== '' && tight(look, i, to) && year >= '1900' && year < '2200' && !otherwiseNumbered(look, i);
  if (!clear && (!look.lenient || otherwiseNumbered(look, i))) return null;
  return {
    from: i,
    to,
    meanings: [{ is: 'day', year: Number(year), month: Number(month), day: Number(day), yearFirst: true }],
    clear,
  };
}

function dayFirst(look: Looking, i: number): Mention | null {
  const first =
    separated(look, i + 1) ??
    (look.signOf(i + 1, '/.-') && roman.includes(look.word(i + 2)) ? { sign: look.sign(i + 1), at: i + 2 } : null);
  const apostrophe = first && look.sign(first.at + 2) === "'" ? 1 : 0;
  const second =
    first &&
    (separated(look, first.at + 1) ?? (apostrophe ? { sign: look.sign(first.at + 1), at: first.at + 3 } : null));
  if (!first || !second) return null;
  const [day, month, year] = [look.digits(i), look.digits(first.at), look.digits(second.at)];
  const to = second.at + 1;
  const shaped =
    day.length <= 2 &&
    month.length <= 2 &&
    (year.length === 2 || (year.length === 4 && year >= '1000' && year < '3000'));
  if (!shaped || joinedAfter(look, to) || otherwiseNumbered(look, i)) return null;

  const spaces = first.sign === '' || second.sign === '';
  const alone = look.whole(i, to);
  if (spaces && !alone && (year.length === 2 || look.digits(i - 1) || look.digits(to))) return null;
  const before = look.word(i - 1);
  const led = leads.has(before) || isDeed(before);
  // Two figures for the year are plain only between slashes: with dots and dashes they are versions and sort codes as
  // well.
  const plainYear =
    year.length === 4
      ? year >= '1900' && year < '2200'
      : first.sign === '/' || isDeed(before) || before === 'on' || before === 'since';
  const clear =
    plainYear &&
    !spaces &&
    first.sign === second.sign &&
    tight(look, i, to) &&
    couldBe(day, month || '1') &&
    !numberedBefore(look, i);
  const doubtful = (year.length === 2 && first.sign !== '/') || spaces;
  if (!clear && (!look.lenient || (doubtful && !alone && !led && look.at(i - 1)?.kind === 'word'))) return null;
  const written = {
    day: Number(day),
    month: month ? Number(month) : roman.indexOf(look.word(first.at)) + 1,
    year: fullYear(year, look.today),
  };
  // "02-05-03": with dashes and a short year, the year may have come first.
  const yearFirst =
    first.sign === '-' && year.length === 2 && written.day <= Number(look.today.slice(2, 4)) && written.month <= 12;
  return {
    from: i,
    to,
    meanings: [
      { is: 'day', ...written, numeric: month !== '', turnable: month !== '' && (yearFirst || turns(written)) },
    ],
    clear,
  };
}

/** Would month and day in turned places make another date? */
function turns({ day, month }: { day: number; month: number }): boolean {
  return day <= 12 && month <= 12 && day !== month;
}

function couldBe(day: string, month: string): boolean {
  const [one, other] = [Number(day), Number(month)];
  return one <= 31 && other <= 31 && (one <= 12 || other <= 12);
}

/** "Order no. 12/3/2026". */
function numberedBefore(look: Looking, i: number): boolean {
  return look.signOf(i - 1, '.:')
    ? ['no', 'nr', 'num'].includes(look.word(i - 2))
    : ['nr', 'num'].includes(look.word(i - 1));
}

function dayAndMonth(look: Looking, i: number): Mention | null {
  const part = separated(look, i + 1);
  if (!part) return null;
  const [day, month] = [look.digits(i), look.digits(part.at)];
  const to = part.at + 1;
  const alone = look.whole(i, to);
  if (day.length > 2 || month.length > 2 || joinedAfter(look, to) || (look.at(to)?.kind === 'number' && !alone))
    return null;
  const before = look.word(i - 1);
  const counts =
    unitNamed(look.word(to)) ||
    ['of', 'am', 'pm', 'st', 'nd', 'rd', 'th', 'h', "o'clock", 'oclock', 'uhr'].includes(look.word(to)) ||
    before === 'at';
  if (counts || otherwiseNumbered(look, i) || numberedBefore(look, i)) return null;
  const written = { day: Number(day), month: Number(month) };
  const fits = written.day >= 1 && written.day <= 31 && written.month >= 1 && written.month <= 12;
  const slash = part.sign === '/';
  const led = before === 'on' || isDeed(before);
  const clear = slash && led && fits && tight(look, i, to);
  const alwaysOpen = day === '24' && month === '7' && !led;
  const inSentence = slash ? !alwaysOpen : fits && part.sign !== '' && part.sign !== ',' && (led || leads.has(before));
  const plausible = alone ? slash || couldBe(day, month) : inSentence;
  if (!clear && !(look.lenient && plausible)) return null;
  return {
    from: i,
    to,
    meanings: [{ is: 'day', ...written, year: null, numeric: true, turnable: turns(written) }],
    clear,
  };
}

function monthAndYear(look: Looking, i: number): Mention | null {
  const part = look.lenient ? separated(look, i + 1) : null;
  if (!part || part.sign === '' || part.sign === ',') return null;
  const [one, other] = [look.digits(i), look.digits(part.at)];
  const to = part.at + 1;
  if (
    joinedAfter(look, to) ||
    one.length + other.length > 6 ||
    Math.max(one.length, other.length) !== 4 ||
    otherwiseNumbered(look, i)
  )
    return null;
  const [month, year] = one.length === 4 ? [Number(other), Number(one)] : [Number(one), Number(other)];
  if (month < 1 || month > 12 || year < 1900 || year > 2199) return null;
  return { from: i, to, meanings: [{ is: 'part', reason: 'date.no-day', month, year }], clear: false };
}

/** Eight figures are an order number, unless they are the whole reply to the question for a date. */
function compact(look: Looking, i: number): Mention | null {
  const digits = look.digits(i);
  if (!look.lenient || digits.length !== 8 || !look.whole(i, i + 1)) return null;
  const plausible = (year: string) => year >= '1990' && year <= '2199';
  const yearFirst = plausible(digits.slice(0, 4));
  const year = yearFirst ? digits.slice(0, 4) : digits.slice(4);
  const month = Number(yearFirst ? digits.slice(4, 6) : digits.slice(2, 4));
  const day = Number(yearFirst ? digits.slice(6) : digits.slice(0, 2));
  if (!plausible(year) || month > 12 || day > 31) return null;
  return {
    from: i,
    to: i + 1,
    meanings: [{ is: 'day', year: Number(year), month, day, turnable: !yearFirst && turns({ day, month }) }],
    clear: false,
  };
}
