import { dayFrom, daysInMonth, longDate, monthNames, partsOf, weekdayNames, weekdayOf } from '../languages/calendar.js';
import type { Meaning } from '../languages/en/dates/dateMention.js';
import type { Reading } from './reading.js';

export interface DateBounds {
  /** The ISO day on which the text was written; no date after it is read. */
  today: string;
  /** The first day that makes sense. */
  earliest?: string;
  /** The last day that makes sense, if that isn't today. */
  latest?: string;
  /** Words before a date that say what it is a date of; any of them that would otherwise bound it ("expired") does not. */
  cues?: readonly string[];
}

/** Nobody ordered a certificate before there were any. */
const oldest = '1990-01-01';
/** Far enough for a 29 February, over a century that has none. */
const yearsBack = 8;

/** The day that is meant, held against the calendar, today and the bounds; or the reason why there is none. */
export function resolve(meaning: Meaning, bounds: DateBounds): Reading<string> {
  if (meaning.is === 'counted') return within(meaning.date, bounds, 'relative');
  if (meaning.is === 'part') return { problem: { reason: meaning.reason, about: aboutPart(meaning) } };
  const { day, month, year, numeric, turnable } = meaning;
  const monthFirst = numeric && month > 12 && dayFrom(year ?? 2000, day, month) !== null;
  if (monthFirst) return { problem: { reason: 'date.day-first', about: { date: written(month, day, year) } } };
  const limit = bounds.latest !== undefined && bounds.latest < bounds.today ? bounds.latest : bounds.today;
  const date =
    year === null ? latestUpTo(limit, meaning) : dayFrom(year, month, meaning.lastDay ? daysInMonth(year, month) : day);
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

function latestUpTo(limit: string, meaning: Meaning & { is: 'day' }): string | null {
  const { year } = partsOf(limit);
  for (let y = year; y > year - yearsBack; y--) {
    const date = dayFrom(y, meaning.month, meaning.lastDay ? daysInMonth(y, meaning.month) : meaning.day);
    if (date !== null && date <= limit) return date;
  }
  return null;
}

function within(date: string, { today, earliest, latest }: DateBounds, assumed: string | undefined): Reading<string> {
  const broken = limitBroken(date, { today, earliest, latest });
  if (broken)
    return {
      problem: {
        reason: broken.reason,
        about: { date: longDate(date), ...(broken.bound === undefined ? {} : { bound: longDate(broken.bound) }) },
      },
    };
  return assumed === undefined ? { value: date } : { value: date, assumed };
}

function limitBroken(date: string, { today, earliest, latest }: DateBounds): { reason: string; bound?: string } | null {
  if (date > today) return { reason: 'date.future' };
  if (date < oldest) return { reason: 'date.too-old' };
  if (latest !== undefined && date > latest) return { reason: 'date.too-late', bound: latest };
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

function ordinal(day: number): string {
  const suffix = day > 10 && day < 14 ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[day % 10] ?? 'th');
  return `${day}${suffix}`;
}
