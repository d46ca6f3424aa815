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
