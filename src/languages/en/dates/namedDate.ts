import { type Meaning, type Mention, otherwiseNumbered, unitNamed } from './dateMention.js';
import type { Looking } from './dateTokens.js';
import { monthNamed, type NamedMonth, weekdayNamed } from './dateWords.js';
import { dayNumber } from './dayNumber.js';
import { dayOfCountedMonth, dayOfNamedMonth } from './dayOfMonth.js';
import { monthAlone, onlyDay, yearAlone } from './partOfDate.js';
import { goesOn, yearAfter } from './yearAfter.js';

/** What follows "may" and "march" when they are verbs. */
const afterVerb = new Set(
  'be have not also need well help work fail take i we you it he she they cause lead mean want apply ask get still contain require result possibly never'.split(
    ' ',
  ),
);

const between = ['or', 'and', 'to', 'until', 'till', 'through', 'or was it', 'or maybe', 'or perhaps'];
const mostDays = 4;

/**
 * A date with a month's name at a place, or part of one: "the 3rd of May 2026", "May 3rd", "3-May-26", "3, 4 or 5
 * May", "May 2026".
 * @param weekday the one that was read right before
 */
export function namedDateAt(look: Looking, i: number, weekday: number | undefined): Mention | null {
  const mention =
    yearMonthDay(look, i) ??
    dayMonth(look, i) ??
    monthDay(look, i) ??
    dayOfNamedMonth(look, i) ??
    dayOfCountedMonth(look, i) ??
    onlyDay(look, i, weekday);
  return mention ?? (weekday === undefined ? (monthAlone(look, i) ?? yearAlone(look, i)) : null);
}

/** "2026 May 3", "2026-May-03". */
function yearMonthDay(look: Looking, i: number): Mention | null {
  if (!/^(?:19|20|21)\d\d$/.test(look.digits(i))) return null;
  const monthAt = look.signOf(i + 1, '-/,.') ? i + 2 : i + 1;
  const named = monthNamed(look.word(monthAt), look.lenient);
  if (!named) return null;
  const day = dayNumber(look, look.skip(look.signOf(monthAt + 1, '-/,.') ? monthAt + 2 : monthAt + 1, ['the']));
  return (
    day && {
      from: i,
      to: day.to,
      meanings: [{ is: 'day', day: day.count, month: named.month, year: Number(look.digits(i)) }],
      clear: named.exact,
    }
  );
}

/** "3 May 2026", "the third of May", "3-May-26", "the 3rd, 4th or 5th of May". */
function dayMonth(look: Looking, i: number): Mention | null {
  const start = look.skip(i, ['the']);
  const days: number[] = [];
  let ordinals = true;
  let firm = start > i;
  let at = start;
  // "3, 5 May" is a 3 and a date; a list of days ends in "or" or "and".
  let commas = false;
  for (;;) {
    const day = dayNumber(look, at, days.length > 0);
    if (!day || days.length === mostDays) return null;
    days.push(day.count);
    firm ||= day.ordinal;
    ordinals &&= day.ordinal;
    const month = monthAfterDay(look, day.to, day.ordinal);
    if (month) return commas && !ordinals ? null : dayMonthMention(look, i, start, days, month, firm || month.of);
    let next = look.skip(day.to, between);
    if (next === day.to && (look.signOf(next, '-/&') || (look.sign(next) === ',' && !look.glued(next + 1))))
      next = look.skip(next + 1, between);
    if (next === day.to) return null;
    commas = look.sign(next - 1) === ',';
    next = look.skip(next, ['on the', 'the', 'on']);
    if (weekdayNamed(look.word(next), false)) next = look.skip(next + 1, ['the']);
    at = next;
  }
}

function monthAfterDay(
  look: Looking,
  i: number,
  ordinal: boolean,
): { named: NamedMonth; at: number; of: boolean } | null {
  // "The 2. of May".
  const dot = look.sign(i) === '.' && look.glued(i) && look.word(i + 1) === 'of' ? 1 : 0;
  let at = look.skip(i + dot, ordinal ? ['day of', 'of', 'in'] : ['of']);
  const of = at > i + dot;
  if (!of && ['-', '/', '.', ','].includes(look.sign(at))) {
    const dotted = look.sign(at) === '.' || look.sign(at) === ',';
    const withYear = look.sign(at) === '.' && look.glued(at) && /^(?:19|20|21)\d\d$/.test(look.digits(at + 2));
    if (dotted && !look.lenient && !look.glued(at + 1) && !withYear) return null;
    at += 1;
  }
  const named = monthNamed(look.word(at), look.lenient);
  return named && { named, at, of };
}

