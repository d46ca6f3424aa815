import { addDays, dayOf, daysBetween, partsOf, weekdayOf } from '../calendar.js';
import { monthNames, weekdayNames } from './dates/longDate.js';

/** How far away a day still goes by its weekday. */
const WEEK = 6;

/**
 * When something was or will be, as it is said at a moment: "at 9:00", "tomorrow at 9:00", "on Monday at 9:00",
 * "on 4 January at 9:00".
 * @param at ISO timestamp @param now the same @param timeZone whose days and hours are meant
 */
export function momentSaid(at: string, now: string, timeZone: string): string {
  const [day, today] = [dayOf(at, timeZone), dayOf(now, timeZone)];
  const time = `at ${clockOf(at, timeZone)}`;
  if (day === today) return time;
  if (day === addDays(today, 1)) return `tomorrow ${time}`;
  if (day === addDays(today, -1)) return `yesterday ${time}`;
  const far = Math.abs(daysBetween(today, day)) > WEEK;
  const { day: number, month } = partsOf(day);
  return `on ${far ? `${number} ${monthNames[month - 1]}` : weekdayNames[weekdayOf(day)]} ${time}`;
}

/** The same behind "since": "9:00", "yesterday at 9:00", "Monday at 9:00". */
export function sinceSaid(at: string, now: string, timeZone: string): string {
  return momentSaid(at, now, timeZone).replace(/^(?:at|on) /, '');
}

/** A stretch of time that nobody measures by the minute: "a minute", "10 minutes", "an hour", "3 hours". */
export function about(minutes: number): string {
  const steps = [1, 2, 3, 5, 10, 15, 20, 30, 45];
  const step = steps.find((most) => minutes <= most);
  if (step !== undefined) return step === 1 ? 'a minute' : `${step} minutes`;
  const hours = Math.ceil(minutes / 60);
  if (hours <= 1) return 'an hour';
  return hours < 24 ? `${hours} hours` : hours <= 24 ? 'a day' : `${Math.ceil(hours / 24)} days`;
}

function clockOf(at: string, timeZone: string): string {
  const shown = new Date(at).toLocaleTimeString('en-GB', { timeZone, hour: 'numeric', minute: '2-digit' });
  return shown.replace(/^0(?=\d:)/, '');
}
