/** Small words that may stand before a wish or a request. */
const LEAD =
  '^(?:(?:and|but|so|then|also|ok|okay|well|oh|no|yes|hi|hello|hey|please|pls|just|now|look|listen|sorry|or|actually|honestly|instead|maybe|perhaps|can|could|would|you|,) )*';
const SOFTLY =
  '(?:please|just|maybe|perhaps|possibly|kindly|really|very|much|also|actually|simply|honestly|definitely|still)';

/** Whoever works at the desk, so called that nobody else is meant. */
const STAFF = [
  '(?:(?:an?|any|some|the|your) )?(?:(?:actual|real|live|living|proper|physical|qualified|support|service|help ?desk) )*(?:person|people|human(?: being)?s?|operator|representative|rep|adviser|advisor|agent)s?\\b(?! (?:at|in|from) (?:our|my)\\b)',
  '(?:an? |any |some |the )?(?:members? of )?(?:your )?(?:own )?(?:support |service )?(?:staff|support team|help ?desk)',
  '(?:an? |any )?(?:support|staff) (?:person|member|agent|engineer|employee)',
  '(?:(?:one|any|some) of )?your (?:\\w+ )?(?:people|colleagues?|staff|team|engineers?|technicians?|specialists?|experts?|employees?|managers?|supervisors?|boss|humans?|lot|support)',
  '(?:an?|some|the) (?:\\w+ )?(?:colleagues?|engineers?|employees?|technicians?|managers?|specialists?) of yours',
  "one of you\\b(?! ')",
  '(?:some(?:body|one)|any(?:body|one)) (?:real|human|alive|with a (?:pulse|brain)|(?:there )?(?:at|on|from) (?:your|the) (?:end|side|office|staff|team|desk|help ?desk|support(?: team)?)|from support|in support|who works there|there)',
].join('|');
/** Whoever may be meant where it is plain what he is to do. */
const SOMEBODY =
  '(?:some(?:body|one)|any(?:body|one)|an? (?:colleague|manager|technician|engineer|specialist|expert|supervisor|employee))';
const ANYONE = `(?:${STAFF}|${SOMEBODY})`;

const MATTER =
  '(?:(?:all of )?(?:it|this|that|these|them|things|everything|me|us)|the (?:rest|lot|whole (?:thing|business|lot|matter)|matter|case|problem|issue)|(?:my|our) (?:\\w+ )?(?:case|problem|issue|matter|request|certificate|enquiry|query|question|situation|lost \\w+)|the lost \\w+|what (?:happened|has happened))';
/** What somebody at the desk would do with the matter or for the customer. */
const DOES = [
  `(?:deal(?:s|ing|t)?|help(?:s|ing|ed)?|assist(?:s|ing|ed)?)(?: (?:me|us))?(?: out)? with ${MATTER}`,
  `(?:look(?:s|ing|ed)?|see(?:ing|s)?)(?: (?:at|into|after|over|to|through))+ ${MATTER}`,
  `(?:have|has|having|take|takes|taking|took) (?:an? )?(?:\\w+ )?look(?: (?:at|into) ${MATTER})?\\b`,
  `(?:handl(?:e|es|ing|ed)|process(?:es|ing|ed)?|decid(?:e|es|ing|ed)|check(?:s|ing|ed)?|review(?:s|ing|ed)?) ${MATTER}`,
  `(?:sort(?:s|ing|ed)?|work(?:s|ing|ed)?)(?: out)? ${MATTER}(?: out)?`,
  `(?:take|takes|taking|took)(?: over)? (?:care of )?${MATTER}(?: over| on| from here)?`,
  `(?:take|takes|taking|took) (?:care of (?:the|my|our|a)\\b|over\\b)`,
  `(?:step|steps|jump|come|comes|coming) in\\b|pick(?:s|ing|ed)? (?:${MATTER} up|up ${MATTER})`,
  '(?:work|working|be|is|get) on (?:this|it|that|my case|our case)',
  `do(?:es|ing)? (?:this|it)(?: for (?:me|us)| with (?:me|us)| instead)?`,
  '(?:help|assist|answer)(?:s|ing|ed)? (?:me|us)',
  '(?:talk|speak|chat)(?:s|ing)? (?:to|with) (?:me|us)|talk (?:me|us) through',
  '(?:call|ring|phone|contact|mail|e-?mail|text)(?:s|ing|ed)? (?:me|us)|(?:get|be) (?:back to|in touch with|in contact with) (?:me|us)|get in touch|write to (?:me|us)|give (?:me|us) (?:a (?:ring|call|bell)|a call back)',
].join('|');
const DOING = `(?:who (?:can|could|would|will) |that (?:can|could|would|will) |(?:to|can|could|would|will|is|be) )?(?:${SOFTLY} )*(?:${DOES})\\b`;

