/** Why an act can't be done, for the one who tried: which rule stands against it, and who has the case. */
export interface Refused {
  /**
   * `taken`: somebody else has it. `not-yours`: nobody or somebody else has it. `over`: it is settled. `left`: the
   * customer has ended the conversation.
   */
  code: 'taken' | 'not-yours' | 'over' | 'left' | 'needs-reason' | 'no-such-outcome' | 'no-such-fact' | 'no-such-group';
  /** The name of the agent who has it; null where nobody does. */
  agent: string | null;
}
