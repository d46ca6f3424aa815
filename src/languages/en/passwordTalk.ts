import type { Span } from '../../text/span.js';
import { givenBefore, givenBehind, LONGEST_PHRASE, quotedNear, WORDS_AWAY } from './passwordGiven.js';
import { isOrder, isStrong, isVeryStrong, isWord } from './passwordShapes.js';
import { smallOf, spanOf, type Word, wordsOf } from './passwordTyped.js';
import { ANSWERING, BETWEEN, LINKS, NO_PASSWORD, NUMBERED, OF, PASSWORD } from './passwordWords.js';

/** Longer texts are pasted, not written; and so are longer answers. */
const [LONGEST_TALK, LONGEST_ANSWER] = [8000, 400];

/** Nobody speaks so often of passwords in one text; what does was made to cost time. */
const MOST_NAMES = 500;

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
