import type { Span } from '../../text/span.js';
import { isName, isNumbered, isStrong, isWord } from './passwordShapes.js';
import { endOf, smallOf, spanOf, type Word, wordsOf } from './passwordTyped.js';
import { BETWEEN, GOES_ON, LINKS, NO_PASSWORD, NUMBERED, OF, UNITS } from './passwordWords.js';

/** So many words from its name a password is looked for. */
export const WORDS_AWAY = 10;
/** A pass phrase of more words is cut after these. */
export const LONGEST_PHRASE = 12;

/** "password: X", "password X", "password of the file is X". */
export function givenBehind(text: string, index: number, words: Word[]): Span | null {
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
export function givenBefore(before: Word[], behind: Word[]): Span | null {
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
export function quotedNear(before: Word[], behind: Word[]): Span | null {
  const one = [...behind, ...[...before].reverse()].find(
    ({ quoted, text }) => quoted && isStrong(text) && !NUMBERED.test(text),
  );
  return one ? spanOf(one) : null;
}
