import { fold } from '../text/fold.js';
import type { Span } from '../text/span.js';

/** Between two mentions: the second takes the first one's place ("3 May, no, 4 May"). */
const corrects =
  /\b(?:sorry|i mean|i meant|meant to|actually|correction|corrected|wait|scratch that|scrap that|strike that|make (?:that|it)|oops|whoops|my mistake|typo|mistyped|misspelt|misspelled|should (?:be|have been|read)|change (?:that|it)|or rather|but rather|no rather|hang on|hold on)\b|\bno\b[\s,.;:!-]*(?:(?:it|i|make|that|the|on|was|is|its|it's|that's|rather|not|wrong)\b|$)|^\s*,?\s*rather\b|\*\s*$/;
/** Right before a mention: it is the one that is not meant. */
const denies =
  /(?:\b(?:not|never|rather than|instead of|isn't|isnt|wasn't|wasnt|aren't|weren't)|\bdon't (?:think|believe) (?:it was|it's|it is|that)?)\s+(?:(?:on|in|the|for|it|it's|a|from|of|at)\s+)*["'(*]*$/;
const longestGap = 60;

/**
 * Which of several mentions the speaker stands by: those that are denied ("not 3 May but 4 May", "b.com, not a.com")
 * and those that a later one corrects ("3 May, sorry, 4 May") fall away.
 * @param mentions in the order in which they stand
 */
export function standing<T extends Span>(text: string, mentions: T[]): T[] {
  const plain = fold(text);
  let kept: T[] = [];
  let end = 0;
  for (const mention of mentions) {
    const gap = plain.slice(Math.max(end, mention.start - longestGap), mention.start);
    const denied = denies.test(gap);
    if (kept.length > 0 && !denied && mention.start - end <= longestGap && corrects.test(gap)) kept = [];
    if (!denied) kept.push(mention);
    end = mention.end;
  }
  return kept;
}
