import { addDays, addMonths } from '../../calendar.js';
import { deedNear, type Meaning, type Mention, type Unit, unitLettered, unitNamed } from './dateMention.js';
import { byFirstWord, type Looking } from './dateTokens.js';
import { numberAt } from './dateWords.js';

/** Ways to name a day from today: how many days off, and whether it is a date wherever it stands. */
const named: { said: string[]; days: number; clear: boolean }[] = [
  {
    said: [
      'the day before yesterday',
      'day before yesterday',
      'the night before last',
      'the evening before last',
      'ereyesterday',
    ],
    days: -2,
    clear: true,
  },
  {
    said: [
      'yesterday morning',
      'yesterday afternoon',
      'yesterday evening',
      'yesterday night',
      'yesterday',
      "yesterday's",
      'yday',
      'last night',
      'yesterdy',
      'yesteday',
      'yeterday',
    ],
    days: -1,
    clear: true,
  },
  {
    said: [
      'earlier today',
      'this morning',
      'this afternoon',
      'this evening',
      'just now',
      'right now',
      'today',
      "today's",
      'tonight',
      'just today',
      'now',
      'todays date',
      "today's date",
    ],
    days: 0,
    clear: false,
  },
  { said: ['the day after tomorrow', 'day after tomorrow'], days: 2, clear: true },
  { said: ['tomorrow morning', 'tomorrow'], days: 1, clear: false },
];
/** Before a count these make it vague. */
const loose = [
  'less than',
  'more than',
  'fewer than',
  'just over',
  'just under',
  'well over',
  'over',
  'under',
  'within',
  'at least',
  'at most',
  'up to',
  'almost',
  'nearly',
  'not quite',
  'past',
  'last',
  'half',
];
/** Words before "week ago" that count or narrow it otherwise. */
const notOne = new Set(
  'few couple several many half some last this other each per every of quarter or and more next'.split(' '),
);
/** Behind a count: it is meant roughly, which any counted day is said back for. */
const orSo = ['or so', 'or thereabouts', 'ish', 'odd'];
const backwards = ['ago', 'back', 'before today', 'previously', 'before now'];
const mostDays = 200 * 366;

/**
 * A day counted from today: "yesterday", "three weeks ago", "2 or 3 days ago", "a month and two days ago", "in two
 * weeks", "10 days before last Friday" by `base`.
 */
export function countedDateAt(look: Looking, i: number): Mention | null {
  return namedDay(look, i) ?? daysAgo(look, i);
}

const beginnings = byFirstWord(named.flatMap(({ said }) => said));

function namedDay(look: Looking, i: number): Mention | null {
  if (!beginnings.has(look.word(i))) return null;
  for (const { said, days, clear } of named) {
    const to = look.skip(i, said);
    if (to === i) continue;
    const onlyAlone = look.word(i) === 'now' || (look.word(i) === 'right' && look.word(to - 1) === 'now');
    if (onlyAlone && !look.whole(i, to)) return null;
    return {
      from: i,
      to,
      meanings: [{ is: 'counted', date: addDays(look.today, days) }],
      clear: clear || (days === 0 && deedNear(look, i, to)),
    };
  }
  return null;
}

interface Amount {
  /** More than one where either is meant ("two or three"). */
  counts: number[];
  unit: Unit;
  to: number;
}

function amountAt(look: Looking, i: number): Amount | null {
  const article = look.skip(i, ['a', 'an']);
  const first = article > i ? { count: 1, ordinal: false, digits: false, to: article } : numberAt(look, i);
  if (!first || first.ordinal || (look.glued(i) && look.signOf(i - 1, '/.-:,£$€#'))) return null;
  const counts = [first.count];
  let to = first.to;
  const or = look.skip(to, ['or', 'to']);
  const second = numberAt(look, or > to ? or : look.signOf(to, '-/') ? to + 1 : -1);
  if (second && !second.ordinal && article === i) {
    counts.push(second.count);
    to = second.to;
  }
  const so = look.phrase(to, 'or so');
  if (so && unitNamed(look.word(so))) to = so;
  else if (look.sign(to) === '-' && look.word(to + 1) === 'ish') to += 2;
  else if (look.word(to) === 'ish') to += 1;
  const unit = unitNamed(look.word(to)) ?? (first.digits === true ? lettered(look, to) : undefined);
  if (!unit) return null;
  const end = look.skip(look.sign(to + 1) === '-' && look.word(to + 2) === 'ish' ? to + 2 : to + 1, orSo);
  return { counts, unit, to: end };
}

