import type { Limit } from '../knowledge/desk.js';
import { localTime, momentAt } from './localTime.js';
import { afterOpenMinutes, type Calendar, openAt, opensOn } from './openingHours.js';

const DAY_MS = 24 * 3600_000;

/** Whose time passes: while the desk is closed no agent is late. */
export type Whose = 'agents' | 'customers';

/**
 * When a limit ends.
 *
 * @param at ISO timestamp of its beginning @returns ISO timestamp
 * @example
 * // The desk is open from Monday to Friday, 09:00 to 17:00.
 * afterLimit('2026-05-22T15:00:00Z', { days: 3 }, calendar, 'agents') // Monday 25 May, 16:00 by the desk's clock
 */
export function afterLimit(at: string, limit: Limit, calendar: Calendar, whose: Whose): string {
  if (typeof limit === 'number')
    return afterOpenMinutes(at, limit, whose === 'agents' ? calendar : { ...calendar, hours: [] });
  // Who asks while the desk is closed has asked when it opens.
  const from = 'days' in limit ? at : whenOpen(at, calendar);
  const then = 'days' in limit ? afterDays(from, limit.days, calendar) : afterWorkingDays(from, limit, calendar);
  return whose === 'agents' ? whenOpen(then, calendar) : then;
}

/** So many days later, at the same time of the desk's clock. */
function afterDays(at: string, days: number, { timeZone }: Calendar): string {
  const { day, minute } = localTime(Date.parse(at), timeZone);
  return new Date(momentAt(later(day, days), minute, timeZone)).toISOString();
}

function afterWorkingDays(at: string, { workingDays }: { workingDays: number }, calendar: Calendar): string {
  const { day } = localTime(Date.parse(at), calendar.timeZone);
  let passed = 0;
  for (let left = workingDays; left > 0; ) {
    passed += 1;
    if (opensOn(later(day, passed), calendar)) left -= 1;
  }
  return afterDays(at, passed, calendar);
}

/** That moment where the desk is open then, or where nobody knows; else its next opening. */
const whenOpen = (at: string, calendar: Calendar): string => openAt(at, calendar)?.next ?? at;

const later = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
