import { isCommonWord } from '../languages/en/commonWords.js';
import { contactWords as said } from '../languages/en/contactWords.js';
import { hostNameFrom } from './hostNameRules.js';

/** What a text gives of how its writer can be reached. */
export interface ContactRead {
  name?: string;
  email?: string;
  telephone?: string;
  /** What is meant for an e-mail address and isn't one. */
  wrongEmail?: string;
  /** What else the text says; empty where it says nothing more. */
  rest: string;
}

/** Longer texts are read only so far. */
const LONGEST = 2000;
/** RFC 5321, 4.5.3.1. */
const [LONGEST_LOCAL, LONGEST_EMAIL] = [64, 254];
const LONGEST_NAME = 80;
const MOST_WORDS = 4;
const LONGEST_WORD = 40;
/** A key that was held down. */
const HELD_DOWN = /(\p{L})\1{3}/iu;

/** Pieces of a list or sentences, each of which may be a name, an address, a number. */
const BREAKS = /(?:(?<!@[^\s,;]*),|,(?=\s|$))+|[;\n|]+|(?<=[\p{Ll}\p{N}]{3,}[.!?])\s+|\s+(?:and|&|or|-|–)\s+/giu;
const EMAIL = /(?:mailto:)?[^\s<>()[\]"“”,;:]*@[^\s<>()[\]"“”;:]*/u;
const TELEPHONE =
  /(?<![\p{L}\p{N}.])(?:\+|\()?\d[\d\s().–-]{4,22}\d(?:\s*(?:ext\.?|extension|x)\s*\d{1,5})?(?![\p{L}\p{N}])/iu;
const DATE = /^(?:\d{1,2}[.\s-]\d{1,2}[.\s-]\d{2,4}|\d{4}-\d\d-\d\d)$/;
const WORD = /^\p{L}[\p{L}\p{M}'’-]*\.?$/u;

interface Piece {
  text: string;
  /** What of it was taken. */
  taken: string[];
}

/**
 * How the writer of a text can be reached, where it says so.
 * @param asked it was asked for: a bare name or number is one then. Unasked, it must be said to be the writer's, or
 * stand alone
 *
 * @example
 * readContact('Joe Bloggs, joe@foo.co.uk', { asked: true })
 * // { name: 'Joe Bloggs', email: 'joe@foo.co.uk', rest: '' }
 */
export function readContact(text: string, { asked }: { asked: boolean }): ContactRead {
  const whole = text.slice(0, LONGEST);
  const pieces = whole.split(BREAKS).map((piece): Piece => ({ text: piece.trim(), taken: [] }));
  const read: Omit<ContactRead, 'rest'> = {};
  for (const piece of pieces) {
    readEmail(piece, asked, read);
    readTelephone(piece, asked, read);
  }
  const reached = read.email !== undefined || read.telephone !== undefined || read.wrongEmail !== undefined;
  for (const piece of pieces) readName(piece, { asked, reached, alone: pieces.length === 1 }, read);
  if (pieces.every(({ taken }) => taken.length === 0)) return { rest: text };
  return { ...read, rest: restOf(pieces) };
}

/** What is written on a form's line for an e-mail address. @returns null where it isn't one */
export function emailFrom(typed: string): string | null {
  const email = typed.trim().replace(/^mailto:/i, '');
  const at = email.lastIndexOf('@');
  const [local, domain] = [email.slice(0, at), email.slice(at + 1)];
  const ours = /^[\p{L}\p{N}!#$%&'*+/=?^_`{}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{}~-]+)*$/u;
  if (at < 1 || local.length > LONGEST_LOCAL || email.length > LONGEST_EMAIL || !ours.test(local)) return null;
  if (domain.includes('*') || domain.endsWith('.')) return null;
  return 'name' in hostNameFrom(domain) ? email : null;
}

/** What is written on a form's line for a name or a number: one line, as short as such things are. */
export function lineFrom(typed: string, longest = LONGEST_NAME): string | null {
  const line = typed
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, longest)
    .trim();
  return line === '' ? null : line;
}

function readEmail(piece: Piece, asked: boolean, read: ContactRead | Omit<ContactRead, 'rest'>): void {
  const [found] = EMAIL.exec(piece.text) ?? [];
  if (found === undefined) {
    const named = said.emailNamed.exec(piece.text);
    if (!named || !/[.\d]/.test(named[1]!) || said.denied.test(piece.text)) return;
    read.wrongEmail ??= trimmed(named[1]!);
    piece.taken.push(named[0]);
    return;
  }
  const address = trimmed(found);
  const before = piece.text.slice(0, piece.text.indexOf(found));
  const own = asked || said.email.test(before) || isAlone(piece.text, found);
  if (!own || said.denied.test(before)) return;
  const email = emailFrom(address);
  if (email === null) read.wrongEmail ??= address.slice(0, LONGEST_EMAIL);
  else read.email = email;
  const [cue = ''] = said.email.exec(before) ?? [];
  piece.taken.push(`${cue}${found}`);
}

function readTelephone(piece: Piece, asked: boolean, read: Omit<ContactRead, 'rest'>): void {
  const text = without(piece);
  const [found] = TELEPHONE.exec(text) ?? [];
  if (found === undefined || DATE.test(found.trim())) return;
  const before = text.slice(0, text.indexOf(found));
  const digits = found.replace(/\D/g, '').length;
  const cued = said.telephone.test(before);
  if (digits > 17 || (said.otherNumber.test(text) && !cued) || said.denied.test(before)) return;
  const whole = /^[+(]?0|^\+/.test(found) && digits >= (asked ? 9 : 10);
  if (!(cued && digits >= 6) && !(whole && (asked || isAlone(text, found)))) return;
  read.telephone = found.replace(/\s+/g, ' ').trim();
  piece.taken.push(found);
}

function readName(
  piece: Piece,
  { asked, reached, alone }: { asked: boolean; reached: boolean; alone: boolean },
  read: Omit<ContactRead, 'rest'>,
): void {
  if (read.name !== undefined) return;
  const text = without(piece);
  const naming = said.naming.exec(text);
  const cue = naming ?? said.perhapsNaming.exec(text);
  if (cue) {
    const [name = ''] = text.slice(cue.index + cue[0].length).split(said.behindName);
    const line = nameFrom(name, { capitals: naming === null });
    if (line === null) return;
    read.name = line;
    piece.taken.push(`${cue[0]}${name.trim()}`);
    return;
  }
  if (piece.taken.length > 0) {
    // "Joe joe@foo.co.uk", "Joe on 01224 555018".
    const line = asked || reached ? nameFrom(withoutAround(text), { capitals: true }) : null;
    if (line === null) return;
    read.name = line;
    piece.taken.push(line);
    return;
  }
  if (!(reached || (asked && alone))) return;
  const line = nameFrom(text, { capitals: !reached && /\s/.test(text) });
  if (line === null) return;
  read.name = line;
  piece.taken.push(piece.text);
}

/** A text that is a name and nothing else: a few words, none of them everyday's, or all written as names are. */
function nameFrom(text: string, { capitals }: { capitals: boolean }): string | null {
  const words = text
    .replace(/[.!?]+$/, (end) => (/\b\p{L}\.$/u.test(text) ? end : ''))
    .trim()
    .split(/\s+/);
  if (words.length > MOST_WORDS || words.some((word) => !WORD.test(word) || word.length > LONGEST_WORD)) return null;
  if (HELD_DOWN.test(text)) return null;
  const own = words.filter((word) => !said.titles.has(plain(word)));
  const uncommon = own.filter((word) => isName(plain(word)) || /^\p{L}\.$/u.test(word));
  const written = own.every((word) => /^\p{Lu}/u.test(word));
  if (own.length === 0 || (capitals && !written)) return null;
  if (uncommon.length === own.length || (written && own.length > 1 && uncommon.length > 0))
    return lineFrom(words.join(' '));
  return null;
}

const isName = (word: string) => !isCommonWord(word) && !said.around.has(word) && !said.replies.has(word);
const plain = (word: string) => word.toLowerCase().replace(/[.’']/g, '');
const trimmed = (address: string) => address.replace(/^mailto:/i, '').replace(/[.,!?'’*_]+$/, '');
const isAlone = (text: string, found: string) => withoutAround(text.replace(found, ' ')) === '';

/** A piece without what was taken of it. */
const without = ({ text, taken }: Piece) => taken.reduce((left, one) => left.replace(one, ' '), text).trim();

function withoutAround(text: string): string {
  return (text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]*|\S/gu) ?? [])
    .filter((word) => /[\p{L}\p{N}]/u.test(word) && !said.around.has(plain(word)))
    .join(' ');
}

/** What the pieces say besides; those that only led to what was taken say nothing. */
function restOf(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) =>
      piece.taken.length === 0 ? piece.text : withoutAround(without(piece)) === '' ? '' : without(piece),
    )
    .filter((text) => withoutAround(text) !== '' || /\?/.test(text))
    .join(', ');
}
