import { addDays, dayFrom, partsOf, weekdayOf } from '../languages/calendar.js';
import { changesIn } from '../languages/en/dates/changedDate.js';
import { move } from '../languages/en/dates/countedDate.js';
import type { ChangeReader, DateChange, SaidChange } from '../languages/en/dates/dateChange.js';
import { mentionsOf } from '../languages/en/dates/dateMentions.js';
import { Looking, tokensOf } from '../languages/en/dates/dateTokens.js';
import { mentionsStoodBy } from './corrections.js';
import { resolve } from './resolveDate.js';

/** A change is said in few words; longer texts are read only so far. */
const longest = 2_000;

/**
 * What a text without a whole date makes of a day that is known: "a day earlier", "the 7th", "April not May", "wrong
 * year, I meant 2025", "the Tuesday after". It is to be said back.
 * @param base the ISO day known, to which the change is made
 * @param options today's ISO day: a month that would lie ahead of it is last year's, unless the known day lies ahead
 * as well
 * @returns the changed day, held against no bounds; `null` when the text says no such change, more than one, or names
 * a whole date
 */
export function adjustedDate(text: string, base: string, { today }: { today: string }): string | null {
  const [first, second, ...more] = changesOf(text, today, { reads: 'correction' }, base);
  if (!first || more.length > 0) return null;
  if (!second) return changed(base, first, today);
  // "July 2025": two parts of one day.
  const [year] = [first, second].filter((change) => change.says === 'year');
  const [other] = [first, second].filter((change) => change.says === 'month' || change.says === 'day');
  if (!year || !other) return null;
  const { month, day } = partsOf(base);
  return dayFrom(year.year, other.says === 'month' ? other.month : month, other.says === 'day' ? other.day : day);
}

/**
 * A day counted from another one that is known, as a customer tells a loss by the order: "a week later", "the next
 * day", "two days after the order", "the Tuesday after". It is to be said back.
 * @param base the ISO day that is counted from
 * @param options today's ISO day, and the words for what happened on `base` ("ordered", "order"), with which the text
 * may name it
 * @returns the day, held against no bounds; `null` when the text counts nothing, counts vaguely or from something
 * else, or names a whole date
 */
export function countedFrom(
  text: string,
  base: string,
  { today, cues }: { today: string; cues: readonly string[] },
): string | null {
  const [change, ...more] = changesOf(text, today, { reads: 'count', cues }, base);
  if (!change || more.length > 0 || (change.says !== 'moved' && change.says !== 'weekday')) return null;
  return changed(base, change, today);
}

/** The changes that a text stands by, each once; none where it names a whole date beside them or is vague about one. */
function changesOf(text: string, today: string, reader: ChangeReader, base: string): DateChange[] {
  const look = new Looking(tokensOf(text.slice(0, longest)), today, true);
  const all = changesIn(look, reader);
  // "The Tuesday, not the Sunday": of the same week, where the known day is that Sunday.
  const otherDay = all.some(
    ({ change, denied }) => denied && change.says === 'weekday' && change.weekday === weekdayOf(base),
  );
  const said = all.filter(({ change }) => otherDay || change.says !== 'weekday' || change.side !== 'unsaid');
  if (said.length === 0 || namesWholeDate(look, said)) return [];
  const places = said
    .filter(({ denied }) => !denied)
    .map(({ change, from, to }) => ({
      change,
      start: look.tokens[from]?.start ?? 0,
      end: look.tokens[to - 1]?.end ?? 0,
    }));
  const kept = mentionsStoodBy(text, places).map(({ change }) => change);
  const distinct = kept.filter(
    (change, i) => kept.findIndex((other) => JSON.stringify(other) === JSON.stringify(change)) === i,
  );
  // "May, not sure, April": what is known already is no change.
  const news = distinct.filter(
    (change) => distinct.filter(({ says }) => says === change.says).length < 2 || changed(base, change, today) !== base,
  );
  return news.some(({ says }) => says === 'vague') ? [] : news;
}

function namesWholeDate(look: Looking, said: SaidChange[]): boolean {
  const dayOf = (meaning: Parameters<typeof resolve>[0]) => {
    const reading = resolve(meaning, { today: look.today });
    return 'value' in reading ? reading.value : null;
  };
  return mentionsOf(look, { dayOf }).some(
    ({ from, to, meanings }) =>
      meanings.some(({ is }) => is !== 'part') && !said.some((change) => change.from <= from && change.to >= to),
  );
}

function changed(base: string, change: DateChange, today: string): string | null {
  const parts = partsOf(base);
  switch (change.says) {
    case 'moved':
      return move(base, Math.abs(change.count), change.unit, change.count < 0 ? 1 : -1);
    case 'day':
      return dayFrom(parts.year, parts.month, change.day);
    case 'month': {
      const date = dayFrom(parts.year, change.month, parts.day);
      const ahead = date !== null && date > today && base <= today;
      return ahead ? dayFrom(parts.year - 1, change.month, parts.day) : date;
    }
    case 'year':
      return dayFrom(change.year, parts.month, parts.day);
    case 'weekday':
      return beside(base, change);
    case 'vague':
      return null;
  }
}

function beside(base: string, { weekday, side }: DateChange & { says: 'weekday' }): string {
  const of = weekdayOf(base);
  if (side === 'same week' || side === 'unsaid') return addDays(base, weekday - of);
  return addDays(base, side === 'after' ? (weekday - of + 7) % 7 || 7 : -((of - weekday + 7) % 7 || 7));
}
