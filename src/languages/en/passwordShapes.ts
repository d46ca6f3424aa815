import { isCommonWord } from './commonWords.js';
import { smallOf, type Word } from './passwordTyped.js';
import { NO_PASSWORD, NUMBERED } from './passwordWords.js';

/** Letters and digits in one, or signs among them; no name of a host or file, address, date, time or hash. */
export function isStrong(word: string): boolean {
  if (word.length < 5 || word.length > 128 || isAddress(word) || isDated(word)) return false;
  if (/^[0-9a-f:]{16,}$/i.test(word)) return false;
  if (/[A-Za-z]/.test(word) && /\d/.test(word)) return true;
  return /[a-z]/.test(word) && /[A-Z]/.test(word) && /[!$^&*#%@~?+=_|\\]./.test(word);
}

/** Small letters, capitals, digits and a sign in the middle: nothing that customers write looks so. */
export function isVeryStrong(word: string): boolean {
  return (
    word.length >= 8 &&
    word.length <= 40 &&
    !isAddress(word) &&
    !isDated(word) &&
    /[a-z]/.test(word) &&
    /[A-Z]/.test(word) &&
    /\d/.test(word) &&
    /[A-Za-z0-9][!$^&*#%@~?]+[A-Za-z0-9]|[!$^*%]$/.test(word) &&
    !/%[0-9A-F]{2}|&[#a-z]/i.test(word)
  );
}

/** Host names, e-mail and web addresses, paths, distinguished names, calls and markup. */
function isAddress(word: string): boolean {
  return /[a-z0-9]\.[a-z]{2,}$|^[^@]+@[^@]+\.[^@]+|:\/\/|^[a-z]:\\|^\/|\/.*\/|^(?:CN|O|OU|C|L|ST|E)=|[()<>{}[\]]|\u00b7/i.test(
    word,
  );
}

function isDated(word: string): boolean {
  return /^(?:\d{1,4}[-/.]){1,2}(?:\d{1,4}|[a-z]{3,9})$|^\d{1,2}[-/.]?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[-/.']?\d{0,4}$|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[-/.']?\d{1,4}$|^\d+(?:st|nd|rd|th|am|pm|k|kb|mb|gb|x|s|d|h|y|yrs?|bit|bits|days?|years?)$|^\d{1,2}[:.]\d{2}(?:am|pm)?$/i.test(
    word,
  );
}

/** Capitals and digits, as orders and cases are numbered. */
export const isOrder = (word: string) => /^[A-Z]{0,6}[-/#]?[\dA-Z-/]*$/.test(word);

/** "IIS5", "srv01": programs and machines; with an exclamation mark behind it is none. */
export const isNumbered = ({ text, after }: Word) => NUMBERED.test(text) && !after.startsWith('!');

/** An everyday word, or one with a slip of the fingers; "X's" as well. */
export function isWord(word: string): boolean {
  const small = smallOf(word).replace(/'s?$/, '');
  return (small.length < 4 && /^[a-z]+$/.test(small)) || isCommonWord(small) || NO_PASSWORD.has(small) || isSlip(small);
}

/** A name or product between a password and its "is" ("the password for www.example.com is …"). */
export const isName = (word: string) => isAddress(word) || /^[A-Z]/.test(word) || NUMBERED.test(word);

/** Words said of passwords, each without one of its letters: a slip of the fingers is near one of them. */
let near: Set<string> | undefined;

function isSlip(word: string): boolean {
  if (word.length < 4 || word.length > 20) return false;
  near ??= new Set(
    [...NO_PASSWORD].filter(({ length }) => length > 3).flatMap((known) => [known, ...shortened(known)]),
  );
  return near.has(word) || shortened(word).some((less) => near!.has(less));
}

const shortened = (word: string) => Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1));
