import { ANYONE, DOES, DOING, LEAD, SOFTLY, SOMEBODY, STAFF } from './personWords.js';

/** What denies a wish before it is said. */
const UNDENIED =
  '(?<!\\b(?:not|never|nor|neither|nobody|hardly|no longer)(?: (?:really|actually|even|yet|necessarily|particularly|want|wish|need|have|to|at all|be|currently))* )(?<!\\b(?:doubt|not (?:think|believe|feel|see why|sure))(?: (?:that|if|whether|why))?(?: (?:i|we|you))?(?: (?:would|will|really|actually))* )';
/** "If I want …", "do I need …" wish for nothing. */
const UNASKED =
  '(?<!\\b(?:do|does|did|should|must|if|when|whenever|whether|unless|until|once|case|why|would|could|might|may|suppose|supposing|maybe|imagine) (?:i|we|you|they|one|somebody|someone)(?: (?:would|will|ever|really|actually|also|should|still|even))* )';
const WANTS = `\\b${UNDENIED}${UNASKED}(?<!\\bno )(?:want(?:s|ed)?(?! (?:to know|to tell))|wanna|need(?:s|ed)?|would ${SOFTLY}? ?(?:like|love|rather|sooner|prefer|appreciate)|would feel (?:better|happier|safer|easier|more (?:comfortable|at ease))|would be (?:happier|better)|demands?|rather|insists?(?: on| that)|ask(?:ing)? (?:for|that)|am after|wish(?:es)?|prefer(?:s|red)?|asked for|am asking for|expect(?:s)?)`;
/** What may lie between the wish and who is wished for, or what he is to do. */
const BETWEEN =
  '(?: (?:to|was|were|is|contacted|called|rung|phoned|helped|assisted|served|have|having|it|if|that|for|be|being|get|getting|got|see|speak|speaking|talk|talking|chat|chatting|discuss|go|through|deal|dealing|with|this|my|our|case|matter|handled|handle|looked|after|at|into|dealt|sorted|out|decided|checked|done|reviewed|by|help|from|of|hear|write|writing|leave|leaving|hand|handing|pass|passing|put|over|on|onto|in|touch|contact|you|would|please|just|rather|actually|really|very|much|things|everything|all|first|now|me|us|i|we|could|can|passed|handed|transferred|transfer|connected|connect|explain|the|whole|thing|escalate|escalated|let|involve|bring|involving|only|some|help|,)){0,9}';

const REQUEST = '(?:can|could|would|will|may|might|should)';
const GIVES =
  '(?:(?:pass|passing|hand|handing|forward|transfer|refer|send|give|move|put|connect|switch|escalate|leave|bring|turn)(?: (?:me|us|it|this|that|my case|our case|the case|the whole thing|everything|the matter|all of (?:this|it)|the rest|things|the conversation))?(?: (?:on|over|across|along|through|straight|back|in touch|in contact))*(?: (?:to|with|onto|for))?|(?:get|fetch|find|bring|give)(?: me| us)?(?: in)?|call(?: in)?|involve|assign|ask(?! the\\b))';

/** How somebody comes to speak to another. */
const SPEAKS =
  '(?:(?:talk|speak|chat|have a word|go through (?:it|this)|discuss (?:it|this|that|things)|explain (?:it|this|that|things)|sort (?:it|this) out)(?: this| it)? (?:to|with)|(?:be |get )?(?:put through|transferred|connected|passed on|handed over)(?: to| with)?|get|have|deal with|reach|see)';
/** Somebody, no more being said of him. */
const ENDING = 'some(?:body|one)(?: else)?(?= ?(?:[,.?]|please|about|instead|now|there|$))';

