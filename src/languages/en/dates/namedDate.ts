import { addMonths, dayFrom, partsOf, weekdayOf } from '../../calendar.js';
import { afterTime, fullYear, type Meaning, type Mention, otherwiseNumbered, unitNamed } from './dateMention.js';
import type { Looking } from './dateTokens.js';
import { monthNamed, type NamedMonth, numberAt, weekdayNamed, yearInWords } from './dateWords.js';

/** What follows "may" and "march" when they are verbs. */
const afterVerb = new Set(
  'be have not also need well help work fail take i we you it he she they cause lead mean want apply ask get still contain require result possibly never'.split(
    ' ',
  ),
);
/** What may follow a year of two figures, or an ordinal that stands for a day. */
const goesOn = new Set(
  'at and or but for i we it the from to by on in when because as is was then after before with please thanks until till of no not sorry if my so that'.split(
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

function dayNumber(look: Looking, i: number, inList = false): { count: number; ordinal: boolean; to: number } | null {
  const number = numberAt(look, i);
  if (!number || number.count < 1 || number.count > 99 || (look.digits(i).length > 2 && number.digits)) return null;
  const glued =
    !inList && number.digits && look.glued(i) && (look.word(i - 1) !== '' || look.signOf(i - 1, '/.-:£$€#+'));
  return glued && !monthNamed(look.word(look.sign(i - 1) ? i - 2 : i - 1), false) ? null : number;
}

interface YearFound {
  year: number | null;
  to: number;
  written: boolean;
}

/**
 * The year behind a day and month, if there is one: "2026", ", 2026", "of '26", "last year"; a time may stand
 * between.
 */
function yearAfter(look: Looking, i: number): YearFound {
  const none = { year: null, to: i, written: false };
  const now = Number(look.today.slice(0, 4));
  const spoken = look.skip(i, ['of', 'in']);
  if (look.phrase(spoken, 'last year')) return { year: now - 1, to: spoken + 2, written: true };
  if (look.phrase(spoken, 'this year')) return { year: now, to: spoken + 2, written: true };
  if (look.phrase(look.skip(spoken, ['the']), 'year before last'))
    return { year: now - 2, to: look.skip(spoken, ['the']) + 3, written: true };
  let at = i;
  const lead = look.sign(at);
  if (lead && ',-/.('.includes(lead)) at += 1;
  at = look.skip(at, ['of the year', 'in the year', 'of', 'in', 'year']);
  const apostrophe = look.sign(at) === "'";
  if (apostrophe) at += 1;
  const digits = look.digits(at);
  const closing = lead === '(' && look.sign(at + 1) === ')' ? 1 : 0;
  if (digits.length === 4 && digits >= '1000' && digits < '3000') {
    const believable = digits >= '1900' && digits < '2200' && !['hours', 'hrs', 'h'].includes(look.word(at + 1));
    if (believable || (look.at(at + 1)?.kind ?? 'sign') === 'sign')
      return { year: Number(digits), to: at + 1 + closing, written: true };
  }
  if (digits.length === 2 && isShortYear(look, at, lead === ',', apostrophe))
    return { year: fullYear(digits, look.today), to: at + 1 + closing, written: true };
  const words = yearInWords(look, at);
  if (words) return { year: words.year, to: words.to, written: true };
  const late = afterTime(look, i);
  const afterClock = look.digits(look.skip(late, ['gmt', 'bst', 'utc', 'est', 'pst', 'cet']));
  if (late > i && /^(?:19|20|21)\d\d$/.test(afterClock))
    return {
      year: Number(afterClock),
      to: look.skip(late, ['gmt', 'bst', 'utc', 'est', 'pst', 'cet']) + 1,
      written: true,
    };
  return none;
}

function isShortYear(look: Looking, at: number, comma: boolean, apostrophe: boolean): boolean {
  if (apostrophe) return true;
  const next = look.at(at + 1);
  if (
    next?.kind === 'number' ||
    (next?.kind === 'sign' &&
      (next.text === ':' || next.text === '%' || (look.glued(at + 1) && look.glued(at + 2) && look.digits(at + 2))))
  )
    return false;
  if (!next || next.kind === 'sign') return true;
  return !comma && next.spaced && goesOn.has(next.text) && !(next.text === 'or' && look.digits(at + 2));
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

/** "The 3rd of last month", "the 3rd or 4th of this month". */
function dayOfNamedMonth(look: Looking, i: number): Mention | null {
  const day = dayNumber(look, look.skip(i, ['the']));
  if (!day) return null;
  const or = look.skip(day.to, ['or the', 'or']);
  const other = or > day.to ? dayNumber(look, or, true) : null;
  const end = other?.to ?? day.to;
  const at = look.skip(end, ['of', 'in']);
  const to = look.skip(at, [
    'last month',
    'this month',
    'the month before last',
    'the month',
    'the current month',
    'the previous month',
  ]);
  if (to === at) return null;
  const back = look.word(to - 2) === 'before' ? 2 : ['last', 'previous'].includes(look.word(to - 2)) ? 1 : 0;
  const { year, month } = partsOf(addMonths(`${look.today.slice(0, 8)}01`, -back));
  const days = other ? [day.count, other.count] : [day.count];
  return {
    from: i,
    to,
    meanings: days.map((count) => ({ is: 'day', day: count, month, year, loosely: true })),
    clear: true,
  };
}

/** "The third of the fifth". */
function dayOfCountedMonth(look: Looking, i: number): Mention | null {
  const day = look.lenient ? dayNumber(look, look.skip(i, ['the'])) : null;
  const at = day?.ordinal ? look.phrase(day.to, 'of the') : 0;
  const month = at ? numberAt(look, at) : null;
  if (!day || !month?.ordinal || month.count > 12 || look.word(month.to) === 'of') return null;
  const year = yearAfter(look, month.to);
  return {
    from: i,
    to: year.to,
    meanings: [{ is: 'day', day: day.count, month: month.count, year: year.year, loosely: true }],
    clear: false,
  };
}

/** "The 3rd" without its month; with a weekday ("Monday the 3rd") it is the latest such day. */
function onlyDay(look: Looking, i: number, weekday: number | undefined): Mention | null {
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
function monthAlone(look: Looking, i: number): Mention | null {
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
function yearAlone(look: Looking, i: number): Mention | null {
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
