import { agreesInNo } from './replies.js';

const CORRECTS =
  /\b(?:sorry|actually|i (?:mean|meant)|meant|correction|(?:my|a) mistake|by mistake|mistaken|mistyped|oops|whoops|arg+h?|d'?oh|scratch that|scrap that|strike that|wait|hang on|hold on|no hang|wrong(?:ly)?|incorrect(?:ly)?|not (?:quite )?(?:right|correct)|should (?:have|be|read|say)|typo|misread|misspel\w+|fat fingers|told you (?:the wrong|rubbish|nonsense)|i (?:said|told you|wrote|typed|put)\b|in truth|turns out|turned out|it seems|pressed the wrong|make (?:that|it)|change|amend|fix|edit|update|instead|after all|rather than|looked it up|checked again|having checked|before we go on|come back on|stop press|not the \d|on second thoughts?|i was wrong|take (?:that|it) back|first(?:ly)? ,|second(?:ly)? ,|one more thing|did (?:not )?i say|it (?:was|is) (?:on )?(?:the )?DATE\d|you have (?:got )?(?:it|that) wrong|just remembered|i now (?:see|hear)|now i (?:see|hear))\b|\boh\b|^(?:ah|no|nope|nah)\b/;

/** Says that something told before was wrong, or is about to be told otherwise. */
export function corrects(message: string): boolean {
  return CORRECTS.test(message);
}

const FINDS_WRONG =
  /\b(?:wrong(?:ly)?|incorrect(?:ly)?|not (?:quite |entirely |all )?(?:right|correct|ok|okay|true|it)|can not be (?:right|correct|true)|(?:i )?doubt (?:that|it|if)|mistakes?|typo|misspel\w+|is off|are off|'s off|not what i (?:said|told|meant)|something (?:is )?off|does not look right|needs? (?:changing|correcting|fixing)|except|apart from|all but|change|correct (?:it|that|the)|amend|fix|edit)\b/;

export function findsWrong(message: string): boolean {
  return FINDS_WRONG.test(message) && !agreesInNo(message);
}

const SAME =
  /\b(?:(?:the |exactly the |all the |much the |just the |that )*same(?: (?:one|name|again|as (?:before|now|ever|always|last time|it was)))?|identical|unchanged|unchnaged|smae|no change|not (?:to )?chang(?:e|ed|ing)|(?:does|will|do|must|is|are|should|did|need|has) not (?:going )?(?:to )?(?:have to )?(?:change|differ)?(?= *$| *[,.])|as (?:before|above|ever|now|it (?:is|was|stands)|they (?:are|were|stand)|is|on the old one|the old one)|like (?:before|the (?:old|last) one|last time)|how it was|what it was|what (?:i|we) had|stays?(?: put| as it is| as is)?|remains?|keep(?:s|ing)?(?: it| the name| that| as is| them)?(?! asking)|leave (?:it|that|the name|everything|all|them|as is)|just leave|carries on|ditto|no (?:new name|difference|different)|nothing (?:new|changes|changed|different|else)|not different|copy (?:the |over )?(?:old|existing|previous)|existing one|current one|(?:old|current|existing) name|the old one|alles gleich|we are not touching|not touching|(?:this|that) one again|exactly (?:that|what))\b/;

/** Says that what was asked stays as it is. */
export function staysSame(message: string): boolean {
  return SAME.test(message) && !/\b(?:but|except|only|instead|rather than)\b/.test(message);
}

const KEEPS_NAME =
  /\b(?:(?:the |exactly the |that )?same (?:common |host |domain |server )?name|name (?:stays|remains|will be|is|stay|keeps|as)(?: exactly)? (?:the same|as (?:it|before|ever|now)|before|unchanged)|name (?:stays|remains|is unchanged|unchanged)(?: *$| *[,.])|(?:keep|keeping|keeps|leave|retain)s? (?:the|that|this|our|its) (?:old |same |existing |current |present |previous )?(?:common |host |domain )?name|new name (?:is |, )?(?:the )?same|name (?:does|will|is|do|must|should) not (?:to |going to )?change|(?:not|are not) (?:touching|changing) the name|exactly (?:that|the same) name|no new name|name as before|(?:NAME\d+|for it) again|same in every detail|same everything|everything (?:is |stays |remains )?(?:exactly )?the same)\b/;

export function keepsName(message: string): boolean {
  return KEEPS_NAME.test(message);
}

/** "Not NAME0": a value that a message names as the wrong one. */
export function deniesMention(message: string, place: number): boolean {
  return new RegExp(`\\b(?:not|instead of|rather than)(?: [a-z]+){0,3} (?:NAME|DATE)${place}\\b`).test(message);
}
