/** What was meant by a text. */
export interface Match {
  decision: 'answer' | 'clarify' | 'unknown';
  /** The entry that answers; `null` unless the decision is `answer`. */
  entry: string | null;
  /** Entries that answer further questions of the same message. */
  also: string[];
  /** 0 to 1: how likely the first of the ranking is right. */
  confidence: number;
  /** The five best entries. */
  ranking: { id: string; confidence: number }[];
  /** Two or three entries to choose from when the decision is `clarify`. */
  choices: string[];
  /** The step that the question is about, where the entry stands for questions about steps. */
  step: { procedure: string; step: string } | null;
  /** The subject outside the FAQ that the text is about, where that is known. */
  outside: string | null;
  /** For explaining: the phrasings most alike, best first, and the words shared with the first of them. */
  nearest: { phrasing: string; entry: string; similarity: number }[];
  words: string[];
}

export interface MatchOptions {
  /** Where the customer stands in a guide; near ties between steps go to it. */
  at?: { procedure: string; step: string };
}
