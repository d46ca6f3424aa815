import type { Hints } from '../language.js';

const test = (pattern: RegExp) => (text: string) => pattern.test(text);

/** What a reply wraps around the one of two that it picks. */
const POLITE =
  /\b(?:no|nope|not that one|sorry|oops|wait|actually|i|we|mean|meant|think|make|it|is|was|should|be|that|please|thanks|thank you|rather|after all|then|of the two|of them|of those|one|date|day|name|the|a|make that|my mistake|wrong one)\b|[,.!;:-]/g;

const onlySays = (message: string, pattern: RegExp): boolean => {
  const left = message.replace(POLITE, ' ').replace(/\s+/g, ' ').trim();
  return pattern.test(left);
};

/** Small things that words give away, each asked for where it matters. */
export const hints: Hints = {
  hangsOn: test(/^(?:if|who|that|which) /),
  goesOn: test(
    /^(?:when|whenever|if|in case|until|unless|after|before|or|which|who|whose|as well as|along with|together with|and (?!i |we |it |the |our |my ))/,
  ),
  startsDenying: test(/^\W*(?:not|never|neither|isn't|isnt|wasn't|wasnt)\b/i),
  speaksOfNew: test(/\bnew\b/),
  wantsNew: test(/\bnew (?:one|name|certificate|cert)\b/),
  meansBoth: test(/\b(?:both|alike|old and)\b/),
  ofAll: test(/\bfor (?:both|all|each|either|the other)\b|\b(?:both|all) (?:of them|on|the same)\b/),
  tellsMore: test(/^(?:which|who) (?:is|are|was|were|has|have|had|i|we|they|used to)\b/),
  takesNoBack: test(/^(?:no|nope|nah)(?: ,)* (?:wait|hang on|hold on|oops|stop)\b/),
  notOnly: test(/\bnot (?:only|just|merely|simply)\b/),
  asksWhich: test(
    /^(?:and |so |sorry |but |, )*(?:what|which|whose)\b(?! (?:about|if|happens?|else|now|next|then|do i)\b)/,
  ),
  bareNo: test(
    /^\W*(?:no|none|nope|never|nothing|nada|nil|no way|not one|not a single one|not any|nowhere)(?: at all)?\W*$/,
  ),
  cannotFind: test(
    /\b(?:can|could|did|do) not (?:seem to )?(?:find|locate|see) (?:it|that|them|one|any|anything)\b|\bnowhere to be found\b/,
  ),
  theOther: test(/\bthe other(?: one)?\b/),
  onlyTheOther: (message) => onlySays(message, /^other$/) && /\bthe other\b/.test(message),
  whichOfTwoDays: (message) =>
    onlySays(message, /^(?:earlier|earliest|older|oldest)$/)
      ? 'earlier'
      : onlySays(message, /^(?:later|latest|newer|newest|more recent)$/)
        ? 'later'
        : null,
  eitherOr: test(/\beither\b.*\bor\b/),
  ofEach: test(/\b(?:both|all|each)\b/),
  joins: test(/^(?:and|but|while|whereas|plus|then)\b/),
  inTurn: test(/\brespectively\b|\bin (?:that|this|the same) order\b/),
  adds: test(/\boh(?: ,)? (?:and|also|plus|by the way|btw)\b/),
  another: test(/\b(?:also|too|another|as well|second one|other one)\b/),
  waits: test(/\b(?:wait|let me|till|until|once i)\b/),
  ofOneself: test(/\b(?:i|we|my|our|me|us)\b/),
  pointsBack: test(/\b(?:it|they|them|that)\b/),
  requests: test(
    /\b(?:can|could|would|will|may|please) (?:you|we|i)\b.*\b(?:replace|swap|change|re-?issue|issue|send|make|have|get|revoke)\b/,
  ),
};

/** What is said to be so, behind "is" or "should be", in a clause that names a fact. */
export function behindIs(clause: string): string | null {
  return /\b(?:is|was|be|should be|ought to be)\b\s*(?:an?|the)?\s*(.*)$/i.exec(clause)?.[1] ?? null;
}

/** A correction without what it opens with ("no, sorry, it was …"). */
export function corrected(text: string): string {
  return text.replace(
    /^\W*(?:(?:no|nope|sorry|actually|wait|oops|wrong|it is|it's|it was|i mean|i meant)\b[\s,.:;-]*)+/i,
    '',
  );
}

/** A number given as "No. 2". */
export function withoutNo(text: string): string {
  return text.replace(/^\s*no[.\s]*(?=\d)/i, '');
}

export function alternatives(clause: string): string[] {
  return clause.split(/\bor\b/i);
}

/** "On Tuesday". */
export function endsInDay(date: string): boolean {
  return /day$/i.test(date.trim());
}
