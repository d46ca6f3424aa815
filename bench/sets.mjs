// The question sets, sampled alike for every matcher: so many phrasings an intent by a fixed seed, the rest asked.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the published sets lie; README.md tells where they come from. */
const folder = process.env.CERTDESK_BENCH_SETS ?? join(import.meta.dirname, '..', '..', 'shared', 'datasets');

/** A small generator of numbers from 0 to 1, the same for the same seed on every machine (mulberry32). */
export function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled(list, next) {
  const mixed = [...list];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}

/** Whether that published set is there. */
export function isThere(name) {
  return existsSync(join(folder, `${name}.json`));
}

function read(name) {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

/** BANKING77 or CLINC150: ten phrasings an intent to learn from, the published test set to ask, questions of no intent. */
export function published(name, seed, perIntent = 10) {
  const { train, test, oosTest = [] } = read(`${name}.json`);
  const byIntent = new Map();
  for (const [text, intent] of train) byIntent.set(intent, [...(byIntent.get(intent) ?? []), text]);
  const next = numbers(seed * 7919 + perIntent);
  const targets = [...byIntent.keys()]
    .sort()
    .map((id) => ({ id, phrasings: shuffled(byIntent.get(id), next).slice(0, perIntent) }));
  return { targets, test, strangers: oosTest };
}

/** The seven FAQ pages: of an entry's twelve phrasings eight to learn from and four to ask, three times over, so that each is asked once. */
export function pages(seed, perEntry = 8) {
  const next = numbers(seed * 7919 + perEntry);
  return Object.values(JSON.parse(readFileSync(join(import.meta.dirname, 'support-pages.json'), 'utf8'))).flatMap(
    (page) => {
      const entries = Object.entries(page).map(([id, phrasings]) => [id, shuffled(phrasings, next)]);
      return [0, 1, 2].map((third) => {
        const isAsked = (_, index) => index % 3 === third;
        return {
          targets: entries.map(([id, phrasings]) => ({
            id,
            phrasings: phrasings.filter((text, index) => !isAsked(text, index)),
          })),
          test: entries.flatMap(([id, phrasings]) => phrasings.filter(isAsked).map((text) => [text, id])),
        };
      });
    },
  );
}

const NEAR = {
  q: 'wa',
  w: 'qes',
  e: 'wrd',
  r: 'etf',
  t: 'ryg',
  y: 'tuh',
  u: 'yij',
  i: 'uok',
  o: 'ipl',
  p: 'ol',
  a: 'qsz',
  s: 'adwx',
  d: 'sfec',
  f: 'dgrv',
  g: 'fhtb',
  h: 'gjyn',
  j: 'hkum',
  k: 'jlim',
  l: 'kop',
  z: 'axs',
  x: 'zcsd',
  c: 'xvdf',
  v: 'cbfg',
  b: 'vngh',
  n: 'bmhj',
  m: 'njk',
};

/** A text with typing errors: in three of ten words of four letters or more a neighbouring key, two letters swapped, or one left out. */
export function mistyped(text, next) {
  const slip = (word) => {
    if (!/^[A-Za-z']{4,}[?.,!]*$/.test(word) || next() >= 0.3) return word;
    const letters = word.replace(/[?.,!]+$/, '').length;
    const at = 1 + Math.floor(next() * (letters - 1));
    const kind = Math.floor(next() * 3);
    const keys = NEAR[word[at].toLowerCase()];
    if (kind === 0 && keys) return word.slice(0, at) + keys[Math.floor(next() * keys.length)] + word.slice(at + 1);
    if (kind === 1) {
      const first = Math.min(at, letters - 2);
      return word.slice(0, first) + word[first + 1] + word[first] + word.slice(first + 2);
    }
    return word.slice(0, at) + word.slice(at + 1);
  };
  return text.split(' ').map(slip).join(' ');
}
