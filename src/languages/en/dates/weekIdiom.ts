import { addDays, weekdayOf } from '../../calendar.js';
import { move } from './countedDate.js';
import { type Mention, type Unit, unitNamed } from './dateMention.js';
import type { Looking } from './dateTokens.js';
import { numberAt, weekdayNamed } from './dateWords.js';
import { inWeekOf, latestPast } from './weekdayDate.js';

interface Span {
  count: number;
  unit: Unit;
  to: number;
}
/** Words before a span that make of what was ahead how long it has been: "it is three weeks today". */
const lasted = new Set(['been', 'is', "it's", 'was', 'makes', 'for']);

/** The next such weekday after today. */
function nextOf(today: string, weekday: number): string {
  return addDays(today, (weekday - weekdayOf(today) + 7) % 7 || 7);
}

/**
 * A span of weeks and the day it is counted from: back from a day that has been ("a week yesterday", "three weeks
 * last Friday", "two weeks ago last Friday"), on from one to come ("a week on Tuesday", "three weeks today", "Tuesday
 * week").
 */
export function weekIdiomAt(look: Looking, i: number): Mention | null {
  return weekBehindDay(look, i) ?? spanAndDay(look, i) ?? weekBeforeLast(look, i);
}

function counted(from: number, to: number, date: string | null, clear: boolean): Mention {
  return {
    from,
    to,
    meanings: [date === null ? { is: 'part', reason: 'date.vague' } : { is: 'counted', date }],
    clear: clear && date !== null,
  };
}

function spanAt(look: Looking, i: number): Span | null {
  const article = look.skip(i, ['a', 'one']);
  const number = article > i ? { count: 1, ordinal: false, to: article } : numberAt(look, i);
  const bare = unitNamed(look.word(i)) === 'week' || unitNamed(look.word(i)) === 'fortnight';
  const at = number?.to ?? i;
  const unit = number || (bare && !look.word(i - 1)) ? unitNamed(look.word(at)) : undefined;
  if (number?.ordinal || !unit || unit === 'day' || unit === 'hour' || unit === 'minute') return null;
  return { count: number?.count ?? 1, unit, to: at + 1 };
}

function spanAndDay(look: Looking, i: number): Mention | null {
  const span = spanAt(look, i);
  if (!span) return null;
  const back = (day: string) => move(day, span.count, span.unit, 1);
  const on = (day: string) => move(day, span.count, span.unit, -1);
  const { today } = look;
  const yesterday = look.skip(span.to, ['yesterday', 'last night']);
  if (yesterday > span.to) return counted(i, yesterday, back(addDays(today, -1)), true);
  const ago = look.skip(span.to, ['ago', 'back', 'before']);
  const last = look.skip(ago, ['this past', 'this last', 'last', 'past', 'gone']);
  const past = last > ago ? weekdayNamed(look.word(last), look.lenient) : null;
  if (past) return counted(i, look.skip(last + 1, ['week']), back(latestPast(today, past.weekday)), past.exact);
  if (ago > span.to) return null;
  const ahead = look.skip(span.to, ['from today', 'from now', 'today', 'from tomorrow', 'tomorrow']);
  if (ahead > span.to) {
    const from = look.word(ahead - 1) === 'tomorrow' ? addDays(today, 1) : today;
    return counted(i, ahead, lasted.has(look.word(i - 1)) ? null : on(from), false);
  }
  const since = look.skip(span.to, ['from last', 'after last']);
  const left = since > span.to ? weekdayNamed(look.word(since), look.lenient) : null;
  if (left) return counted(i, since + 1, on(latestPast(today, left.weekday)), false);
  const led = look.skip(span.to, ['from next', 'from', 'on', 'come', 'next', 'this coming', 'this']);
  const named = weekdayNamed(look.word(led), look.lenient);
  // "A week Thursday".
  const plain = led > span.to || (span.unit === 'week' && !named?.short);
  return named && plain ? counted(i, led + 1, on(nextOf(today, named.weekday)), false) : null;
}

/** "Tuesday week", "last Friday week", "yesterday week". */
function weekBehindDay(look: Looking, i: number): Mention | null {
  const { today } = look;
  const at = look.skip(i, ['on', 'this', 'last', 'next']);
  const named = weekdayNamed(look.word(at), look.lenient);
  const day = { yesterday: -1, today: 0, tomorrow: 1 }[look.word(i)];
  const to = day === undefined ? at + 1 : i + 1;
  const unit = unitNamed(look.word(to));
  const days = unit === 'week' ? 7 : 14;
  if ((!named && day === undefined) || (unit !== 'week' && unit !== 'fortnight') || /s$/.test(look.word(to)))
    return null;
  if (look.word(to + 1) === 'ago') return null;
  if (day !== undefined) return counted(i, to + 1, addDays(today, day < 0 ? day - days : day + days), day < 0);
  if (!named) return null;
  const last = look.word(at - 1) === 'last' && at > i;
  return counted(
    i,
    to + 1,
    last ? addDays(latestPast(today, named.weekday), -days) : addDays(nextOf(today, named.weekday), days),
    last,
  );
}

/** "Monday of the week before last", "the week before last on Monday". */
function weekBeforeLast(look: Looking, i: number): Mention | null {
  const week = look.skip(i, ['the week before last', 'week before last']);
  if (week > i) {
    const at = look.skip(look.sign(week) === ',' ? week + 1 : week, ['on the', 'on', 'the']);
    const named = weekdayNamed(look.word(at), look.lenient);
    if (!named || (named.short && at === week)) return null;
    return counted(i, at + 1, inWeekOf(addDays(look.today, -14), named.weekday), named.exact);
  }
  const at = look.skip(i, ['on the', 'on', 'the']);
  const named = weekdayNamed(look.word(at), look.lenient);
  const to = named
    ? look.skip(at + 1, ['of the week before last', 'in the week before last', 'the week before last'])
    : 0;
  return named && to > at + 1 ? counted(i, to, inWeekOf(addDays(look.today, -14), named.weekday), named.exact) : null;
}