/** What denies a wish before it is said. */
const UNDENIED =
  '(?<!\\b(?:not|never|nor|neither|nobody|hardly|no longer)(?: (?:really|actually|even|yet|necessarily|particularly|want|wish|need|have|to|at all|be|currently))* )(?<!\\b(?:doubt|not (?:think|believe|feel|see why|sure))(?: (?:that|if|whether|why))?(?: (?:i|we|you))?(?: (?:would|will|really|actually))* )';
/** "If I want …", "do I need …" wish for nothing. */
const UNASKED =
  '(?<!\\b(?:do|does|did|should|must|if|when|whenever|whether|unless|until|once|case|why|would|could|might|may|suppose|supposing|maybe|imagine) (?:i|we|you|they|one|somebody|someone)(?: (?:would|will|ever|really|actually|also|should|still|even))* )';
const WANTS = `\\b${UNDENIED}${UNASKED}(?<!\\bno )(?:want(?:s|ed)?(?! (?:to know|to tell))|wanna|need(?:s|ed)?|would ${SOFTLY}? ?(?:like|love|rather|prefer|appreciate)|would feel better|would be happier|demands?|rather|insists?(?: on| that)|ask(?:ing)? (?:for|that)|am after|wish(?:es)?|prefer(?:s|red)?|asked for|am asking for|expect(?:s)?)`;
/** What may lie between the wish and who is wished for, or what he is to do. */
const BETWEEN =
  '(?: (?:to|was|were|is|have|having|it|if|that|for|be|being|get|getting|got|see|speak|speaking|talk|talking|chat|chatting|discuss|go|through|deal|dealing|with|this|my|our|case|matter|handled|handle|looked|after|at|into|dealt|sorted|out|decided|checked|done|reviewed|by|help|from|of|hear|write|writing|leave|leaving|hand|handing|pass|passing|put|over|on|onto|in|touch|contact|you|would|please|just|rather|actually|really|very|much|things|everything|all|first|now|me|us|i|we|could|can|passed|handed|transferred|transfer|connected|connect|explain|the|whole|thing|escalate|escalated|let|involve|bring|involving|only|some|help|,)){0,9}';

const REQUEST = '(?:can|could|would|will|may|might|should)';
const GIVES =
  '(?:(?:pass|passing|hand|handing|forward|transfer|refer|send|give|move|put|connect|switch|escalate|leave|bring|turn)(?: (?:me|us|it|this|that|my case|our case|the case|the whole thing|everything|the matter|all of (?:this|it)|the rest|things|the conversation))?(?: (?:on|over|across|along|through|straight|back))*(?: (?:to|with|onto|for))?|get|fetch|find(?: me| us)?|bring(?: me| us)?(?: in)?|call(?: in)?|involve|ask|give me|give us)';

