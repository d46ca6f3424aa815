import { addMonths, dayFrom, partsOf, weekdayOf } from '../../calendar.js';
import { type Mention, otherwiseNumbered } from './dateMention.js';
import type { Looking } from './dateTokens.js';
import { monthNamed } from './dateWords.js';
import { dayNumber } from './dayNumber.js';
import { goesOn, yearAfter } from './yearAfter.js';

/** "The 3rd" without its month; with a weekday ("Monday the 3rd") it is the latest such day. */
export function onlyDay(look: Looking, i: number, weekday: number | undefined): Mention | null {
  const start = look.skip(i, ['the']);
  const day = dayNumber(look, start);
  if (!day || day.count > 31 || otherwiseNumbered(look, start)) return null;
  const named = start > i || weekday !== undefined || look.word(i - 1) === 'the' || look.word(i - 1) === 'on';
  if (!(day.ordinal && (named || look.digits(start))) && weekday === undefined) return null;
  const next = look.at(day.to);
  if (next && next.kind !== 'sign' && !goesOn.has(next.text)) return null;
  if (weekday === undefined)
    return { from: i, to: day.to, meanings: [{ is: 'part', reason: 'date.no-month', day: day.count }], clear: false };
  if (!day.ordinal && start === i && !look.whole(i - 1, day.to)) return null;
  const monthStart = `${look.today.slice(0, 8)}01`;
  for (let back = 0; back < 24; back++) {
    const { year, month } = partsOf(addMonths(monthStart, -back));
    const date = dayFrom(year, month, day.count);
    if (date && date <= look.today && weekdayOf(date) === weekday)
      return { from: i, to: day.to, meanings: [{ is: 'counted', date }], clear: false };
  }
  return null;
}

/** A month without a day: "in May", "May 2026", "last May". */
export function monthAlone(look: Looking, i: number): Mention | null {
  const word = look.word(i);
  const named = monthNamed(word, false) ?? (look.whole(i, i + 1) ? monthNamed(word, look.lenient) : null);
  if (!named) return null;
  const at = named.short && look.sign(i + 1) === '.' ? i + 2 : i + 1;
  const found = yearAfter(look, at);
  // "Apr-26" may be a day as well.
  const year =
    found.written && /^\d\d$/.test(look.digits(found.to - 1)) && look.sign(found.to - 2) !== "'"
      ? { year: null, to: at, written: false }
      : found;
  const led = 'in last of during this since early late mid by around sometime month maybe probably about was'
    .split(' ')
    .includes(look.word(i - 1));
  const doubtful = word === 'may' || word === 'march' || named.short;
  if (!year.written && doubtful && !led && !look.whole(i, i + 1)) return null;
  const clear = year.written && year.to > at && (look.tokens[i]?.capital === true || led || !doubtful);
  return {
    from: i,
    to: year.to,
    meanings: [{ is: 'part', reason: 'date.no-day', month: named.month, year: year.year ?? undefined }],
    clear,
  };
}

/** A year without more: "2002", "in 2002", "last year". */
export function yearAlone(look: Looking, i: number): Mention | null {
  const now = Number(look.today.slice(0, 4));
  const part = (year: number, to: number): Mention => ({
    from: i,
    to,
    meanings: [{ is: 'part', reason: 'date.year-only', year }],
    clear: false,
  });
  if (look.phrase(i, 'last year')) return part(now - 1, i + 2);
  if (look.phrase(i, 'this year')) return part(now, i + 2);
  if (!/^(?:19[5-9]|20\d|21\d)\d$/.test(look.digits(i)) || otherwiseNumbered(look, i)) return null;
  const joined =
    (look.glued(i) && look.tokens[i - 1]?.text !== "'" && look.tokens[i - 1]?.text !== '(') ||
    (look.glued(i + 1) && (look.word(i + 1) !== '' || '-/.:@'.includes(look.sign(i + 1))) && look.glued(i + 2));
  return joined ? null : part(Number(look.digits(i)), i + 1);
}
