import { dayFrom, daysInMonth, partsOf, weekdayOf } from '../languages/calendar.js';
import type { Meaning } from '../languages/en/dates/dateMention.js';
import { longDate, monthNames, weekdayNames } from '../languages/en/dates/longDate.js';
import { ordinal } from '../languages/en/numberWords.js';
import type { Reading } from './reading.js';

/** Within which days a date makes sense is for the caller to say: an order has been, an appointment is to come. */
export interface DateBounds {
  /**
   * The ISO day on which the text was written: relative dates count from it, and a date without a year is the latest
   * up to it.
   */
  today: string;
  /** The first day that makes sense, because of another date: one before it is `date.too-early`. */
  earliest?: string;
  /** The first day that there could be at all: one before it is `date.too-old`, its year must be wrong. */
  oldest?: string;
  /** The last day that makes sense: one after it is `date.future` where it is still to come, else `date.too-late`. */
  latest?: string;
  /**
   * Words before a date that say what it is a date of; any of them that would otherwise bound it ("expired") does
   * not.
   */
  cues?: readonly string[];
}

/** A year of fewer figures is a slip ("3 May 202"). */
const firstYear = 1000;
/** Far enough for a 29 February, over a century that has none. */
const yearsBack = 8;

/** The day that is meant, held against the calendar, today and the bounds; or the reason why there is none. */
export function resolve(meaning: Meaning, bounds: DateBounds): Reading<string> {
  if (meaning.is === 'counted') return within(meaning.date, bounds, 'relative');
  if (meaning.is === 'part') return { problem: { reason: meaning.reason, about: aboutPart(meaning) } };
  const { day, month, year, numeric, turnable } = meaning;
  const monthFirst = numeric && month > 12 && dayFrom(year ?? 2000, day, month) !== null;
  if (monthFirst) return { problem: { reason: 'date.day-first', about: { date: written(month, day, year) } } };
  const date = year === null ? nearest(bounds, meaning) : year < firstYear ? null : inYear(year, meaning);
  if (date === null)
    return {
      problem: {
        reason: 'date.impossible',
        about: { date: meaning.yearFirst && month > 12 ? `${year}-${month}-${day}` : written(day, month, year) },
      },
    };
  if (meaning.weekday !== undefined && weekdayOf(date) !== meaning.weekday) {
    return {
      problem: {
        reason: 'date.weekday',
        about: {
          date: longDate(date),
          actual: weekdayNames[weekdayOf(date)] ?? '',
          said: weekdayNames[meaning.weekday] ?? '',
        },
      },
    };
  }
  return within(
    date,
    bounds,
    turnable ? 'day-first' : meaning.loosely ? 'relative' : year === null ? 'year-added' : undefined,
  );
}

/** Without a year: the latest that has been, or, where the bounds rule that out, the first to come that they allow. */
function nearest(bounds: DateBounds, meaning: Meaning & { is: 'day' }): string | null {
  const { today, latest = today } = bounds;
  const limit = [latest, today].sort()[0] ?? today;
  const { year } = partsOf(limit);
  const years = (step: 1 | -1) => Array.from({ length: yearsBack }, (_, k) => inYear(year + step * k, meaning));
  const past = years(-1).find((date) => date !== null && date <= limit) ?? null;
  if (past !== null && limitBroken(past, bounds) === null) return past;
  return years(1).find((date) => date !== null && date > limit && limitBroken(date, bounds) === null) ?? past;
}

function inYear(year: number, { month, day, lastDay }: Meaning & { is: 'day' }): string | null {
  return dayFrom(year, month, lastDay ? daysInMonth(year, month) : day);
}

function within(date: string, bounds: DateBounds, assumed: string | undefined): Reading<string> {
  const broken = limitBroken(date, bounds);
  if (broken)
    return {
      problem: {
        reason: broken.reason,
        about: { date: longDate(date), ...(broken.bound === undefined ? {} : { bound: longDate(broken.bound) }) },
      },
    };
  return assumed === undefined ? { value: date } : { value: date, assumed };
}

function limitBroken(
  date: string,
  { today, earliest, oldest, latest }: DateBounds,
): { reason: string; bound?: string } | null {
  // A day to come is to come, whatever else bounds it.
  if (latest !== undefined && date > latest)
    return latest <= today && date > today ? { reason: 'date.future' } : { reason: 'date.too-late', bound: latest };
  if (oldest !== undefined && date < oldest) return { reason: 'date.too-old' };
  return earliest !== undefined && date < earliest ? { reason: 'date.too-early', bound: earliest } : null;
}

/** What was written, though no calendar has it: "31 February 2026". */
function written(day: number, month: number, year: number | null): string {
  const name = monthNames[month - 1];
  const tail = year === null ? '' : name ? ` ${year}` : `/${year}`;
  return name ? `${day} ${name}${tail}` : `${day}/${month}${tail}`;
}

function aboutPart(meaning: Meaning & { is: 'part' }): Record<string, string> {
  const { day, month, year } = meaning;
  if (month !== undefined) return { period: [monthNames[month - 1], year].filter(Boolean).join(' ') };
  if (year !== undefined) return { year: String(year) };
  return day === undefined ? {} : { day: ordinal(day) };
}
