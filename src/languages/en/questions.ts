const OPENERS =
  /^(?:and |but |so |then |also |ok |okay |hi |hello |please |sorry |wait |hang on |hm+ |well |oh |er |um )*(?:what|whats|where|wheres|when|who|whos|whom|whose|why|how|hows|which|can|could|may (?:i|we|it|they|the|my|our)|might|must|should|shall|will|would|do|does|did|is|are|am|was|were|has|have|had|isnt|arent|dont|doesnt|cant|wont|any idea|tell me|explain|remind me|(?:i|we) (?:just )?(?:want|need|would like|like) to know|(?:id|wed) like to know|(?:i|we) wonder|im wondering|were wondering)\b/;

/** Whether a sentence asks: it ends in a question mark or opens as English questions do. */
export function isQuestion(sentence: string): boolean {
  const plain = sentence
    .trim()
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[,;:]\s*/g, ' ');
  return plain.replace(/["”)\s]+$/, '').endsWith('?') || OPENERS.test(plain);
}

const ASKING =
  'what|whats|where|wheres|when|who|whos|how|hows|which|why|can|could|do|does|is|are|will|would|should|must|may';

/**
 * Joins after which a second question may begin: "…, and where do I enrol?". A bare comma joins only before words that
 * open no relative clause ("what do I do, when it is lost" is one question).
 */
export const QUESTION_JOIN = new RegExp(
  [
    `(?:[,;.]\\s*|\\s+)(?:and|also|plus|but|or|&|\\+)\\s+(?:(?:also|then|if (?:not|so))[,\\s]+)*(?=(?:${ASKING})\\b)`,
    ',\\s+(?=(?:how|hows|what|whats|can|could|do|does|is|must)\\b)',
    ';\\s+',
  ].join('|'),
  'i',
);
