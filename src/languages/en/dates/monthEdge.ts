import { addMonths, partsOf } from '../../calendar.js';
import type { Mention } from './dateMention.js';
import type { Looking } from './dateTokens.js';
import { monthNamed } from './dateWords.js';

const first = [
  'very beginning of',
  'very start of',
  'beginning of',
  'start of',
  'first day of',
  'first of',
  'begin of',
  'opening day of',
];
const last = ['very end of', 'end of', 'last day of', 'close of'];
const loose = [
  'middle of',
  'mid',
  'early',
  'late',
  'early in',
  'late in',
  'first half of',
  'second half of',
  'first week of',
  'last week of',
  'second week of',
  'third week of',
  'around',
];
const monthsFromNow = Object.entries({
  'the month before last': -2,
  'last month': -1,
  'the current month': 0,
  'the previous month': -1,
  'previous month': -1,
  'this month': 0,
  'the month': 0,
  'next month': 1,
});

/**
 * "End of March", "the beginning of last month": the month's last or first day; "mid-March" and "last month" are too
 * little to go by.
 */
export function monthEdgeAt(look: Looking, i: number): Mention | null {
  const start = look.skip(i, ['the']);
  const toFirst = look.skip(start, first);
  const toLast = toFirst > start ? start : look.skip(start, last);
  const toLoose = toFirst > start || toLast > start ? start : look.skip(start, loose);
  const at = Math.max(toFirst, toLast, toLoose);
  const hyphen = toLoose > start && look.sign(at) === '-' ? 1 : 0;
  const month = monthAt(look, at + hyphen);
  if (!month) return null;
  const about = { month: month.month, ...(month.year === null ? {} : { year: month.year }) };
  if (toLoose > start && at > start)
    return look.word(start) === 'around'
      ? null
      : { from: i, to: month.to, meanings: [{ is: 'part', reason: 'date.vague', ...about }], clear: false };
  if (at === start)
    return month.counted
      ? { from: i, to: month.to, meanings: [{ is: 'part', reason: 'date.no-day', ...about }], clear: false }
      : null;
  return {
    from: i,
    to: month.to,
    meanings: [{ is: 'day', day: 1, month: month.month, year: month.year, lastDay: toLast > start, loosely: true }],
    clear: true,
  };
}

/** The month behind "of" or "in", with its year where one is said: "March 2025", "last month". */
export function monthAt(
  look: Looking,
  i: number,
): { month: number; year: number | null; to: number; counted: boolean } | null {
  for (const [phrase, months] of monthsFromNow) {
    const to = look.phrase(i, phrase);
    if (to) return { ...partsOf(addMonths(look.today, months)), to, counted: true };
  }
  const at = look.skip(i, ['last', 'this']);
  const named = monthNamed(look.word(at), look.lenient);
  if (
    !named ||
    (look.word(i - 1) !== 'of' && look.word(i - 1) !== 'in' && at === i && look.word(at) === 'may' && !look.sign(i - 1))
  )
    return null;
  const dot = named.short && look.sign(at + 1) === '.' ? 1 : 0;
  const yearAt = look.skip(look.sign(at + 1 + dot) === ',' ? at + 2 + dot : at + 1 + dot, ['of', 'in']);
  const now = partsOf(look.today).year;
  if (look.phrase(yearAt, 'last year')) return { month: named.month, year: now - 1, to: yearAt + 2, counted: false };
  if (look.phrase(yearAt, 'this year')) return { month: named.month, year: now, to: yearAt + 2, counted: false };
  const digits = look.digits(yearAt);
  if (/^(?:19|20|21)\d\d$/.test(digits))
    return { month: named.month, year: Number(digits), to: yearAt + 1, counted: false };
  return { month: named.month, year: null, to: at + 1 + dot, counted: false };
}
