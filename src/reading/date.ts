import { weekdayOf } from '../languages/calendar.js';
import { dateGaps } from '../languages/en/dates/dateGaps.js';
import type { Meaning, Mention } from '../languages/en/dates/dateMention.js';
import { mentionsOf } from '../languages/en/dates/dateMentions.js';
import { Looking, tokensOf } from '../languages/en/dates/dateTokens.js';
import { mentionsStoodBy } from './corrections.js';
import type { Found, Reading } from './reading.js';
import { type DateBounds, resolve } from './resolveDate.js';

/** Longer texts are read only so far: a date that was asked for stands near the front. */
const longest = 10_000;

interface Placed extends Mention {
  start: number;
  end: number;
}

/**
 * The date in a reply to a question for one, also inside a sentence. Never a day outside the bounds, never one that
 * the calendar lacks.
 * @returns the ISO day, with what was assumed: `day-first` (the figures could be turned), `year-added`, `relative`
 * (counted from today, a weekday, the end of a month), `only-possible` (another date beside it cannot be meant); or a
 * reason: `date.none`, `date.several` with the days to choose from, `date.impossible`, `date.future`, `date.too-old`,
 * `date.too-early`, `date.too-late`, `date.day-first`, `date.weekday`, `date.vague`, `date.no-day`, `date.no-month`,
 * `date.year-only`
 */
export function readDate(text: string, bounds: DateBounds): Reading<string> {
  const mentions = mentionsStoodBy(text, borrowing(text, placed(text, bounds, true)));
  const meanings = withoutEchoes(putTogether(mentions), bounds);
  const readings = meanings.map((meaning) => resolve(meaning, bounds));
  const open = alternativeInPart(text, mentions);
  if (open) return resolve(open, bounds);
  const dates = new Map<string, string | undefined>();
  for (const reading of readings) {
    if ('value' in reading && (!dates.has(reading.value) || reading.assumed === undefined))
      dates.set(reading.value, reading.assumed);
  }
  if (dates.size > 1) return several([...dates.keys()]);
  const problems = readings.flatMap((reading, i) =>
    'problem' in reading ? [{ problem: reading.problem, whole: meanings[i]?.is !== 'part' }] : [],
  );
  const beside = problems.find(({ whole }) => whole);
  for (const [value, assumed] of dates) {
    const says = assumed ?? (beside ? 'only-possible' : undefined);
    return says === undefined ? { value } : { value, assumed: says };
  }
  return {
    problem: (beside ?? problems.sort((a, b) => usefulness(b.problem.reason) - usefulness(a.problem.reason))[0])
      ?.problem ?? { reason: 'date.none', about: {} },
  };
}

/** "The end of March or early April": one of the days to choose from is none. */
function alternativeInPart(text: string, mentions: Placed[]): Meaning | undefined {
  return mentions.flatMap((mention, i) => {
    const [before, mine] = [mentions[i - 1]?.meanings.at(-1), mention.meanings[0]];
    const joined = dateGaps.orPart(text.slice(mentions[i - 1]?.end ?? text.length, mention.start));
    const parts = [before, mine].filter((meaning) => meaning?.is === 'part' && meaning.reason !== 'date.year-only');
    return joined && parts.length === 1 && parts[0] ? [parts[0]] : [];
  })[0];
}

/** A weekday said beside a date that falls on it ("it was a Sunday, I think 26 April") is that date's. */
function withoutEchoes(meanings: Meaning[], bounds: DateBounds): Meaning[] {
  if (!meanings.some((meaning) => meaning.is === 'counted' && meaning.weekday !== undefined)) return meanings;
  const weekdays = meanings.flatMap((meaning) => {
    const reading = meaning.is === 'counted' && meaning.weekday !== undefined ? null : resolve(meaning, bounds);
    return reading && 'value' in reading ? [weekdayOf(reading.value)] : [];
  });
  return meanings.filter(
    (meaning) => !(meaning.is === 'counted' && meaning.weekday !== undefined && weekdays.includes(meaning.weekday)),
  );
}

/**
 * The dates in a sentence that nobody asked a date of: only what clearly is one. Order numbers, versions, addresses,
 * prices, times and spans of days are none. A clear date that cannot be (31 February, one outside the bounds) is
 * found with its reason, and so is a month with its year.
 */
export function findDates(text: string, bounds: DateBounds): Found<string>[] {
  const late = (meaning: Meaning) =>
    meaning.is === 'counted' && bounds.latest !== undefined && meaning.date > bounds.latest;
  const mentions = yearsLent(text, borrowing(text, placed(text, bounds, false))).filter(
    (mention) => mention.clear && !mention.meanings.some(late),
  );
  return choices(text, mentionsStoodBy(text, mentions)).map(({ start, end, meanings }) => {
    const readings = meanings.map((meaning) => resolve(meaning, bounds));
    const values = [...new Set(readings.flatMap((reading) => ('value' in reading ? [reading.value] : [])))];
    return {
      start,
      end,
      reading: values.length > 1 ? several(values) : (readings.find((reading) => 'value' in reading) ?? readings[0]!),
    };
  });
}

