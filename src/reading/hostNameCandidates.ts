import { nameLabels, spokenNames } from '../languages/en/hostNameWords.js';
import type { Span } from '../text/span.js';
import { isAddress } from './hostNameRules.js';

/** A piece of a text that may be meant as a host name, cut out of a URL, a distinguished name, brackets, a sentence. */
export interface Candidate extends Span {
  /** The name alone, as typed. */
  typed: string;
  /** What it stood in: `url` and `subject` (a CN) are sure to be meant as names; `speech` is "acme dot com". */
  stoodIn: 'url' | 'subject' | 'email' | 'sign-in' | 'speech' | 'text';
  /** The word before it, in lower case. */
  before: string;
  /** The word after it, in lower case. */
  after: string;
  /** It is all that was typed. */
  alone: boolean;
}

/** A text may hold so many; what comes after is not looked at. */
const most = 120;
const subject = /(?:^|[\s,/;+="({[])(?:cn|common\s?name)\s{0,4}=\s{0,4}"?([^\s,/;+"<>)\]}]+)/gi;
const pieces = /[^\s<>"“”„«»()[\]{}|,;`'’‘!…、，；！？]+/g;

/**
 * Everything in a text that could be a host name, in order. A pasted distinguished name gives its CN and nothing
 * else.
 */
export function candidatesOf(text: string): Candidate[] {
  const subjects = [...text.matchAll(subject)].slice(0, most).map((match): Candidate => {
    const typed = match[1] ?? '';
    const start = match.index + match[0].length - typed.length;
    return { ...cut(typed, start), stoodIn: 'subject', before: '', after: '', alone: true };
  });
  if (subjects.length > 0) return subjects;
  const candidates: Candidate[] = [];
  const found = piecesOf(text);
  for (const [i, { piece, start, end, spoken }] of found.entries()) {
    const around = {
      before: wordOf(found[i - 1]?.piece),
      after: wordOf(found[i + 1]?.piece),
      alone: found.length === 1,
    };
    if (candidates.length >= most) break;
    if (spoken) candidates.push({ typed: piece, start, end, stoodIn: 'speech', ...around });
    else candidates.push(...candidateIn(piece, start).map((candidate) => ({ ...candidate, ...around })));
  }
  return candidates;
}

interface Piece extends Span {
  piece: string;
  /** It was said aloud, and is written out here. */
  spoken: boolean;
}

/** A text's pieces in order; a name said aloud is one. */
function piecesOf(text: string): Piece[] {
  const said = spokenNames(text).slice(0, most);
  const left = said.reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  );
  const written = Array.from(left.matchAll(pieces), ({ 0: piece, index }) => ({
    piece,
    start: index,
    end: index + piece.length,
    spoken: false,
  }));
  const spoken = said.map(({ name, start, end }) => ({ piece: name, start, end, spoken: true }));
  return spoken.length === 0 ? written : [...written, ...spoken].sort((a, b) => a.start - b.start);
}

function wordOf(piece = ''): string {
  return piece.toLowerCase().replace(/[.:?]+$/, '');
}

/** Takes off what a sentence or Markdown puts around a name. A single full stop at the end may be the root's. */
function cut(piece: string, at: number): { typed: string; start: number; end: number } {
  let [start, end] = [0, piece.length];
  const emphasis = /^(?:\*\*|__|~~|[*_](?!\.))/.exec(piece)?.[0] ?? '';
  if (emphasis && piece.length > 2 * emphasis.length && piece.replace(/[.:?]+$/, '').endsWith(emphasis)) {
    start = emphasis.length;
    end = piece.lastIndexOf(emphasis);
  }
  while (start < end && ':=>#~–—'.includes(piece[start] ?? '')) start += 1;
  while (end > start && ':=>~?–—'.includes(piece[end - 1] ?? '')) end -= 1;
  let dots = end;
  while (dots > start && piece[dots - 1] === '.') dots -= 1;
  if (end - dots >= 3) end = dots;
  return { typed: piece.slice(start, end), start: at + start, end: at + end };
}

function candidateIn(piece: string, at: number): Omit<Candidate, 'before' | 'after' | 'alone'>[] {
  const text = cut(piece, at);
  // A path on a disk.
  if (/^[a-z]:\\/i.test(text.typed)) return [];
  if (/^[0-9a-f.:]*(?:%\w+)?$/i.test(piece) && isAddress(piece)) return [{ ...text, typed: piece, stoodIn: 'text' }];
  const scheme = /^(?:[a-z][a-z0-9+.-]{0,20}:)?(?:\/{2,}|\\\\|(?<=:)\/)/i.exec(text.typed)?.[0] ?? '';
  const url = scheme.includes(':');
  let from = scheme.length;
  let rest = text.typed.slice(from);
  const end = rest.search(/[/?#\\]/);
  if (end >= 0) rest = rest.slice(0, end);
  if (rest.includes('@') || /^mailto:/i.test(rest))
    return [
      { ...text, typed: rest.replace(/^mailto:/i, ''), stoodIn: url && !/^mailto/i.test(scheme) ? 'sign-in' : 'email' },
    ];
  const port = /:\d{0,5}$/.exec(rest)?.[0] ?? '';
  if (port) rest = rest.slice(0, rest.length - port.length);
  // "Host:www.example.com", "dns=www.example.com": the name stands behind its label; another attribute's value is none.
  const label = /^([a-z]{1,20})[:=]/i.exec(rest)?.[0] ?? '';
  if (label.endsWith('=') && !nameLabels.has(label.slice(0, -1).toLowerCase())) return [];
  from += label.length;
  rest = rest.slice(label.length);
  const typed = cut(rest, text.start + from);
  if (typed.typed === '' || /^[\d.\-/]+$/.test(typed.typed))
    return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(typed.typed) ? [{ ...typed, stoodIn: 'text' }] : [];
  return [{ ...typed, stoodIn: url ? 'url' : 'text' }];
}
