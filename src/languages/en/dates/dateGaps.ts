/** What stands between two dates of a text, as it was typed, and makes something of the two. */
export const dateGaps = {
  /** "The end of March *or early* April". */
  orPart: (gap: string) => /^[\s,]*or\s+(?:(?:maybe|perhaps|possibly|in|at|the)\s+)*$/i.test(gap),
  /** "3 May *or* 4 May", "3 May *to* 4 May": one of the two. */
  choice: (gap: string) => /^\s*(?:or|[-–/]|to|until|till)\s+(?:(?:maybe|perhaps|possibly|on|the)\s+)*$/i.test(gap),
  /** "Last year *on* 3 May". */
  on: (gap: string) => /^[\s,]*(?:(?:on|the)\s+)*$/i.test(gap),
  /** "Last Friday *or* Saturday". */
  or: (gap: string) => /^\s*or\s+(?:on\s+)?$/i.test(gap),
};