/** "3 May or 4 May" is one mention of two days. */
function choices(text: string, mentions: Placed[]): Placed[] {
  const joined: Placed[] = [];
  for (const mention of mentions) {
    const before = joined.at(-1);
    if (before && dateGaps.choice(text.slice(before.end, mention.start))) {
      joined[joined.length - 1] = { ...before, end: mention.end, meanings: [...before.meanings, ...mention.meanings] };
    } else joined.push(mention);
  }
  return joined;
}

/** "Last year on 3 May": a year close before a day without one is that day's. */
function yearsLent(text: string, mentions: Placed[]): Placed[] {
  return mentions.map((mention, i) => {
    const before = mentions[i - 1];
    const part = before?.meanings[0];
    if (
      !before ||
      part?.is !== 'part' ||
      part.reason !== 'date.year-only' ||
      !dateGaps.on(text.slice(before.end, mention.start))
    )
      return mention;
    return {
      ...mention,
      meanings: mention.meanings.map((meaning) =>
        meaning.is === 'day' && meaning.year === null && part.year !== undefined
          ? { ...meaning, year: part.year }
          : meaning,
      ),
    };
  });
}

function several(days: string[]): Reading<string> {
  return { problem: { reason: 'date.several', about: {}, alternatives: days.toSorted() } };
}

function placed(text: string, bounds: DateBounds, lenient: boolean): Placed[] {
  const look = new Looking(tokensOf(text.slice(0, longest)), bounds.today, lenient);
  const dayOf = (meaning: Meaning) => {
    const reading = resolve(meaning, bounds);
    return 'value' in reading ? reading.value : null;
  };
  return mentionsOf(look, { ...(bounds.cues && { cues: bounds.cues }), dayOf }).map((mention) => ({
    ...mention,
    start: look.tokens[mention.from]?.start ?? 0,
    end: look.tokens[mention.to - 1]?.end ?? 0,
  }));
}

/** Which reason helps more, where a text names only parts of a date. */
function usefulness(reason: string): number {
  return ['date.vague', 'date.year-only', 'date.no-month', 'date.no-day', 'date.too-old'].indexOf(reason);
}

/** A bare day close behind a whole date is of the same month: "3 May or the 4th". */
function borrowing(text: string, mentions: Placed[]): Placed[] {
  const lent: Placed[] = [];
  for (const mention of mentions) {
    const before = lent.at(-1);
    const gap = before ? text.slice(before.end, mention.start) : '';
    const day = before?.meanings.at(-1);
    const borrows =
      day?.is === 'day' && mention.meanings.some(isBareDay) && gap.length <= 20 && !/[.!?]\s+\w+\s+\w/.test(gap);
    const meanings = mention.meanings.map(
      (meaning): Meaning =>
        borrows && isBareDay(meaning)
          ? { is: 'day', day: meaning.day ?? 0, month: day.month, year: day.year }
          : meaning,
    );
    // "Last Friday or Saturday": what a clear date is joined to is one.
    const joined = borrows || (mention.meanings.some(({ is }) => is !== 'part') && dateGaps.or(gap));
    lent.push({ ...mention, meanings, clear: mention.clear || (joined && before?.clear === true) });
  }
  return lent;
}

function isBareDay(meaning: Meaning): meaning is Meaning & { is: 'part' } {
  return meaning.is === 'part' && meaning.reason === 'date.no-month';
}

/** Makes whole dates of parts that stand apart: "3 May … last year", "in May, on the 3rd". */
function putTogether(mentions: Mention[]): Meaning[] {
  const meanings = mentions.flatMap((mention) => mention.meanings);
  const parts = meanings.filter((meaning) => meaning.is === 'part');
  const years = parts.filter(({ reason }) => reason === 'date.year-only');
  const year = years.length === 1 ? years[0]?.year : undefined;
  const months = parts.filter(({ reason }) => reason === 'date.no-day');
  const days = parts.filter(isBareDay);
  const whole: Meaning[] = meanings.map((meaning) =>
    meaning.is === 'day' && meaning.year === null && year !== undefined ? { ...meaning, year } : meaning,
  );
  if (parts.length < meanings.length || months.length !== 1 || days.length !== 1) return whole;
  return [
    ...whole,
    { is: 'day', day: days[0]?.day ?? 0, month: months[0]?.month ?? 0, year: months[0]?.year ?? year ?? null },
  ];
}