const wishes = [
  // "I'd rather have a person deal with it", "want someone real".
  `${WANTS}${BETWEEN} (?:${STAFF})\\b`,
  `${WANTS}${BETWEEN} ${SOMEBODY} (?:${DOING}|else to talk to|to (?:talk|speak|chat) (?:to|with))`,
  `${WANTS}${BETWEEN} (?:to|by|with) some(?:body|one) ?(?:[,.?]|please|about it|about this|instead|now|$)`,
  `${WANTS}${BETWEEN} (?:handled|dealt with|looked at|sorted(?: out)?|done|decided|taken over|taken care of|checked|looked after|reviewed) by (?:${STAFF}|${SOMEBODY})`,
  // "Could somebody take this over?"
  `(?<!\\b(?:what|how|where|if|whether|when|who|why) )(?:^|[,.?] |\\b(?:and|but|so|or|then|please|hi|hello|instead) )${REQUEST} (?:not )?(?:${SOFTLY} )*${ANYONE} (?:${SOFTLY} )*(?:${DOES})\\b`,
  `${LEAD}is (?:there )?${ANYONE}(?: there| around| available| free)? (?:who|that|to) (?:(?:can|could|would|will|i can|i could|we can|we could) )?(?:${DOES}|talk|speak)\\b`,
  `${LEAD}any chance (?:of |that |for )?(?:(?:having|getting) )?${ANYONE} (?:${DOING}|could (?:${DOES}))`,
  // "Please have a person call me", "pass this to one of your staff", "could you put me through to a human".
  `${LEAD}${GIVES} (?:${STAFF})\\b(?! (?:who|that) (?:has|have|knows?|had)\\b)`,
  `${LEAD}(?:have|let|${GIVES}) ${ANYONE} (?:${DOING})`,
  `${LEAD}(?:pass|hand|forward|transfer|refer|put|connect|escalate)(?: (?:me|us|it|this|that|my case|our case|everything|all of this))(?: (?:on|over|through|along))*(?: (?:to|with))? ${SOMEBODY}`,
  `${LEAD}(?:please )?escalate(?: (?:this|it|that|my case|the matter|everything))? ?(?:[,.?]|please|now|$)`,
  `${LEAD}(?:an? (?:person|human)|some(?:body|one) (?:real|human)|a member of staff|(?:an? )?agent)(?: (?:should|must|has to|needs to|ought to|may|can))? (?:${DOES}),? ?(?:please|instead)?\\b`,
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
  `\\b(?:not|rather not|refuse to|without|instead of|rather than|sick of|tired of|fed up with|enough of|hate|no more)(?: \\w+){0,4} ${TALKING}(?: \\w+){0,3} (?:to|with|at) ${A}${MACHINE}\\b`,
  `\\b(?:not comfortable|uncomfortable|not happy|not at ease|unhappy)(?: \\w+){0,4} (?:with|to) ${A}${MACHINE}\\b`,
  `\\b(?:do|does|would) not (?:\\w+ )?(?:trust|like|want|get on with) ${A}${BOT}\\b`,
];

/** What may be called in, whoever it is. */
const ALL = `(?:${STAFF}|any(?:body|one)(?: else)?|some(?:body|one)(?: else)?|an? (?:colleague|manager|technician|engineer)|nobody)`;
const CALLS =
  '(?:involve|bother|trouble|call|ring|phone|contact|escalate|hand|pass|put|transfer|connect|bring|fetch|ask|talk|talking|speak|speaking|chat|chatting|deal|dealing|see|involving|bothering|troubling|calling)';
const declines = [
  `\\b(?:no need|(?<!\\b(?:can|could|may) (?:i |we )?)not|never|no reason|without|nobody needs|no point(?: in)?|rather not|prefer not)(?: (?:really|actually|even|yet|that|think|believe|feel|want|wish|ask|asked|need|like|have|require|we|i|you|would|will|do|to|for|please|just))* (?:${CALLS}(?: (?:me|us|it|this|that|my case|in|on|over|through|to|with))* )?${ALL}\\b`,
  `\\bno need (?:for|of) ${ALL}\\b|\\b(?:need|want|require) no (?:person|human|agent|help from)\\b|^no (?:person|human|agent|operator)s?\\b`,
  `\\bno need to (?:${CALLS})\\b|\\b(?:do|need) not (?:need to )?escalate\\b`,
  '\\brather (?:talk to |speak to |have |deal with |do it with )?you than\\b',
];

const any = (patterns: readonly string[]) => new RegExp(patterns.join('|'));
const WISH = any(wishes);
const NOT_A_BOT = any(notABot);
const DECLINES = any(declines);

/**
 * Does a clause, made plain, wish for a person at the desk, in whatever mood: "I'd rather have a person deal with it",
 * "could somebody take this over", "pass me on to one of your staff", "not a bot please"?
 */
export function wantsPerson(clause: string): boolean {
  return NOT_A_BOT.test(clause) || WISH.test(clause);
}

/** Does it say that none is wanted: "I don't need a person", "no need to involve anyone"? */
export function declinesPerson(clause: string): boolean {
  return DECLINES.test(clause) && !wantsPerson(clause);
}
