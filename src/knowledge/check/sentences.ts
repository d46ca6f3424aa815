import type { Stretch } from '../read/sourceText.js';

/** A sentence of the source, without the number or letter it is listed under. */
export interface Sentence extends Stretch {
  text: string;
  /** From 1. */
  line: number;
}

const enumerator = /^(?:(?:step\s+)?(?:\d{1,3}|[a-z])[.):]+\s+|[-*•]\s+)+/i;
/** A new item of a list begins a sentence even where the one before has no full stop. */
const itemStart = /\n[ \t]*(?=(?:step\s+\d{1,3}|\d{1,3}|[a-z])[.):]+\s|[-*•]\s)/gi;
const sentenceEnd = /[.?!…]+["'”’)\]]*\s+(?=["'“‘([]*[\p{Lu}\p{N}]|\()/gu;
const abbreviation =
  /(?:^|[\s(["'“‘])(?:(?:\p{L}\.)*\p{L}|e\.?g|i\.?e|n\.?b|cf|vs|mr|mrs|ms|dr|st|inc|ltd|approx|tel|fig)\.$/iu;

/** The sentences of a page of running text, lists and headings. Blank lines end a sentence, other line ends do not. */
export function sentencesOf(text: string): Sentence[] {
  const ends = [...text.matchAll(/\n\s*\n/g), ...text.matchAll(itemStart), ...text.matchAll(sentenceEnd)]
    .filter((match) => match[0].startsWith('\n') || endsSentence(text, match))
    .map((match) => match.index + match[0].length)
    .sort((a, b) => a - b);
  const starts = [0, ...ends];
  return starts.flatMap((start, index) => sentence(text, start, starts[index + 1] ?? text.length));
}

/** "e.g. this", "a. Write" and "7. 4. How" go on after their full stop. */
function endsSentence(text: string, match: RegExpExecArray): boolean {
  const upToStop = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index + 1);
  if (match[0][0] !== '.') return true;
  return !abbreviation.test(upToStop) && enumerator.exec(`${upToStop.trim()} `)?.[0].trim() !== upToStop.trim();
}

function sentence(text: string, from: number, to: number): Sentence[] {
  const whole = text.slice(from, to);
  const indented = whole.length - whole.trimStart().length;
  const listed = enumerator.exec(`${whole.trim()} `)?.[0].length ?? 0;
  const start = from + indented + listed;
  const words = text.slice(start, to).trim();
  if (!/[\p{L}\p{N}]/u.test(words)) return [];
  return [
    {
      text: words.replace(/\s+/g, ' '),
      start,
      end: start + words.length,
      line: text.slice(0, start).split('\n').length,
    },
  ];
}
