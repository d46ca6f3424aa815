import type { Candidate } from './hostNameCandidates.js';

/** Endings of files that are top-level domains as well. */
const fileEndings = new Set(['zip', 'mov', 'md', 'py', 'rs', 'sh', 'pl', 'ps', 'cab', 'so']);
/** Top-level domains that are words, so that a full stop without its space makes a name of two sentences ("lost it.is there"). */
const words = new Set(
  (
    'it is in to so no my as at do me be am us by or if an we he go of on im id la de es mr ms pm tv cc bz ' +
    'help host here how now one open page plus network group global cloud live email call click contact services you see like save safe security run win work works world man men meet cash care day date ' +
    'cool best fast free fun fyi today new got can case link name support got ist get buy fan fit fail what where test example please thank yes any also and but there'
  ).split(' '),
);
/** Words before a name which say that one follows. */
const cues = new Set(
  'for is of domain site website host hostname name cn called named url address server at was be www on to and or from use using needs need with certificate cert common said it’s its'.split(
    ' ',
  ),
);
/** First parts that end a sentence rather than begin a name. */
const sentenceEnds = new Set(
  'it that this me you them us server servers key keys certificate cert password passwords backup file lost now again help working work know name done gone one too ok yes no so then there here stolen broken down days order site machine computer pc disk'.split(
    ' ',
  ),
);
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

/** `name`, or what a piece that could be a host name is more likely to be: a file, a product, an abbreviation, two sentences without a space. */
export type Likeness = 'name' | 'file' | 'product' | 'abbreviation' | 'sentences';

/** What a piece of text that is a valid host name is likely to be. `short`: it is nearly all that was typed. */
export function likenessOf({ typed, stoodIn, before, alone }: Candidate, short: boolean): Likeness {
  if (stoodIn === 'url' || stoodIn === 'subject' || /^(?:\*|www\d?)\./i.test(typed)) return 'name';
  const parts = typed.replace(/\.$/, '').split('.');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (products.has(typed.toLowerCase().replace(/\.$/, ''))) return 'product';
  if (parts.every((part) => part.length === 1) || (parts.length === 2 && first.length === 1 && last.length <= 2))
    return 'abbreviation';
  if (/^\p{Lu}\p{Ll}+$/u.test(last) && !/^\p{Lu}/u.test(first)) return 'sentences';
  if (parts.length > 2) return 'name';
  if (fileEndings.has(last.toLowerCase())) return 'file';
  if (!words.has(last.toLowerCase())) return 'name';
  if (alone) return 'name';
  return (short || cues.has(before)) && !sentenceEnds.has(first.toLowerCase()) ? 'name' : 'sentences';
}
