import {
  afterName,
  fileStems,
  nameCues,
  sentenceEnds,
  sentenceWords,
  strongNameCues,
  wordEndings,
} from '../languages/en/hostNameWords.js';
import type { Candidate } from './hostNameCandidates.js';

/** Endings of files that are top-level domains as well. */
const fileEndings = new Set(['zip', 'mov', 'md', 'py', 'rs', 'sh', 'pl', 'ps', 'cab', 'so']);
/** Those that are one only behind a usual name of such a file: "chain.ca", "id.pub". */
const looseFileEndings = new Set(['ca', 'pub', 'store', 'in', 'id', 'host', 'new', 'ac', 'cc']);
const products = new Set([
  'asp.net',
  'microsoft.net',
  'vb.net',
  'ado.net',
  'ml.net',
  'paint.net',
  'socket.io',
  'draw.io',
  'node.js',
  'next.js',
  'notepad.exe',
]);

/**
 * `name`, or what a piece that could be a host name is more likely to be: a file, a product, an abbreviation, two
 * sentences without a space.
 */
export type Likeness = 'name' | 'file' | 'product' | 'abbreviation' | 'sentences';

/** What a piece of text that is a valid host name is likely to be. `short`: it is nearly all that was typed. */
export function likenessOf({ typed, stoodIn, before, after, alone }: Candidate, short: boolean): Likeness {
  if (stoodIn === 'url' || stoodIn === 'subject' || /^(?:\*|www\d?)\./i.test(typed)) return 'name';
  if (stoodIn === 'speech') return short || nameCues.has(before) || typed.split('.').length > 2 ? 'name' : 'sentences';
  const parts = typed.replace(/\.$/, '').split('.');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (products.has(typed.toLowerCase().replace(/\.$/, ''))) return 'product';
  if (parts.every((part) => part.length === 1) || (parts.length === 2 && first.length === 1 && last.length <= 2))
    return 'abbreviation';
  if (/^\p{Lu}\p{Ll}+$/u.test(last) && !/^\p{Lu}/u.test(first)) return 'sentences';
  if (parts.length > 2) return 'name';
  const [stem, ending] = [first.toLowerCase(), last.toLowerCase()];
  if (fileEndings.has(ending) || (fileStems.has(stem) && looseFileEndings.has(ending))) return 'file';
  if (alone || !wordEndings.has(ending)) return 'name';
  if (sentenceEnds.has(stem)) return 'sentences';
  const goesOn = sentenceWords.has(ending) && after !== '' && !afterName.has(after);
  if (goesOn && !strongNameCues.has(before)) return 'sentences';
  return short || nameCues.has(before) ? 'name' : 'sentences';
}
