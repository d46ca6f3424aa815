import { type HandOff, weekdays } from '../knowledge/desk.js';
import { localTime, offsetAt } from './localTime.js';

/** When people are at the desk, by the clock on its wall. */
export interface Calendar extends Pick<HandOff, 'hours' | 'holidays'> {
  /** IANA name. */
  timeZone: string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Whether somebody is at the desk, and else from when on. */
export interface OpenAt {
  open: boolean;
  /** ISO timestamp of the next opening while it is closed; null while it is open, and where it never opens. */
  next: string | null;
}

/**
 * Whether the desk is open. Its clock decides: in the hour that a summer time skips nobody works, and the hour that
 * comes twice is worked twice.
 * @param at ISO timestamp @returns null where no hours are known
 */
export function openAt(at: string, calendar: Calendar): OpenAt | null {
  if (calendar.hours.length === 0) return null;
  const from = Date.parse(at);
  if (isOpen(from, calendar)) return { open: true, next: null };
  for (const { start, open } of spans(from, calendar)) if (open) return { open: false, next: iso(start) };
  return { open: false, next: null };
}

/**
 * When so many minutes of opening time have passed; without hours, of plain time.
 * @param at ISO timestamp @returns ISO timestamp
 */
export function afterOpenMinutes(at: string, minutes: number, calendar: Calendar): string {
  const from = Date.parse(at);
  let left = minutes * MINUTE_MS;
  for (const { start, end, open } of spans(from, calendar)) {
    if (!open) continue;
    if (left <= end - start) return iso(start + left);
    left -= end - start;
  }
  return iso(from + minutes * MINUTE_MS);
}

/** How many minutes of opening time lie between two moments; without hours, of plain time. */
export function openMinutesBetween(from: string, to: string, calendar: Calendar): number {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  if (calendar.hours.length === 0) return Math.max(0, end - start) / MINUTE_MS;
  let sum = 0;
  for (const span of spans(start, calendar)) {
    if (span.start >= end) break;
    if (span.open) sum += Math.min(span.end, end) - span.start;
  }
  return sum / MINUTE_MS;
}

/** A stretch of time through which the desk is open, or closed. */
interface Span {
  start: number;
  end: number;
  open: boolean;
}

/** The stretches from a moment on (ms). They end with a desk that has hours and still never opens. */
function* spans(from: number, calendar: Calendar): Generator<Span> {
  if (calendar.hours.length === 0) return;
  // Each holiday may cost the one day of a week on which the desk is open, and so may an hour that is skipped.
  const patience = 7 * (calendar.holidays.length + 2);
  let start = from;
  let closedDays = 0;
  for (let day = Math.floor(from / DAY_MS) * DAY_MS; closedDays <= patience; day += DAY_MS) {
    closedDays += 1;
    for (const end of edgesIn(day, calendar)) {
      if (end <= start) continue;
      const open = isOpen(start, calendar);
      if (open) closedDays = 0;
      yield { start, end, open };
      start = end;
    }
  }
}

/** Whether a day is one on which the desk opens; without hours one from Monday to Friday. @param day ISO day */
export function opensOn(day: string, { hours, holidays }: Calendar): boolean {
  const opened = hours.length === 0 ? weekdays.slice(0, 5) : hours.flatMap(({ days }) => days);
  return !holidays.includes(day) && opened.includes(weekdayOf(day));
}

function isOpen(at: number, { hours, holidays, timeZone }: Calendar): boolean {
  const { day, minute } = localTime(at, timeZone);
  if (holidays.includes(day)) return false;
  const weekday = weekdayOf(day);
  return hours.some(
    ({ days, from, to }) => days.includes(weekday) && minutesOf(from) <= minute && minute < minutesOf(to),
  );
}

/** The moments of a day (of UTC's) at which it may open or close, in order: nothing changes between two of them. */
function edgesIn(day: number, { hours, timeZone }: Calendar): number[] {
  const next = day + DAY_MS;
  const offsets = [...new Set([offsetAt(day, timeZone), offsetAt(next, timeZone)])];
  const times = [0, ...hours.flatMap(({ from, to }) => [minutesOf(from), minutesOf(to)])];
  // Of the day before and the one after as well: zones are up to fourteen hours away.
  const midnights = [day - DAY_MS, day, next];
  const edges = midnights.flatMap((midnight) =>
    times.flatMap((minute) => offsets.map((offset) => midnight + minute * MINUTE_MS - offset)),
  );
  if (offsets.length > 1) edges.push(jumpBetween(day, next, timeZone));
  return [...new Set([...edges, next])].filter((edge) => edge > day && edge <= next).sort((one, other) => one - other);
}

/** The moment between two at which the clocks are changed. */
function jumpBetween(early: number, late: number, timeZone: string): number {
  const before = offsetAt(early, timeZone);
  let [last, first] = [early, late];
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2);
    if (offsetAt(middle, timeZone) === before) last = middle;
    else first = middle;
  }
  return first;
}

/** Minutes since midnight; the end of a day is `24:00`. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

// Weeks begin with a Monday there, JavaScript's with a Sunday.
const weekdayOf = (day: string) => weekdays[(new Date(day).getUTCDay() + 6) % 7]!;
const iso = (ms: number) => new Date(ms).toISOString();
