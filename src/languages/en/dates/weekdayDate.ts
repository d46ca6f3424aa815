import { addDays, weekdayOf } from '../../calendar.js';
import { deedNear, type Mention, unitNamed } from './dateMention.js';
import type { Looking } from './dateTokens.js';
import { numberAt, weekdayNamed } from './dateWords.js';

const modifiers = [
  'this past',
  'this last',
  'the last',
  'last',
  'past',
  'previous',
  'the previous',
  'this',
  'next',
  'coming',
  'the coming',
  'this coming',
  'the',
] as const;
const partsOfDay = ['morning', 'afternoon', 'evening', 'night'];
/** Weekdays that are a feast's name. */
const feasts = new Set(['good', 'black', 'easter', 'ash', 'maundy', 'whit', 'cyber', 'holiday', 'shrove', 'palm']);

/** The latest such weekday before today. */
export function latestPast(today: string, weekday: number): string {
  return addDays(today, -((weekdayOf(today) - weekday + 7) % 7 || 7));
}

/** The weekday in the week (from Monday) that holds `day`. */
export function inWeekOf(day: string, weekday: number): string {
  return addDays(day, weekday - weekdayOf(day));
}

/**
 * A weekday that stands for a date: "last Tuesday", "on Friday", "Tuesday last week", "the Monday before last", "last
 * week on Friday".
 */
export function weekdayDateAt(look: Looking, i: number): Mention | null {
  return fromWeeksAgo(look, i) ?? weekdaysAgo(look, i) ?? namedWeekday(look, i);
}

function namedWeekday(look: Looking, i: number): Mention | null {
  const on = look.skip(i, ['on', 'since']);
  const at = look.skip(on, modifiers);
  const modifier = at > on ? look.word(at - 1) : '';
  const named = weekdayNamed(look.word(at), look.lenient);
  if (!named) return null;
  const { weekday } = named;
  const feast = feasts.has(look.word(at - 1));
  if (feast) return { from: i, to: at + 1, meanings: [{ is: 'part', reason: 'date.vague' }], clear: false };
  const bare = on === i && modifier === '';
  if (named.short && bare && !look.whole(i, at + 1)) return null;
  let to = look.skip(at + 1, partsOfDay);
  const today = look.today;
  const last = latestPast(today, weekday);
  const found = (date: string, end: number, clear: boolean): Mention => ({
    from: i,
    to: end,
    meanings: [{ is: 'counted', date }],
    clear,
  });

  const next = look.skip(to, ['next week']);
  if (next > to || modifier === 'next' || modifier === 'coming')
    return found(addDays(last, weekday === weekdayOf(today) ? 14 : 7), next, modifier !== '');
  const afterNext = look.skip(to, ['after next']);
  if (afterNext > to) return found(addDays(last, 14), afterNext, false);
  const every = ['every', 'each', 'most', 'some', 'any'].includes(look.word(i - 1));
  if (every) return { from: i, to, meanings: [{ is: 'part', reason: 'date.vague' }], clear: false };
  const beforeLast = look.skip(to, ['before last', 'but one']);
  if (beforeLast > to) return found(addDays(last, -7), beforeLast, true);
  const lastWeek = look.skip(to, ['of last week', 'in last week', 'last week', 'the week before', 'the previous week']);
  if (lastWeek > to) return found(inWeekOf(addDays(today, -7), weekday), lastWeek, true);
  const trailing = look.skip(to, ['last', 'just gone', 'just past', 'gone', 'past']);
  const thisWeek = look.skip(to, ['of this week', 'this week']);
  if (thisWeek > to || (modifier === 'this' && trailing === to)) {
    if (look.word(at - 2) !== 'past')
      return found(inWeekOf(today, weekday), thisWeek, thisWeek > to || deedNear(look, i, to));
  }
  const weeks = weeksAgoAt(look, to);
  if (weeks) return found(inWeekOf(addDays(today, -7 * weeks.count), weekday), weeks.to, true);
  const past = ['last', 'past', 'previous'].includes(modifier) || trailing > to;
  if (trailing > to) to = trailing;
  if (feasts.has(look.word(to))) return null;
  // "The Tuesday of that week" is none of this one's.
  const elsewhere =
    look.word(to) === 'of' ||
    /^in (?:the )?(?:first|second|third|fourth|last|same|that) week/.test(wordsFrom(look, to, 4));
  if (elsewhere) return { from: i, to: to + 1, meanings: [{ is: 'part', reason: 'date.vague' }], clear: false };
  const only = !past && modifier === '';
  const meaning = only ? { is: 'counted' as const, date: last, weekday } : { is: 'counted' as const, date: last };
  return { from: i, to, meanings: [meaning], clear: named.exact && (past || (on > i && deedNear(look, i, to))) };
}

function wordsFrom(look: Looking, i: number, count: number): string {
  return Array.from({ length: count }, (_, k) => look.word(i + k)).join(' ');
}

/** "Two Fridays ago". */
function weekdaysAgo(look: Looking, i: number): Mention | null {
  const number = numberAt(look, i);
  const named = number && weekdayNamed(look.word(number.to).replace(/s$/, ''), look.lenient);
  if (!number || number.ordinal || !named || look.word(number.to + 1) !== 'ago' || number.count > 5000) return null;
  const date = addDays(latestPast(look.today, named.weekday), -7 * Math.max(0, number.count - 1));
  return { from: i, to: number.to + 2, meanings: [{ is: 'counted', date }], clear: named.exact };
}

function weeksAgoAt(look: Looking, i: number): { count: number; to: number } | null {
  const article = look.skip(i, ['a', 'one']);
  const number = article > i ? { count: 1, to: article } : numberAt(look, i);
  if (!number || number.count > 5000) return null;
  const unit = unitNamed(look.word(number.to));
  if ((unit !== 'week' && unit !== 'fortnight') || look.word(number.to + 1) !== 'ago') return null;
  return { count: unit === 'week' ? number.count : number.count * 2, to: number.to + 2 };
}

/** "Three weeks ago on Tuesday", "last week on Friday". */
function fromWeeksAgo(look: Looking, i: number): Mention | null {
  const weeks = weeksAgoAt(look, i) ?? (look.phrase(i, 'last week') ? { count: 1, to: i + 2 } : null);
  if (!weeks) return null;
  const at = look.skip(look.sign(weeks.to) === ',' ? weeks.to + 1 : weeks.to, ['on the', 'on', 'this', 'the']);
  const named = weekdayNamed(look.word(at).replace(/'s$/, ''), look.lenient);
  if (!named || (named.short && at === weeks.to)) return null;
  return {
    from: i,
    to: look.skip(at + 1, partsOfDay),
    meanings: [{ is: 'counted', date: inWeekOf(addDays(look.today, -7 * weeks.count), named.weekday) }],
    clear: true,
  };
}
