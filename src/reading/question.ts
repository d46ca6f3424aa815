const OPENERS =
  /^(?:and |but |so |then |also |ok |okay |hi |hello |please |sorry |wait |hang on |hm+ |well |oh |er |um )*(?:what|whats|where|wheres|when|who|whos|whom|whose|why|how|hows|which|can|could|may|might|must|should|shall|will|would|do|does|did|is|are|am|was|were|has|have|had|isnt|arent|dont|doesnt|cant|wont|any idea|tell me|explain|remind me|(?:i|we) (?:just )?(?:want|need|would like|like) to know|(?:id|wed) like to know|(?:i|we) wonder|im wondering|were wondering)\b/;

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
