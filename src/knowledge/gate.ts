/** A question of the gate with the entry expected, `null` where none answers it. */
export interface GateQuestion {
  text: string;
  /** The entry expected first. */
  entry: string | null;
  /** Others that a fair reader would accept. */
  orElse: string[];
  /** `near` or `far` for questions outside the FAQ. */
  outside?: 'near' | 'far';
  /** plain, terse, mistyped, rambling, not-native, colloquial, angry, technical, symptom, paraphrase … */
  style: string;
}
