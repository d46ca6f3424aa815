import { monthNames, weekdayNames } from '../../languages/calendar.js';

const KEY_FILES = 'key|pem|crt|cer|pfx|p12|p7b|csr|jks|der';
const keyFile = new RegExp(`^(?:${KEY_FILES})$`);
const months = monthNames.flatMap((name) => (name === 'May' ? [] : [name, name.slice(0, 3)])).join('|');
const weekdays = weekdayNames.flatMap((name) => [name, name.slice(0, 3)]).join('|');

/** What stands for what, in this order. A mask is one word that nobody types. */
const MASKS: [RegExp, string | ((found: string) => string)][] = [
  [/https?:\/\/\S+/gi, ' host_ '],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, ' mail_ '],
  [/(?<![\w.])(?:\*\.)?[\w-]+(?:\.[\w-]+)+/g, dotted],
  [new RegExp(String.raw`\.(${KEY_FILES})\b`, 'gi'), ' file_ $1 '],
  [/\b\d+(?:[-/:]\d+)+\b/g, ' date_ '],
  [/\b\d{1,2}(?:st|nd|rd|th)\b/gi, ' day_ '],
  [new RegExp(String.raw`\b(?:${months})\b\.?`, 'gi'), ' month_ '],
  [new RegExp(String.raw`\b(?:${weekdays})\b`, 'gi'), ' weekday_ '],
  [/\b(?:19|20)\d\d\b/g, ' year_ '],
  [/\b\d+\b/g, ' number_ '],
];

/** The text with a host name, an address, a date, a number or a file name as what it is, not which. */
export function masked(text: string): string {
  return MASKS.reduce(
    (soFar, [found, mask]) =>
      typeof mask === 'string' ? soFar.replace(found, mask) : soFar.replace(found, (whole) => mask(whole)),
    text,
  );
}

/** A name with dots: a file by its ending, a number, else a host. */
function dotted(found: string): string {
  const ending = found.slice(found.lastIndexOf('.') + 1).toLowerCase();
  if (keyFile.test(ending)) return ` file_ ${ending} `;
  return /[a-z]/i.test(found) ? ' host_ ' : ' number_ ';
}