const wishes = [
  // "I'd rather have a person deal with it", "want someone real".
  `${WANTS}${BETWEEN} (?:${STAFF})\\b`,
  `${WANTS}${BETWEEN} ${SOMEBODY} (?:${DOING}|else to talk to|to (?:talk|speak|chat) (?:to|with))`,
  `${WANTS}${BETWEEN} (?:to|by|with) some(?:body|one) ?(?:[,.?]|please|about it|about this|instead|now|$)`,
  `${WANTS}${BETWEEN} (?:handled|dealt with|looked at|sorted(?: out)?|done|decided|taken over|taken care of|checked|looked after|reviewed) by (?:${STAFF}|${SOMEBODY})`,
  `\\bwould not (?:really )?mind${BETWEEN} (?:${STAFF})`,
  `\\b(?:ideally|preferably|hopefully) ,? ?${ANYONE} (?:(?:would|should|could|can|will) )?(?:${DOES})\\b`,
  `${WANTS}${BETWEEN} an? (?:technician|engineer|specialist|expert) ?(?:[,.?]|please|now|instead|$)`,
  `${LEAD}(?:(?:i|we) would )?(?:tell|explain|discuss) (?:it|this|that)(?: all)? (?:to|with) (?:${STAFF})\\b`,
  // "Couldn't I just discuss it with one of your people?", "is there nobody I can talk to?"
  `${LEAD}(?:${REQUEST}|let) (?:not )?(?:i|we|me|us) (?:${SOFTLY} )*${SPEAKS} (?:${STAFF}|${ENDING})`,
  `\\bpossible (?:for me |for us )?to (?:${SOFTLY} )*${SPEAKS} (?:${STAFF}|${ENDING})`,
  `\\bis (?:there )?(?:nobody|not anybody|not anyone|some(?:body|one)|any(?:body|one)|no human|no person)(?: there| here| around| at your end)?(?: that| who| whom)? (?:i|we) (?:can|could|may) (?:${SOFTLY} )*(?:talk|speak|chat|turn|ring|call|phone)\\b`,
  // "Could somebody take this over?"
  `(?<!\\b(?:what|how|where|if|whether|when|who|why) )(?:^|[,.?] |\\b(?:and|but|so|or|then|please|hi|hello|instead) )${REQUEST} (?:not )?(?:${SOFTLY} )*${ANYONE} (?:${SOFTLY} )*(?:${DOES})\\b`,
  `${LEAD}is (?:there )?${ANYONE}(?: there| around| available| free)? (?:who|that|to) (?:(?:can|could|would|will|i can|i could|we can|we could) )?(?:${DOES}|talk|speak)\\b`,
  `${LEAD}any chance (?:of |that |for )?(?:(?:having|getting) )?${ANYONE} (?:${DOING}|could (?:${DOES}))`,
  // "Please have a person call me", "pass this to one of your staff", "could you put me through to a human".
  `${LEAD}${GIVES} (?:${STAFF})\\b(?! (?:who|that) (?:has|have|knows?|had)\\b)`,
  `${LEAD}(?:have|let|${GIVES}) ${ANYONE} (?:${DOING}|who (?:can|knows|understands)\\b)`,
  `${LEAD}(?:pass|hand|forward|transfer|refer|put|connect|escalate)(?: (?:me|us|it|this|that|my case|our case|everything|all of this))(?: (?:on|over|through|along))*(?: (?:to|with))? ${SOMEBODY}`,
  '^(?:(?:please|pls|and|so|just|then|ok|okay|hi|hello|,|can you|could you|would you) )*(?:call|ring|phone) (?:me|us)(?: back| up)?(?: (?:on|at|under|please|today|tomorrow|now|asap|about|in|after|before)\\b| ?[,.?]|$)',
  `${LEAD}(?:please )?escalate(?: (?:this|it|that|my case|the matter|everything))? ?(?:[,.?]|please|now|$)`,
  `${LEAD}(?:${STAFF}) (?:should|must|has to|needs to|ought to|may|can|could|to) (?:please )?(?:${DOES})\\b`,
  `${LEAD}(?:with |to |by )?(?<!\\bno )(?:${STAFF}) (?:please|now|instead)\\b`,
  `${LEAD}some(?:body|one)(?: (?:else|there))? (?:should|must|has to|needs to|ought to) (?:${DOES})`,
];

const BOT =
  '(?:(?:chat|ro) ?bots?|bots?|automat(?:ed|ic) (?:systems?|assistants?|replies|answers|service)|a ?i|automat(?:on|a|ons))';
const MACHINE = `(?:${BOT}|machines?|computers?|programs?|software|systems?)`;
const A = '(?:(?:an?|the|this|any|some|you,? a|your) (?:(?:stupid|silly|bloody|damn|dumb) )?)?';
const TALKING =
  '(?:talk(?:ing)?|speak(?:ing)?|chat(?:ting)?|deal(?:ing)?|typing|type|discuss(?:ing)? \\w+|writ(?:e|ing)|go(?:ing)? through (?:this|it)|do(?:ing)? (?:this|it)|explain(?:ing)? (?:this|it|myself)|sort(?:ing)? (?:this|it)(?: out)?)';
const notABot = [
  `(?<!\\b(?:am|are|is|was|were|be|you|not sure|know) )\\b(?:not|no|no more|without|anything but|instead of|rather than|enough of|sick of|tired of|fed up with) (?:(?:to|with|by|through|for) )?${A}${BOT}\\b(?! (?:is|are|was|were|has|have|had|did|can|got)\\b)`,
  `\\b(?:(?<!\\b(?:would|if i had|am|are|is) )not|rather not|refuse to|without|instead of|rather than|sick of|tired of|fed up with|enough of|hate|no more)(?: \\w+){0,4} ${TALKING}(?: \\w+){0,3} (?:to|with|at) ${A}${MACHINE}\\b`,
  `\\b(?:not comfortable|uncomfortable|not happy|not at ease|unhappy)(?: \\w+){0,4} (?:with|to) ${A}${MACHINE}\\b`,
  `\\b(?:do|does|would) not (?:\\w+ )?(?:trust|like|want|get on with) ${A}${BOT}\\b`,
];

const any = (patterns: readonly string[]) => new RegExp(patterns.join('|'));
const WISH = any(wishes);
const NOT_A_BOT = any(notABot);

/**
 * Does a clause, made plain, wish for a person at the desk, in whatever mood: "I'd rather have a person deal with it",
 * "could somebody take this over", "pass me on to one of your staff", "not a bot please"?
 */
export function wantsPerson(clause: string): boolean {
  return NOT_A_BOT.test(clause) || WISH.test(clause);
}
