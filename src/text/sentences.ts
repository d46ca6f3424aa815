const OPENERS =
  /^(?:and |but |so |then |also |ok |okay |hi |hello |please |sorry |wait |hang on |hm+ |well |oh |er |um )*(?:what|whats|where|wheres|when|who|whos|whom|whose|why|how|hows|which|can|could|may (?:i|we|it|they|the|my|our)|might|must|should|shall|will|would|do|does|did|is|are|am|was|were|has|have|had|isnt|arent|dont|doesnt|cant|wont|any idea|tell me|explain|remind me|(?:i|we) (?:just )?(?:want|need|would like|like) to know|(?:id|wed) like to know|(?:i|we) wonder|im wondering|were wondering)\b/;

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

/** Whether a sentence asks: it ends in a question mark or opens as English questions do. */
export function isQuestion(sentence: string): boolean {
  const plain = sentence
    .trim()
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[,;:]\s*/g, ' ');
  return plain.replace(/["”)\s]+$/, '').endsWith('?') || OPENERS.test(plain);
}
