import { wantsPerson } from './personWish.js';
import { STAFF } from './personWords.js';

/** Whoever may be called in. */
const ANYBODY = `(?:${STAFF}|(?:any|some)(?:body|one)(?: else)?|an? (?:colleague|manager|technician|engineer))`;
const CALLS =
  '(?:(?:involv|bother|troubl|call|ring|phon|contact|hand|pass|put|transferr?|connect|bring|fetch|ask|talk|speak|chat|deal|see)(?:e|ing)?)(?: (?:me|us|it|this|that|my case|in|on|over|through|to|with))*';
/** What wishes and needs are denied with. */
const NO =
  '(?:no need|no reason|no point(?: in)?|(?<!\\b(?:can|could|may) (?:i |we )?)not|never|nobody needs|rather not|prefer not)';
const GAP = '(?: (?:really|actually|even|yet|that|think|believe|feel|we|i|you|would|will|do|to|for|please|just|have))*';
const NEEDS = '(?:want|wish for|need|like|require|asked? for)';

const DECLINES = new RegExp(
  [
    `\\b${NO}${GAP} (?:${NEEDS}(?: to)? )?${CALLS} ${ANYBODY}\\b`,
    `\\b${NO}${GAP} (?:${NEEDS}|asked?)(?: (?:to|a|for|any))*(?: ${CALLS})? ${ANYBODY}\\b`,
    `\\bno need (?:for|of) ${ANYBODY}\\b`,
    `\\bwithout (?:(?:having|wanting|needing) to )?(?:${CALLS} )?(?:${STAFF})\\b|\\bwithout (?:(?:involv|bother|troubl)ing|(?:talk|speak)ing (?:to|with)) ${ANYBODY}\\b`,
    '\\b(?:need|want|require) no (?:person|human|agent|help from)\\b|^no (?:person|human|agent|operator)s? ?(?:[.]|please|needed|required|necessary|$)',
    `\\bno need to ${CALLS} (?:me|us)\\b|\\bno need to escalate\\b|\\b(?:do|need) not (?:need to )?escalate\\b`,
    '\\brather (?:talk to |speak to |have |deal with |do it with )?you than\\b',
  ].join('|'),
);

/** Does a clause, made plain, say that no person is wanted: "I don't need a person", "no need to involve anyone"? */
export function declinesPerson(clause: string): boolean {
  return DECLINES.test(clause) && !wantsPerson(clause);
}
