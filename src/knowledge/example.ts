/** A message that a customer might write, with what is to be read from it: the reader learns from these. */
export interface Example {
  text: string;
  /** What was asked before: a fact's name, `confirm`, `summary`, `offer` or `none`. */
  open: string;
  /**
   * By fact, an option (`yes` or `no` for a yes-no fact), `unsure` or `none`; by one of {@link ownHeads}, one of its
   * labels.
   */
  labels: Record<string, string>;
}

/** What is read from a message beside a form's facts, with the labels there are. */
export const ownHeads: Record<string, readonly string[]> = {
  /** What it does to what was asked. */
  act: ['yes', 'no', 'hedge', 'cannot', 'question', 'other'],
  /** Whose matter it is of, and whether it is one. */
  about: ['own', 'hypothetical', 'general', 'other', 'over'],
  control: ['none', 'cancel', 'startOver', 'back', 'person', 'pause', 'help', 'repeat'],
};

/** What may have been asked beside a form's facts. */
export const opens = ['confirm', 'summary', 'offer', 'none'];