function dayMonthMention(
  look: Looking,
  from: number,
  start: number,
  days: number[],
  month: { named: NamedMonth; at: number },
  firm: boolean,
): Mention | null {
  const { named, at } = month;
  const dot = named.short && look.sign(at + 1) === '.' ? 1 : 0;
  const year = yearAfter(look, at + 1 + dot);
  // One more year behind "or" is another reading of the same day: "3 May 2025 or 2026".
  const other =
    year.written && look.word(year.to) === 'or' && /^(?:19|20|21)\d\d$/.test(look.digits(year.to + 1))
      ? Number(look.digits(year.to + 1))
      : null;
  const verb = look.word(at) === 'may' && !year.written && afterVerb.has(look.word(at + 1));
  if (verb && !look.tokens[at]?.capital && !(firm && look.word(at - 1) === 'of')) return null;
  const uncertain = ['may', 'march', 'mar'].includes(look.word(at)) && !look.tokens[at]?.capital;
  const ends = (look.at(at + 1)?.kind ?? 'sign') === 'sign' || goesOn.has(look.word(at + 1));
  const settled = year.written || firm || look.word(from - 1) === 'on' || !uncertain || ends;
  const numbered = otherwiseNumbered(look, start) && !firm && !year.written;
  const meanings: Meaning[] = days.map((day) => ({ is: 'day', day, month: named.month, year: year.year }));
  if (other !== null)
    meanings.push(...days.map((day): Meaning => ({ is: 'day', day, month: named.month, year: other })));
  return {
    from,
    to: other === null ? year.to : year.to + 2,
    meanings,
    clear: named.exact && settled && !numbered && days.every((day) => day <= 31),
  };
}

/** "May 3", "May 3rd, 2026", "May the fourth", "May 3 or 4". */
function monthDay(look: Looking, i: number): Mention | null {
  const word = look.word(i);
  const named = monthNamed(word, look.lenient);
  if (!named) return null;
  let at = i + 1;
  if ((named.short && look.sign(at) === '.') || (['-', ',', '/'].includes(look.sign(at)) && look.lenient)) at += 1;
  const dayAt = look.skip(at, ['the']);
  const day = dayNumber(look, dayAt);
  if (
    !day ||
    unitNamed(look.word(day.to)) ||
    look.sign(day.to) === '%' ||
    (look.sign(day.to) === ':' && look.digits(day.to + 1))
  )
    return null;
  const days = [day.count];
  let to = day.to;
  for (const sign of ['-', '/', '&'])
    if (look.sign(to) === sign && look.at(to + 1)?.kind === 'number' && look.digits(to + 1).length <= 2)
      to = addDay(look, to + 1, days) || to;
  const joined = look.skip(to, between);
  if (joined > to) to = addDay(look, look.skip(joined, ['the']), days) || to;
  const year = yearAfter(look, to);
  const uncertain = word === 'may' || word === 'march' || word === 'mar';
  const firm =
    year.written ||
    day.ordinal ||
    dayAt > at ||
    !uncertain ||
    look.tokens[i]?.capital === true ||
    look.word(i - 1) === 'on';
  if (!firm && look.word(i - 1) && !look.lenient) return null;
  return {
    from: i,
    to: year.to,
    meanings: days.map((count) => ({ is: 'day', day: count, month: named.month, year: year.year })),
    clear: named.exact && firm && days.every((count) => count <= 31),
  };
}

/**
 * Adds one more day of the same month, unless another month's name or a unit follows; gives the place after it, or 0.
 */
function addDay(look: Looking, i: number, days: number[]): number {
  const day = dayNumber(look, i, true);
  if (!day || day.count > 31 || unitNamed(look.word(day.to)) || monthAfterDay(look, day.to, day.ordinal)) return 0;
  days.push(day.count);
  return day.to;
}
