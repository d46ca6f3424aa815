import { parse } from 'tldts';
import { fileExtensions, wordEndings } from '../languages/en/hostNameWords.js';
import type { Candidate } from './hostNameCandidates.js';
import { hasKnownEnding, hostNameFrom } from './hostNameRules.js';

/** Endings that a complete name most often has, so that a word behind them is a sentence's. */
const plainEndings = new Set(['com', 'net', 'org', 'info', 'biz', 'edu', 'gov']);
/** How far around a piece its rest is looked for. */
const near = 80;
/** "Www acme.com", "*. acme.com", "www,acme.com". */
const ownBeginning = /(?:^|[\s("'`])(?:\*|www)(?:[.,]?\s{1,3}|,)$/i;

/**
 * Was the piece cut out of a longer name by a sign or a space in it ("www.acme.co,uk", "acme.co .uk", "www
 * acme.com")? Its beginning or end is missing then.
 */
export function isCut(text: string, { typed, start, end, stoodIn }: Candidate): boolean {
  if (stoodIn === 'email' || stoodIn === 'sign-in') return false;
  const before = text.slice(Math.max(0, start - near), start);
  if (ownBeginning.test(before) && typed.includes('.') && !/^(?:\*|www)/i.test(typed)) return true;
  return lostEnding(typed, text.slice(end, end + near));
}

function lostEnding(typed: string, behind: string): boolean {
  const dotted = /^\s{1,3}\.\s?([a-z]{2,63})(?![\p{L}\p{N}])/iu.exec(behind)?.[1];
  if (dotted !== undefined && typed.includes('.') && hasKnownEnding(dotted)) return true;
  const apart = /^(?:[,;]\s{1,3}\.|\s?[-–—]\s?\.?)([a-z]{2,6})(?![\p{L}\p{N}.-])/iu.exec(behind)?.[1];
  if (apart !== undefined && isJoint(`${typed}.${apart}`) && !wordEndings.has(apart.toLowerCase())) return true;
  const found = /^(?:([,;:!|'`´])(\s{0,3})|(\s{1,3}))([a-z]{2,6})(?![\p{L}\p{N}'’-]|\.[\p{L}\p{N}])(.?)/iu.exec(behind);
  const [, sign = '', space = '', , ending = '', next = ''] = found ?? [];
  if (ending === '' || !typed.includes('.')) return false;
  const isWord = wordEndings.has(ending.toLowerCase());
  if (isJoint(`${typed.replace(/\.$/, '')}.${ending}`)) return !isWord || next === '';
  return sign !== '' && ',;'.includes(sign) && space === '' && ending.length <= 3 && !isWord && hasKnownEnding(ending);
}

/** Does a name end in an ending of several parts, such as `co.uk`? */
function isJoint(name: string): boolean {
  const { publicSuffix, isIcann } = parse(name, { validateHostname: false });
  return isIcann === true && publicSuffix !== null && publicSuffix.includes('.') && publicSuffix !== name.toLowerCase();
}

/**
 * A piece without the first word of the next sentence, where the space between them is missing: "acme.co.uk.it was
 * lost", "www.acme.com.Please".
 * @returns the piece as it is where it holds no such word; `null` where nobody can tell
 */
export function withoutSentence(text: string, candidate: Candidate): Candidate | null {
  const { typed, end, stoodIn } = candidate;
  const dot = typed.lastIndexOf('.');
  const [name, last] = [typed.slice(0, dot), typed.slice(dot + 1)];
  if (stoodIn !== 'text' || !name.includes('.') || last === '' || isJoint(typed)) return candidate;
  const begins = /^\p{Lu}\p{Ll}+$/u.test(last) && !/^\p{Lu}/u.test(typed);
  const word = wordEndings.has(last.toLowerCase());
  const goesOn = /^\s{1,3}\p{L}/u.test(text.slice(end, end + near));
  const ofFile = fileExtensions.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
  if (goesOn && word && ofFile) return null;
  if (!goesOn || (!word && !begins) || !('name' in hostNameFrom(name))) return candidate;
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (!isJoint(name) && !plainEndings.has(ending)) return word && ending.length === 2 ? null : candidate;
  return { ...candidate, typed: name, end: end - last.length - 1 };
}
