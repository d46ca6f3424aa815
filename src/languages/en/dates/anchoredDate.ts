import { addDays, dayFrom, partsOf, weekdayOf } from '../../calendar.js';
import { move } from './countedDate.js';
import { type DateReader, type Mention, unitNamed } from './dateMention.js';
import type { Looking } from './dateTokens.js';
import { numberAt, weekdayNamed } from './dateWords.js';
import { feastNamed, latestFeast, nextFeast } from './feasts.js';

/** The date at a place, whatever its form. */
export type MentionAt = (look: Looking, i: number) => Mention | null;

interface Anchor {
  /** The days it can be, the one that has been first; empty where it is no day ("the bank holiday"). */
  days: string[];
  to: number;
  clear: boolean;
}
const before = ['before', 'prior to', 'preceding'];
const after = ['after', 'following'];
/** "The second Friday after Easter" may be counted so far. */
const most = 20;

/** A day found from another: "two weeks after Christmas", "the Monday after Easter", "first Friday after 3 May". */
export function anchoredDateAt(look: Looking, i: number, reader: DateReader, mentionAt: MentionAt): Mention | null {
  return daysFromAnchor(look, i, reader, mentionAt) ?? weekdayByAnchor(look, i, reader, mentionAt);
}

/** "The day before 3 May", "two weeks after Christmas", "10 days before last Friday". */
function daysFromAnchor(look: Looking, i: number, reader: DateReader, mentionAt: MentionAt): Mention | null {
  const article = look.skip(i, ['the', 'a', 'one']);
  const bare = article === i && ['day', 'week', 'fortnight', 'month'].includes(look.word(i));
  const number = article > i || bare ? { count: 1, to: article } : numberAt(look, i);
  const unit = number && unitNamed(look.word(number.to));
  if (!number || !unit || unit === 'hour' || unit === 'minute') return null;
  const side = sideAt(look, number.to + 1);
  const anchor = side && anchorAt(look, side.to, reader, mentionAt);
  if (!side || !anchor || anchor.days.length === 0) return null;
  const date = upTo(look.today, anchor.days, (day) => move(day, number.count, unit, side.before ? 1 : -1));
  return date === null ? null : { from: i, to: anchor.to, meanings: [{ is: 'counted', date }], clear: anchor.clear };
}

/** "The Monday after Easter"; beside what is no date ("the Monday after the move") it is vague. */
function weekdayByAnchor(look: Looking, i: number, reader: DateReader, mentionAt: MentionAt): Mention | null {
  const on = look.skip(i, ['on']);
  const start = look.skip(on, ['the very', 'the']);
  const last = look.skip(start, ['very last', 'last']);
  const number = last > start ? null : numberAt(look, start);
  const at = number?.to ?? last;
  const named = weekdayNamed(number && !number.ordinal ? look.word(at).replace(/s$/, '') : look.word(at), look.lenient);
  const nth = number?.count ?? 1;
  if (!named || nth < 1 || nth > most) return null;
  const side = sideAt(look, at + 1);
  // "The Friday before last" is counted from today.
  if (!side || (['last', 'next'].includes(look.word(side.to)) && mentionAt(look, side.to) === null)) return null;
  if (last > start && !side.before) return null;
  const anchor = anchorAt(look, side.to, reader, mentionAt);
  if (anchor && anchor.days.length > 0) {
    const date = upTo(look.today, anchor.days, (day) => weekdayBeside(day, named.weekday, nth, side.before));
    if (date !== null)
      return {
        from: i,
        to: anchor.to,
        meanings: [{ is: 'counted', date }],
        clear: named.exact && (start > on || anchor.clear),
      };
  }
  if (start === on && !number && !anchor) return null;
  return { from: i, to: anchor?.to ?? side.to, meanings: [{ is: 'part', reason: 'date.vague' }], clear: false };
}

function sideAt(look: Looking, i: number): { before: boolean; to: number } | null {
  const [early, late] = [look.skip(i, before), look.skip(i, after)];
  if (early === i && late === i) return null;
  return { before: early > i, to: Math.max(early, late) };
}

function anchorAt(look: Looking, i: number, reader: DateReader, mentionAt: MentionAt): Anchor | null {
  const feast = feastNamed(look, i);
  const written = feast && /^(?:19|20|21)\d\d$/.test(look.digits(feast.to)) ? Number(look.digits(feast.to)) : null;
  if (feast) {
    const days =
      written === null ? [latestFeast(feast, look.today), nextFeast(feast, look.today)] : [feast.dayIn(written)];
    return {
      days: days.filter((day) => day !== null),
      to: written === null ? feast.to : feast.to + 1,
      clear: mentionAt(look, i)?.clear ?? false,
    };
  }
  const base = mentionAt(look, look.skip(i, ['the', 'on'])) ?? mentionAt(look, i);
  const meaning = base?.meanings.length === 1 ? base.meanings[0] : undefined;
  if (!base || !meaning) return null;
  const day = meaning.is === 'part' ? null : reader.dayOf(meaning);
  if (day === null || meaning.is === 'part') return { days: [], to: base.to, clear: false };
  const later =
    meaning.is === 'day' && meaning.year === null ? dayFrom(partsOf(day).year + 1, meaning.month, meaning.day) : null;
  return { days: later === null ? [day] : [day, later], to: base.to, clear: base.clear };
}

/**
 * Counted from each day that the anchor can be: the latest result up to today, else the first. "The week before
 * Christmas" may be past when Christmas is to come.
 */
function upTo(today: string, days: string[], count: (day: string) => string | null): string | null {
  const counted = days.map(count);
  return counted.findLast((day) => day !== null && day <= today) ?? counted[0] ?? null;
}

function weekdayBeside(day: string, weekday: number, nth: number, isBefore: boolean): string {
  const days = isBefore ? (weekdayOf(day) - weekday + 7) % 7 || 7 : (weekday - weekdayOf(day) + 7) % 7 || 7;
  return addDays(day, (days + 7 * (nth - 1)) * (isBefore ? -1 : 1));
}
