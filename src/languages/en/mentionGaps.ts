const CORRECTS =
  /\b(?:sorry|i mean|i meant|meant to|actually|correction|corrected|wait|scratch that|scrap that|strike that|make (?:that|it)|oops|whoops|my mistake|typo|mistyped|misspelt|misspelled|should (?:be|have been|read)|change (?:that|it)|or rather|but rather|no rather|hang on|hold on)\b|\bno\b[\s,.;:!-]*(?:(?:it|i|make|that|the|on|was|is|its|it's|that's|rather|not|wrong)\b|$)|^\s*,?\s*rather\b|\*\s*$/;
const DENIES =
  /(?:\b(?:not|never|rather than|instead of|isn't|isnt|wasn't|wasnt|aren't|weren't)|\bdon't (?:think|believe) (?:it was|it's|it is|that)?)\s+(?:(?:on|in|the|for|it|it's|a|from|of|at)\s+)*["'(*]*$/;

/** Between two dates or names, in folded text: the second takes the first one's place ("3 May, no, 4 May"). */
export function correctsBetween(gap: string): boolean {
  return CORRECTS.test(gap);
}

/** Right before a date or name, in folded text: it is the one that is not meant. */
export function deniesNext(gap: string): boolean {
  return DENIES.test(gap);
}
