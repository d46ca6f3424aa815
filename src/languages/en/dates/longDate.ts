import { partsOf, weekdayOf } from '../../calendar.js';

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
/** Monday first, as ISO 8601 counts. */
export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** "3 May 2026". @throws RangeError if `day` is none */
export function longDate(day: string): string {
  const parts = partsOf(day);
  return `${parts.day} ${monthNames[parts.month - 1]} ${parts.year}`;
}

/** "Sunday 3 May 2026". @throws RangeError if `day` is none */
export function longDateWithDay(day: string): string {
  return `${weekdayNames[weekdayOf(day)]} ${longDate(day)}`;
}
