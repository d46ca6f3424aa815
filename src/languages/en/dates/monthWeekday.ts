import { partsOf, weekdayOfMonth } from '../../calendar.js';
import type { Mention } from './dateMention.js';
import type { Looking } from './dateTokens.js';
import { numberAt, weekdayNamed } from './dateWords.js';
import { monthAt } from './monthEdge.js';

/** Counted from the month's end. */
const fromEnd = new Map([
  ['last', -1],
  ['final', -1],
  ['penultimate', -2],
]);
/** "The fifth Friday" is the most a month can have. */
const most = 5;
/** Far enough for a fifth weekday in a short month. */
const yearsBack = 12;

interface Place {
  nth: number;
  weekday: number;
  exact: boolean;
  to: number;
}

/** Which weekday is named by its place: "the first Monday", "last Friday"; the place after it. */
function weekdayByPlace(look: Looking, i: number): Place | null {
  const start = look.skip(look.skip(i, ['on', 'since']), ['the very', 'the']);
  const end = fromEnd.get(look.word(start));
  const number = end === undefined ? numberAt(look, start) : null;
  if (end === undefined && !(number?.ordinal && number.count <= most)) return null;
  const at = number?.to ?? start + 1;
  const named = weekdayNamed(look.word(at), look.lenient);
  if (!named || (named.short && look.skip(at + 1, ['of', 'in']) === at + 1)) return null;
  return { nth: end ?? number?.count ?? 0, weekday: named.weekday, exact: named.exact, to: at + 1 };
}

/** "The first Monday in May", "last Friday of last month"; "the second Monday" of who knows what is vague. */
export function monthWeekdayAt(look: Looking, i: number): Mention | null {
  const place = weekdayByPlace(look, i);
  if (!place) return null;
  const of = look.skip(place.to, ['of', 'in']);
  const month = of > place.to ? monthAt(look, of) : null;
  const vague: Mention = { from: i, to: place.to, meanings: [{ is: 'part', reason: 'date.vague' }], clear: false };
  const year = of > place.to && !month ? yearAt(look, of) : null;
  if (year) return ofYear(i, year, place, vague);
  if (!month) return look.word(place.to - 2) === 'last' ? null : vague;
  const date =
    month.year === null
      ? latest(look.today, month.month, place)
      : weekdayOfMonth(month.year, month.month, place.weekday, place.nth);
  if (date === null) return { ...vague, to: month.to };
  return { from: i, to: month.to, meanings: [{ is: 'counted', date }], clear: place.exact };
}

/** "The first Monday of the year", "the last Friday of 2025". */
function ofYear(from: number, { year, to }: { year: number; to: number }, place: Place, vague: Mention): Mention {
  const date = weekdayOfMonth(year, place.nth > 0 ? 1 : 12, place.weekday, place.nth);
  return date === null ? vague : { from, to, meanings: [{ is: 'counted', date }], clear: place.exact };
}

function yearAt(look: Looking, i: number): { year: number; to: number } | null {
  const now = partsOf(look.today).year;
  const said = look.skip(i, ['this year', 'the year', 'last year']);
  if (said > i) return { year: look.word(i) === 'last' ? now - 1 : now, to: said };
  return /^(?:19|20|21)\d\d$/.test(look.digits(i)) ? { year: Number(look.digits(i)), to: i + 1 } : null;
}

/** In the latest year in which that weekday of the month has been. */
function latest(today: string, month: number, { weekday, nth }: { weekday: number; nth: number }): string | null {
  const { year } = partsOf(today);
  for (let y = year; y > year - yearsBack; y--) {
    const date = weekdayOfMonth(y, month, weekday, nth);
    if (date !== null && date <= today) return date;
  }
  return null;
}
