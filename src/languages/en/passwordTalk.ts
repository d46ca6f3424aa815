import type { Span } from '../../text/span.js';
import { isCommonWord } from './commonWords.js';
import { ANSWERING, BETWEEN, GOES_ON, LINKS, NO_PASSWORD, NUMBERED, OF, PASSWORD, UNITS } from './passwordWords.js';

/** So many words from its name a password is looked for. */
const WORDS_AWAY = 10;
/** A pass phrase of more words is cut after these. */
const LONGEST_PHRASE = 12;

/** Longer texts are pasted, not written; and so are longer answers. */
const [LONGEST_TALK, LONGEST_ANSWER] = [8000, 400];

/** Nobody speaks so often of passwords in one text; what does was made to cost time. */
const MOST_NAMES = 500;

/** A word as it was typed, without the marks around it. */
interface Word {
  /** Where it stands with its marks, and without. */
  from: number;
  till: number;
  start: number;
  end: number;
  text: string;
  /** A quotation, with all that stands in it. */
  quoted: boolean;
  /** The marks before and behind it. */
  before: string;
  after: string;
}

/**
 * Passwords that a text gives away: said as such ("the password is …", "pw=…", "… is the pass phrase"), in quotation
 * marks beside talk of one, or such as nothing else looks like. What is only said *of* a password ("is lost", "was on
 * a note") is none: an everyday word counts only in quotation marks, or behind a colon or an equals sign.
 * @param text its own, or folded as a reader of keys folds it
 * @param asked whether the text answers a question for a password
 * @returns where they stand, in order
 */
export function passwordsIn(text: string, { asked = false }: { asked?: boolean } = {}): Span[] {
  if (isBinary(text)) return [];
  const found: Span[] = [];
  let words: Word[] | undefined;
  let [free, next, names] = [0, 0, 0];
  for (const { 0: name, index } of text.matchAll(PASSWORD)) {
    if (index < free) continue;
    if (names === MOST_NAMES) break;
    names += 1;
    words ??= wordsOf(text, 0, text.length);
    while (next < words.length && words[next]!.till <= index) next += 1;
    const behind = wordsBehind(text, words, next, index + name.length);
    const given = givenBehind(text, index, behind) ?? givenAround(text, words, next, index, behind);
    if (!given || given.start < free) continue;
    found.push(given);
    free = given.end;
  }
  const named = words !== undefined;
  if (text.length > (named ? LONGEST_TALK : LONGEST_ANSWER)) return found;
  const all = alone(text, words ?? wordsOf(text, 0, text.length), { asked, named });
  return [...found, ...all.filter(({ start, end }) => found.every((one) => end <= one.start || start >= one.end))].sort(
    (one, other) => one.start - other.start,
  );
}

function givenAround(text: string, words: Word[], next: number, name: number, behind: Word[]): Span | null {
  const before = wordsBefore(text, words, next, name);
  return givenBefore(before, behind) ?? quotedNear(before, behind);
}

/** Whether a question asks for a password, by its words. */
export function asksForPassword(question: string): boolean {
  return question.search(PASSWORD) >= 0;
}

/**
 * One sign of so many that shows nothing makes a long text a file's bytes: nobody talks in those. Of random bytes one of
 * four is such; quotation marks that came through in a wrong encoding are few in what is long enough.
 */
const BYTES = { signsAControl: 8, shortest: 100 };

function isBinary(text: string): boolean {
  if (text.length < BYTES.shortest) return false;
  let controls = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 9 || (code > 13 && code < 32) || (code > 126 && code < 160)) controls += 1;
  }
  return controls * BYTES.signsAControl > text.length;
}

/** Whether the name of a field says that a password stands in it ("password", "keyPass", "pfx_password"). */
export function isPasswordName(name: string): boolean {
  return (
    /(?:^|[ _.-])(?:pass(?:word|phrase|wd)?|pwd|pw)$/i.test(name) ||
    /[a-z\d]P(?:ass(?:word|phrase|wd)?|wd|W)$/.test(name)
  );
}

