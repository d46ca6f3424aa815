import { correctsBetween, deniesNext } from '../languages/en/mentionGaps.js';
import { fold } from '../text/fold.js';
import type { Span } from '../text/span.js';

const longestGap = 60;

/**
 * Which of several mentions the speaker stands by: those that are denied ("not 3 May but 4 May", "b.com, not a.com")
 * and those that a later one corrects ("3 May, sorry, 4 May") fall away.
 * @param mentions in the order in which they stand
 */
export function mentionsStoodBy<T extends Span>(text: string, mentions: T[]): T[] {
  const plain = fold(text);
  let kept: T[] = [];
  let end = 0;
  for (const mention of mentions) {
    const gap = plain.slice(Math.max(end, mention.start - longestGap), mention.start);
    const denied = deniesNext(gap);
    if (kept.length > 0 && !denied && mention.start - end <= longestGap && correctsBetween(gap)) kept = [];
    if (!denied) kept.push(mention);
    end = mention.end;
  }
  return kept;
}
