const OPENERS =
  /^(?:and |but |so |then |also |ok |okay |hi |hello |please |sorry |wait |hang on |hm+ |well |oh |er |um )*(?:what|whats|where|wheres|when|who|whos|whom|whose|why|how|hows|which|can|could|may (?:i|we|it|they|the|my|our)|might|must|should|shall|will|would|do|does|did|is|are|am|was|were|has|have|had|isnt|arent|dont|doesnt|cant|wont|any idea|tell me|explain|remind me|(?:i|we) (?:just )?(?:want|need|would like|like) to know|(?:id|wed) like to know|(?:i|we) wonder|im wondering|were wondering)\b/;

/** Sentences of a message, each with its closing mark. A dot inside a host name, number or abbreviation ends nothing. */
export function sentences(text: string): string[] {
  return text
    .split(/(?<=[?!])\s+|(?<=[^\s.]{2}\.)\s+(?=\S)|[\r\n]+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
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

/** Where a part of a sentence may end and a question begin. */
const BOUNDARY = /(?:[,;:.!]|\s[-–—])\s+/g;
/** What follows depends on it, so it tells nothing. */
const CONDITION = /^\W*(?:if|when|once|in case|suppose|supposing|assuming|after|before|because|since|as)\b/i;

/** What a message tells and what it asks, apart: of "the same, can I reuse my CSR?" the first part tells. */
export function tellingAndAsking(text: string): { tells: string[]; asks: string[] } {
  const tells: string[] = [];
  const asks: string[] = [];
  for (const sentence of sentences(text)) {
    const at = isQuestion(sentence) ? askedFrom(sentence) : sentence.length;
    if (at > 0) tells.push(sentence.slice(0, at).trim());
    if (at < sentence.length) asks.push(sentence.slice(at));
  }
  return { tells, asks };
}

/** Where the question begins in a sentence that ends in one. */
function askedFrom(sentence: string): number {
  if (CONDITION.test(sentence)) return 0;
  const ends = [...sentence.matchAll(BOUNDARY)].map(({ index, 0: { length } }) => index + length);
  return (
    ends.find((at) => !isQuestion(sentence.slice(0, at)) && isQuestion(sentence.slice(at).replace(/\W+$/, ''))) ?? 0
  );
}

/** The parts of a message between commas, full stops and "and" or "but". */
export function clauses(text: string): string[] {
  return text.split(/\s*(?:[,;!?]+\s+|[.!?]+(?:\s+|$)|\s[-–—]\s|\b(?:and|but|so)\s+)/).filter((part) => part !== '');
}
