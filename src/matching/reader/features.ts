import {
  agreements,
  bareContraction,
  bygones,
  denialEnds,
  denialReach,
  denials,
  hedges,
  suppositions,
} from '../../languages/en/markWords.js';
import { isQuestion } from '../../languages/en/questions.js';
import { sentences } from '../../text/sentences.js';
import { stem } from '../../text/stem.js';
import { writtenOut } from '../words.js';
import { masked } from './masked.js';

/** Characters and words read of a text. */
const LIMITS = { characters: 600, words: 80 };
/** What a run of letters counts beside a word: there are many of them. */
const LETTERS = 0.4;
/** A reply of at most so many words is read with each word beside what was asked. */
const SHORT = 8;

interface Token {
  word: string;
  stem: string;
  denied: boolean;
}

/** Marks of a text: what it does beside what it says. */
const MARKS: [name: string, words: ReadonlySet<string>][] = [
  ['denies', denials],
  ['hedges', hedges],
  ['supposes', suppositions],
  ['over', bygones],
  ['agrees', agreements],
];

/**
 * A text's features by name with what each counts; what is open stands with the features that a question changes the
 * meaning of.
 */
export function featuresOf(text: string, open: string): Map<string, number> {
  const tokens = tokensOf(text);
  const stems = tokens.map((token) => token.stem);
  const features = new Map<string, number>();
  const add = (name: string, value = 1) => {
    if ((features.get(name) ?? 0) < value) features.set(name, value);
  };
  // A denied word is another word: with "dead" and "not dead" alike, a server that isn't would be.
  const together = (at: number, before: number) => (tokens[at]!.denied && tokens[at - before]!.denied ? 'n' : '');
  tokens.forEach(({ word, stem: own, denied }, at) => {
    const mark = denied ? 'n' : '';
    add(`${mark}w:${own}`);
    if (at > 0) add(`${together(at, 1)}p:${stems[at - 1]} ${own}`);
    if (at > 1) add(`${together(at, 2)}s:${stems[at - 2]} * ${own}`);
    for (const run of lettersOf(word)) add(mark + run, LETTERS);
  });
  const [first = '', second = ''] = stems;
  add(`f:${first}`);
  add(`ff:${first} ${second}`);
  add(`l:${stems.at(-1) ?? ''}`);
  const marks = marksOf(text, tokens);
  for (const mark of marks) {
    add(`m:${mark}`);
    add(`om:${open}|${mark}`);
  }
  add(`o:${open}`);
  add(`of:${open}|${first} ${second}`);
  for (const { word, stem: own, denied } of tokens) {
    if (tokens.length <= SHORT || agreements.has(word) || denials.has(word)) add(`ow:${open}|${own}`);
    if (denied) add(`on:${open}|${own}`);
  }
  return features;
}

/** Words in order, each with its stem and whether it stands in the scope of a denial. */
function tokensOf(text: string): Token[] {
  const plain = writtenOut(masked(text.slice(0, LIMITS.characters))).replace(bareContraction, '$1 not');
  const tokens: Token[] = [];
  let left = 0;
  for (const part of plain.match(/[\p{L}\p{N}_]+|[.,;:!?]/gu) ?? []) {
    if (tokens.length === LIMITS.words) break;
    if (denialEnds.has(part) || (part.length === 1 && '.,;:!?'.includes(part))) left = 0;
    if (/[.,;:!?]/.test(part)) continue;
    tokens.push({ word: part, stem: stem(part), denied: left > 0 });
    left = denials.has(part) ? denialReach : Math.max(0, left - 1);
  }
  return tokens;
}

function lettersOf(word: string): string[] {
  if (word.length < 3 || word.length > 40 || word.endsWith('_')) return [];
  const edged = `<${word}>`;
  return [3, 4].flatMap((size) =>
    Array.from({ length: Math.max(0, edged.length - size + 1) }, (_, at) => `c:${edged.slice(at, at + size)}`),
  );
}

function marksOf(text: string, tokens: Token[]): string[] {
  const marks = MARKS.flatMap(([name, words]) => (tokens.some(({ word }) => words.has(word)) ? [name] : []));
  const asked = sentences(text.slice(0, LIMITS.characters));
  const questions = asked.filter(isQuestion).length;
  if (questions > 0) marks.push('asks');
  if (questions > 0 && questions === asked.length) marks.push('only asks');
  if (/\?\s*$/.test(text)) marks.push('ends in ?');
  marks.push(`length ${Math.min(6, Math.floor(Math.log2(tokens.length + 1)))}`);
  return marks;
}