function lettered(look: Looking, i: number): Unit | undefined {
  return look.skip(i + 1, backwards) > i + 1 ? unitLettered(look.word(i)) : undefined;
}

/** "Fortnight ago". */
function oneUnitAt(look: Looking, i: number): Amount | null {
  const unit = look.word(i).endsWith('s') ? undefined : unitNamed(look.word(i));
  const alone = unit && look.skip(i + 1, ['ago', 'back']) > i + 1 && !notOne.has(look.word(i - 1));
  return alone && !look.digits(i - 1) ? { counts: [1], unit, to: i + 1 } : null;
}

function daysAgo(look: Looking, i: number): Mention | null {
  const ahead = look.skip(i, ['in']);
  const first = amountAt(look, ahead) ?? oneUnitAt(look, i);
  if (!first) return null;
  const amounts = [first];
  let to = first.to;
  for (;;) {
    const next = amountAt(
      look,
      look.word(to) === 'and' ? to + 1 : look.sign(to) === ',' ? look.skip(to + 1, ['and']) : to,
    );
    if (!next || next.counts.length > 1 || amounts.length === 3) break;
    amounts.push(next);
    to = next.to;
  }
  const half = look.skip(to, ['and a half']);
  const end = look.skip(half, backwards);
  const vague: Mention = {
    from: i,
    to: Math.max(end, to),
    meanings: [{ is: 'part', reason: 'date.vague' }],
    clear: false,
  };
  if (end === half) {
    const future = look.skip(to, ['from now', "' time"]);
    if (future > to || (ahead > i && !look.word(to).startsWith('a') && look.whole(i, to)))
      return { ...vague, to: future, meanings: back(look.today, amounts, -1) };
    return null;
  }
  const before = [look.word(i - 2), look.word(i - 1)].filter(Boolean).join(' ');
  if (half > to || loose.includes(before) || loose.includes(look.word(i - 1))) return vague;
  const meanings = back(look.today, amounts, 1);
  // "A week ago yesterday" moves on once more.
  const yesterday = look.skip(end, ['yesterday']);
  if (yesterday > end)
    return {
      from: i,
      to: yesterday,
      meanings: meanings.map((meaning) =>
        meaning.is === 'counted' ? { is: 'counted', date: addDays(meaning.date, -1) } : meaning,
      ),
      clear: true,
    };
  return { from: i, to: look.skip(end, ['today', 'this morning']), meanings, clear: true };
}

/** Each count taken from today, or put on it with `direction` -1. */
function back(today: string, amounts: Amount[], direction: 1 | -1): Meaning[] {
  const [first, ...others] = amounts;
  return (first?.counts ?? []).map((count) => {
    let date = today;
    for (const { unit, count: n } of [
      { unit: first?.unit ?? 'day', count },
      ...others.map((amount) => ({ unit: amount.unit, count: amount.counts[0] ?? 0 })),
    ]) {
      const moved = move(date, n, unit, direction);
      if (moved === null) return { is: 'part', reason: direction === 1 ? 'date.too-old' : 'date.vague' };
      date = moved;
    }
    return { is: 'counted', date };
  });
}

/** A day moved by so many units, back or on; `null` when that leads centuries away. */
export function move(day: string, count: number, unit: Unit, direction: 1 | -1): string | null {
  const days = { day: 1, week: 7, fortnight: 14, month: 31, year: 366, hour: 1 / 24, minute: 1 / 1440 }[unit];
  if (count * days > mostDays) return null;
  if (unit === 'month' || unit === 'year') return addMonths(day, -direction * count * (unit === 'year' ? 12 : 1));
  return addDays(day, -direction * Math.floor(count * days));
}
