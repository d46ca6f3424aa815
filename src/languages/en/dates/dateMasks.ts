import { monthNames, weekdayNames } from './longDate.js';

/** "May" is left out: it is more often a verb. */
const months = monthNames.flatMap((name) => (name === 'May' ? [] : [name, name.slice(0, 3)])).join('|');
const weekdays = weekdayNames.flatMap((name) => [name, name.slice(0, 3)]).join('|');

/** Words of dates wherever they stand in a text, to be replaced by what they are. */
export const dateMasks = {
  /** "3rd". */
  day: /\b\d{1,2}(?:st|nd|rd|th)\b/gi,
  month: new RegExp(String.raw`\b(?:${months})\b\.?`, 'gi'),
  weekday: new RegExp(String.raw`\b(?:${weekdays})\b`, 'gi'),
};