/** Whether all that a text says is that something is a password: "the key's password was …". */
export function onlyNamesPassword(text: string): boolean {
  const small =
    smallOf(text)
      .replace(PASSWORD, ' ')
      .match(/[a-z0-9']+/g) ?? [];
  return small.every((word) => word === "'s" || word === 's' || LINKS.has(word) || OF.has(word) || BETWEEN.has(word));
}

const WORD = /(["“”'`])(?=\S)([^"“”`\n]{1,80}?)\1(?=[\s.,;:!?)]|$)|[^\s]{1,100}/g;

function wordsOf(text: string, from: number, to: number): Word[] {
  return [...text.slice(from, to).matchAll(WORD)].map(({ 0: all, 2: quotation, index }) => {
    const [start, till] = [from + index, from + index + all.length];
    if (quotation !== undefined) {
      const end = start + 1 + quotation.length;
      return { from: start, till, start: start + 1, end, text: quotation, quoted: true, before: '', after: '' };
    }
    const before = /^[("'`\u00b7<[{,\\]*/.exec(all)![0];
    const after = before.length === all.length ? '' : all.slice(lastOf(all) + 1);
    const [first, end] = [start + before.length, till - after.length];
    return { from: start, till, start: first, end, text: text.slice(first, end), quoted: false, before, after };
  });
}

/** Where the last sign stands that is no mark behind a word; -1 where all are. */
function lastOf(word: string): number {
  let last = word.length - 1;
  while (last >= 0 && ')"\'`\u00b7>]},.;:!?\\'.includes(word[last]!)) last -= 1;
  return last;
}

/** The words behind a name, which may end in the middle of one. */
function wordsBehind(text: string, words: readonly Word[], next: number, end: number): Word[] {
  let at = next;
  while (at < words.length && words[at]!.till <= end) at += 1;
  const [first, ...more] = words.slice(at, at + WORDS_AWAY + LONGEST_PHRASE);
  if (!first) return [];
  return first.from < end ? [...wordsOf(text, end, first.till), ...more] : [first, ...more];
}

/** The words before a name, which may begin in the middle of one. */
function wordsBefore(text: string, words: readonly Word[], next: number, name: number): Word[] {
  const broken = words[next] && words[next].from < name ? wordsOf(text, words[next].from, name) : [];
  return [...words.slice(Math.max(0, next - WORDS_AWAY), next), ...broken];
}

/** "password: X", "password X", "password of the file is X". */
function givenBehind(text: string, index: number, words: Word[]): Span | null {
  let at = 0;
  let linked: 'not' | 'is' | 'colon' = 'not';
  let said = '';
  if (/^-{1,2}$/.test(text.slice(Math.max(0, index - 2), index).trim()) && words[0]?.before !== ':') linked = 'colon';
  for (; at < words.length && at < WORDS_AWAY; at += 1) {
    const word = words[at]!;
    const small = smallOf(word.text);
    const whole = word.before + word.text + word.after;
    if (/^(?::|=|:=|=>|-{1,2}>|==)$/.test(whole)) {
      linked = 'colon';
      continue;
    }
    if (/^[-–—]{1,2}$/.test(whole)) {
      linked = 'is';
      continue;
    }
    const joined = at === 0 ? /^["'`)\]\\]{0,3}(?:[:=]{1,2}|[-=]>)/.exec(whole) : null;
    if (joined) return valueAt(text, words, at, 'colon', joined[0].length - word.before.length);
    if (linked === 'colon') return valueAt(text, words, at, linked);
    if (LINKS.has(small) || (at === 0 && /^'?s$/.test(small))) {
      if (word.after !== '' && !/^[:=]/.test(word.after)) return null;
      linked = word.after === '' ? 'is' : 'colon';
      continue;
    }
    if (linked === 'is' && BETWEEN.has(small)) {
      if (word.after.startsWith(':')) linked = 'colon';
      continue;
    }
    if (linked === 'is') return valueAt(text, words, at, linked);
    if (word.quoted) return said === '' || OF.has(said) ? valueAt(text, words, at, 'is') : null;
    if (word.text === '' && word.before === '' && word.after === '') continue;
    if (isApposed(words, at) && isStrong(word.text) && !isNumbered(word)) return spanOf(word);
    if (/[:=]$/.test(word.after) && (OF.has(small) || isName(word.text))) {
      linked = 'colon';
      continue;
    }
    if (!OF.has(small) && !BETWEEN.has(small) && !isName(word.text) && whole !== ',') return null;
    if (whole !== ',' && /[.,;!?]/.test(word.after)) return null;
    said = small || whole;
  }
  return null;
}

/** Right behind the name, or behind a comma or "to" there ("the password, X, is refused", "set the password to X"). */
function isApposed(words: readonly Word[], at: number): boolean {
  const first = words[0];
  return at === 0 || (at === 1 && first !== undefined && /^(?:,|to)$/.test(first.before + first.text + first.after));
}

function valueAt(text: string, words: Word[], at: number, mode: 'is' | 'colon', skip = 0): Span | null {
  const word = words[at];
  if (!word) return null;
  if (skip > 0) {
    const rest = wordsOf(text, word.start + skip, word.end)[0];
    if (!rest) return valueAt(text, words, at + 1, mode);
    return valueAt(
      text,
      [rest, ...words.slice(at + 1)].map((one, i) => (i ? one : { ...one, after: one.after + word.after })),
      0,
      mode,
    );
  }
  if (!/[A-Za-z0-9]/.test(word.text) || /^(?:x+|\*+)$/i.test(word.text)) return null;
  const small = smallOf(word.text);
  if (NO_PASSWORD.has(small)) return mode === 'colon' ? sentenceAt(words, at) : null;
  if (word.quoted) return spanOf(word);
  const next = words[at + 1];
  if (/^\d+$/.test(word.text))
    return word.text.length >= 4 && !(next && word.after === '' && UNITS.has(smallOf(next.text))) ? spanOf(word) : null;
  if (isStrong(word.text) && (mode === 'colon' || !isNumbered(word))) return spanOf(word);
  if (mode === 'is' && isNumbered(word)) return null;
  return phraseAt(words, at, mode);
}

/** One word or a row of words up to what goes on: behind "is" one of them must be no everyday word. */
function phraseAt(words: Word[], at: number, mode: 'is' | 'colon'): Span | null {
  let last = at;
  let unknown = false;
  for (let i = at; i < words.length && i - at < LONGEST_PHRASE; i += 1) {
    const word = words[i]!;
    const small = smallOf(word.text);
    if (i > at && (GOES_ON.has(small) || word.before !== '' || word.quoted)) break;
    if (mode === 'is' && (NO_PASSWORD.has(small) || /['’]s$/.test(small))) return null;
    if (mode === 'colon' && i > at && NO_PASSWORD.has(small)) {
      // "password: Keith knows it"
      if (i - at > 1) return null;
      break;
    }
    unknown ||= !isWord(word.text);
    last = i;
    if (word.after !== '' && i < words.length - 1 && /[.,;:!?)]/.test(word.after)) break;
  }
  const count = last - at + 1;
  if (mode === 'is' && (!unknown || count === 2)) return null;
  return { start: words[at]!.start, end: endOf(words[last]!) };
}

/** A pass phrase that begins with a word such as "correct": four words or more, of which no other says what is so. */
function sentenceAt(words: Word[], at: number): Span | null {
  const more = words.slice(at + 1, at + LONGEST_PHRASE);
  const end = more.findIndex(({ text, after }) => after !== '' || NO_PASSWORD.has(smallOf(text)));
  const count = end < 0 ? more.length : more[end]!.after === '' ? end : end + 1;
  const said = end >= 0 && NO_PASSWORD.has(smallOf(more[end]!.text));
  if (said || count < 3 || words[at]!.after !== '') return null;
  return { start: words[at]!.start, end: endOf(more[count - 1]!) };
}

/** "X is the password", "I used X as the pass phrase". */
function givenBefore(before: Word[], behind: Word[]): Span | null {
  let at = before.length - 1;
  while (at >= 0 && before.length - at < 6 && OF.has(smallOf(before[at]!.text)) && before[at]!.after === '') at -= 1;
  const link = before[at];
  const value = before[at - 1];
  if (!link || !value || link.after !== '') return null;
  if (at === before.length - 1 && smallOf(link.text) !== 'as') return null;
  const goesOn = behind[0];
  if (goesOn && /^[a-z]/.test(goesOn.text) && !GOES_ON.has(goesOn.text) && goesOn.before === '') return null;
  if (!['is', 'was', 'as', 'being', "'s"].includes(smallOf(link.text))) return null;
  if (value.quoted) return NO_PASSWORD.has(smallOf(value.text)) ? null : spanOf(value);
  if (!/^[!?]*$/.test(value.after) || isNumbered(value)) return null;
  if (isStrong(value.text)) return spanOf(value);
  const lone = /^[a-z]{5,}$/.test(value.text) && !isWord(value.text) && !NO_PASSWORD.has(value.text);
  const first =
    at - 2 < 0 ||
    /[.,;:!?]$/.test(before[at - 2]!.after) ||
    /^(?:use[ds]?|using|tried|typed|entered|set|chose|picked|with|think|believe)$/i.test(before[at - 2]!.text);
  return lone && first ? spanOf(value) : null;
}

/** In quotation marks, and like nothing but a password. */
function quotedNear(before: Word[], behind: Word[]): Span | null {
  const one = [...behind, ...[...before].reverse()].find(
    ({ quoted, text }) => quoted && isStrong(text) && !NUMBERED.test(text),
  );
  return one ? spanOf(one) : null;
}

/**
 * What needs no name to be known, and in an answer what is no word, date or name of a host. A lone word that is no
 * everyday one may be another language's yes: it counts behind a yes, or in quotation marks.
 */
function alone(text: string, words: readonly Word[], { asked, named }: { asked: boolean; named: boolean }): Span[] {
  const spans: Span[] = words.filter(({ text: word }) => isVeryStrong(word)).map(spanOf);
  if (!named && !asked && words.length > 3) return [];
  if (!asked || spans.length > 0 || text.length > LONGEST_ANSWER) return spans;
  const rest = words.filter(({ text: word, quoted }) => quoted || !(word === '' || ANSWERING.has(smallOf(word))));
  const strong = rest.find(({ text: word }) => isStrong(word) && !NUMBERED.test(word) && !isOrder(word));
  if (strong && rest.length <= 4) return [spanOf(strong)];
  const [only, ...more] = rest;
  if (!only || more.length > 0 || NO_PASSWORD.has(smallOf(only.text))) return [];
  const behindYes = only !== words[0] && only === words.at(-1);
  return only.quoted || (behindYes && /^[a-z]{6,}$/i.test(only.text) && !isWord(only.text)) ? [spanOf(only)] : [];
}

/** Letters and digits in one, or signs among them; no name of a host or file, address, date, time or hash. */
function isStrong(word: string): boolean {
  if (word.length < 5 || word.length > 128 || isAddress(word) || isDated(word)) return false;
  if (/^[0-9a-f:]{16,}$/i.test(word)) return false;
  if (/[A-Za-z]/.test(word) && /\d/.test(word)) return true;
  return /[a-z]/.test(word) && /[A-Z]/.test(word) && /[!$^&*#%@~?+=_|\\]./.test(word);
}

/** Small letters, capitals, digits and a sign in the middle: nothing that customers write looks so. */
function isVeryStrong(word: string): boolean {
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
const isOrder = (word: string) => /^[A-Z]{0,6}[-/#]?[\dA-Z-/]*$/.test(word);
/** "IIS5", "srv01": programs and machines; with an exclamation mark behind it is none. */
const isNumbered = ({ text, after }: Word) => NUMBERED.test(text) && !after.startsWith('!');

const smallOf = (word: string) => word.toLowerCase().replaceAll('\u2019', "'");

/** An everyday word, or one with a slip of the fingers; "X's" as well. */
function isWord(word: string): boolean {
  const small = smallOf(word).replace(/'s?$/, '');
  return (small.length < 4 && /^[a-z]+$/.test(small)) || isCommonWord(small) || NO_PASSWORD.has(small) || isSlip(small);
}

/** A name or product between a password and its "is" ("the password for www.example.com is …"). */
const isName = (word: string) => isAddress(word) || /^[A-Z]/.test(word) || NUMBERED.test(word);

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

const spanOf = (word: Word): Span => ({ start: word.start, end: endOf(word) });
/** With what ends a password as well as a sentence. */
const endOf = ({ end, after, quoted }: Word) =>
  !quoted && /^[!?]+/.test(after) ? end + /^[!?]+/.exec(after)![0].length : end;
