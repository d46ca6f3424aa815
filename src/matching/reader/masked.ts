import { dateMasks } from '../../languages/en/dates/dateMasks.js';

const KEY_FILES = 'key|pem|crt|cer|pfx|p12|p7b|csr|jks|der';
const keyFile = new RegExp(`^(?:${KEY_FILES})$`);

/** What stands for what, in this order. A mask is one word that nobody types. */
const MASKS: [RegExp, string | ((found: string) => string)][] = [
  [/https?:\/\/\S+/gi, ' host_ '],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, ' mail_ '],
  [/(?<![\w.])(?:\*\.)?[\w-]+(?:\.[\w-]+)+/g, dotted],
  [new RegExp(String.raw`\.(${KEY_FILES})\b`, 'gi'), ' file_ $1 '],
  [/\b\d+(?:[-/:]\d+)+\b/g, ' date_ '],
  [dateMasks.day, ' day_ '],
  [dateMasks.month, ' month_ '],
  [dateMasks.weekday, ' weekday_ '],
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
