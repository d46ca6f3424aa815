/**
 * Arithmetic on calendar days. A day is its ISO text (`2026-05-03`), which sorts as it follows; no clock, no zone, no
 * `Date` in between, so that a 30-day rule counts alike wherever it runs.
 */

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export interface DayParts {
  year: number;
  /** From 1. */
  month: number;
  day: number;
}

/** How many days a month has; 0 for a month there isn't. */
export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : (monthLengths[month - 1] ?? 0);
}

function exists(year: number, month: number, day: number): boolean {
  return year >= 1 && year <= 9999 && day >= 1 && day <= daysInMonth(year, month);
}

/** The ISO day of a year (1 to 9999), month and day, or `null` when the calendar has no such day. */
export function dayFrom(year: number, month: number, day: number): string | null {
  if (!exists(year, month, day)) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function partsIn(text: string): DayParts | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  return exists(year, month, day) ? { year, month, day } : null;
}

/** Is the text an ISO day that exists? */
export function isDay(text: string): boolean {
  return partsIn(text) !== null;
}

/** Year, month and day of an ISO day. @throws RangeError if the text is none */
export function partsOf(day: string): DayParts {
  const parts = partsIn(day);
  if (!parts) throw new RangeError(`"${day}" is not a calendar day such as 2026-05-03`);
  return parts;
}

/**
 * Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms": years begin in March, so the
 * leap day comes last).
 */
function dayNumber(iso: string): number {
  const { year, month, day } = partsOf(iso);
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

function dayOfNumber(number: number): string {
  const z = number + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const day = dayFrom(
    yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  );
  if (day === null) throw new RangeError('the day lies outside the years 1 to 9999');
  return day;
}

/**
 * Days from one day to another: 0 on the same day, negative when `to` comes first. @throws RangeError if either is no
 * day
 */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * The day that many days later (earlier, if negative). @throws RangeError if `day` is none, or the result lies
 * outside the years 1 to 9999
 */
export function addDays(day: string, days: number): string {
  return dayOfNumber(dayNumber(day) + days);
}

/**
 * The same day of the month that many months later, or the month's last day where it is shorter. @throws as {@link
 * addDays}
 */
export function addMonths(day: string, months: number): string {
  const parts = partsOf(day);
  const count = parts.year * 12 + parts.month - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  const moved = dayFrom(year, month, Math.min(parts.day, daysInMonth(year, month)));
  if (moved === null) throw new RangeError('the day lies outside the years 1 to 9999');
  return moved;
}

/** The day's place in its week: 0 for Monday to 6 for Sunday. @throws RangeError if `day` is none */
export function weekdayOf(day: string): number {
  return (((dayNumber(day) + 3) % 7) + 7) % 7;
}

/**
 * The month's first such weekday (0 for Monday) with `nth` 1, its last with -1, and so on; `null` when it has not so
 * many.
 */
export function weekdayOfMonth(year: number, month: number, weekday: number, nth: number): string | null {
  const first = dayFrom(year, month, 1);
  if (first === null || nth === 0) return null;
  const begins = 1 + ((weekday - weekdayOf(first) + 7) % 7);
  const most = Math.floor((daysInMonth(year, month) - begins) / 7) + 1;
  return Math.abs(nth) > most ? null : dayFrom(year, month, begins + 7 * (nth > 0 ? nth - 1 : most + nth));
}

/** Easter Sunday of a year in the western churches ("Anonymous Gregorian algorithm", Nature 1876). */
export function easterSunday(year: number): string {
  const [golden, century, rest] = [year % 19, Math.floor(year / 100), year % 100];
  const leaps = Math.floor(century / 4);
  const moved = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leaps - moved + 15) % 30;
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * sunday) / 451);
  const days = epact + sunday - 7 * late + 114;
  const day = dayFrom(year, Math.floor(days / 31), (days % 31) + 1);
  if (day === null) throw new RangeError('the day lies outside the years 1 to 9999');
  return day;
}

const zones = new Map<string, Intl.DateTimeFormat>();

/**
 * The calendar day on which an instant falls in a zone.
 * @param timestamp ISO 8601 with date and time; without an offset it is taken as UTC
 * @param timeZone IANA name ("Europe/London")
 * @throws RangeError if the timestamp or the zone cannot be read
 */
export function dayOf(timestamp: string, timeZone: string): string {
  const zoned =
    /(?:Z|[+-]\d\d:?\d\d)$/i.test(timestamp.trim()) || !/[T ]\d/i.test(timestamp)
      ? timestamp.trim()
      : `${timestamp.trim()}Z`;
  const instant = new Date(zoned);
  if (!/^\d{4}-\d\d-\d\d/.test(zoned) || Number.isNaN(instant.getTime()))
    throw new RangeError(`"${timestamp}" is not an ISO timestamp`);
  let format = zones.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    zones.set(timeZone, format);
  }
  const [day, month, year = ''] = format.format(instant).split('/');
  return `${year.padStart(4, '0')}-${month}-${day}`;
}
