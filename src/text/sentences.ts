const SENTENCE_END = /(?<=[?!])\s+|(?<=[^\s.]{2}\.)\s+(?=\S)|(?<=\.{2,}|…)\s+|[\r\n]+/g;

/**
 * Sentences of a message, each with its closing mark. A dot inside a host name, number or abbreviation ends nothing.
 */
export function sentences(text: string): string[] {
  return text
    .split(SENTENCE_END)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** Offsets at which the sentences of a text begin; the first is 0. */
export function sentenceStarts(text: string): number[] {
  return [0, ...[...text.matchAll(SENTENCE_END)].map((match) => match.index + match[0].length)];
}
