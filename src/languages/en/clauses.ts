import { sentenceStarts } from '../../text/sentences.js';

/**
 * A comma or the like, or a joining word, after which another clause may begin; at the end of a sentence it joins
 * nothing ("has anybody looked yet?").
 */
const BOUNDARY =
  /[,;:()]\s+|\s[-–—/]+\s|[)"”]\s+|\s+(?=(?:and|but|so|because|since|although|though|whereas|while|then|however|plus|yet|except|apart from|as well as|along with|together with|if|in case|when|whenever|unless|until|before|after|which|who|whose)\b(?!\s*(?:[?.!;:)]|$)))/gi;

/** "Class 3. No backup": a figure that ends a sentence; "the 2. of May" goes on. */
const FIGURE_END =
  /(?<=\s\d\.)\s+(?=\p{L})(?!(?:of|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b)/giu;

/** Offsets at which the clauses of a text begin. */
export function clauseStarts(text: string): number[] {
  const starts = new Set(sentenceStarts(text));
  for (const match of [...text.matchAll(BOUNDARY), ...text.matchAll(FIGURE_END)])
    starts.add(match.index + match[0].length);
  return [...starts].filter((at) => at < text.length).sort((a, b) => a - b);
}
