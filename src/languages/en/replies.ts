import type { Reply } from '../language.js';

const LEAD =
  '(?:(?:oh|ah|aha|well|hm+|er|erm|um|uh|and|so|ok|okay|hi|hiya|hello|hey|great|thanks|thank you|sorry|obviously|honestly|actually|right|i mean|no problem|no worries|as far as i (?:can (?:see|tell)|know)|from what i can see|to be honest|i am afraid|unfortunately|sadly|as it happens|luckily|thankfully|surprisingly|,|\\.) )*';
const YES =
  '(?:yes+|yse|yep|yup|yeah+|yea|yh|ya|ye|y|k|aye|sure|certainly|definitely|absolutely|indeed|of course|ja|jawohl|oui|si|correct|corect|corrct|right|exactly|precisely|true|affirmative|confirmed?|confirming|i (?:do |can )?confirm(?: (?:it|them|that|this|all))?|can confirm|agreed|i agree|fine|perfect|spot on|bang on|dead right|quite right|very much so|you bet|by all means|go ahead|go on(?: then)?|please do|do it|do so|let us do (?:it|that)|why not|might as well|you may|yes it (?:is|does|will)|(?:it is|it was|we do|we have|we did|i do|i have|i did|there is|there are|they are|we are|they do|it does)(?=(?: (?:indeed|one|both|that|too|so|thanks))? *(?:$|[,.]))|got (?:it|one|both|them)|have (?:it|one|both|them)|all (?:good|true|correct|right|fine|ok|okay|of it|there|present)|(?:that|this|it|everything|all of (?:it|that)|all that|they)(?: is|are)? (?:all |quite |absolutely |exactly |perfectly )?(?:right|correct|corect|true|it|fine|the one|the day|how it is|as it is|in order|good|ok|okay|accurate)|looks? (?:all )?(?:good|right|fine|correct|ok|okay)|sounds? (?:good|right|fine|about right|correct)|👍|✅|✔|☑|👌)';
const NO =
  '(?:no+|nope|nah|nay|naw|none|never|not|neither|nothing|nto|nein|non|negative|wrong|incorrect|hardly|no way|no such|not a (?:thing|chance|single|one)|fat chance|nowt|zilch|nada|i (?:do|have|did|am) not|we (?:do|have|did|are) not|it (?:is|was|does|did|will) not|there (?:is|was) (?:not|no|none)|they (?:are|do|did) not|that is not|(?:that|this|it) is (?:all |quite |completely )?(?:wrong|incorrect|false)|do not think so|i (?:do not|should not|would not) think so|i doubt it|afraid not|of course not|obviously not|if only|wish (?:i|we) had|i wish|we wish|alas|regrettably|should have|rather not|rather|n|👎|❌|🚫)';
const yesLeads = new RegExp(`^${LEAD}${YES}(?= |$)`);
const noLeads = new RegExp(`^${LEAD}${NO}(?= |$)`);
/** Said after a no that agrees: "no, that's all correct", "nothing wrong", "no mistakes". */
const AGREEING_NO =
  /^(?:no+|nope|nah|nothing|none|(?:i |we )?(?:do not|can not|did not)|could not)(?: (?:,|\.|no|at all))*(?: (?:see|find|have|spot|think|believe|there is|there are|anything|any|it is|it all|all))*\b(?!.*\b(?:but|except|apart|not (?:right|correct)|is wrong|was wrong)\b).*?(?:\b(?:is|it is|are|looks|all|you have got|got|have) (?:it |that |this |them )?(?:all |quite |absolutely |fine and |perfectly )*(?:right|correct|fine|good|ok|okay|true|in order|it)\b|\b(?:mistakes?|complaints?|problems?|errors?|objections?|corrections?|faults?|issues?)\b|\b(?:nothing|anything) (?:is |to )?(?:wrong|amiss|complain about|correct|change|add)\b)|^(?:nothing|no) (?:is )?(?:wrong|to (?:correct|change|add|complain about))/;
/** Words that take the yes before them back. */
const BUTS = /^.{0,60}?(?:,|\.)? ?\b(?:but|except|only|apart from|however|although|though|and no|or no|bar)\b/;
/** Said anywhere, it agrees. */
const CONFIRMS = /\bi (?:hereby |can |do )?(?:confirm|agree|approve)\b(?!.*\b(?:but|except)\b)/;
const HEDGED_YES =
  /^(?:(?:well|hm+|yes|yeah|yep|oh|er|um|,|\.) )*(?:i (?:would )?(?:think|guess|suppose|believe|reckon|hope|expect|imagine|assume) (?:so|it is|it does|we do|there is|that is|yes)|(?:think|guess|suppose|believe|reckon|hope|expect) so|should (?:be|do|have)\b|probably(?! not)|maybe|perhaps|possibly|presumably|most likely|more or less|pretty sure|hopefully|could be|might be|it (?:should|might|could|may) be|there (?:should|might|may|could) be|sort of|kind of|if (?:i remember|memory|you say so))/;
const HEDGED_NO =
  /^(?:(?:well|hm+|no|oh|er|um|,|\.) )*(?:(?:i |we )?(?:do not|should not|would not) (?:think|believe|suppose|imagine|expect)(?: so| there| we| it)?|probably not|presumably not|i doubt (?:it|that)|not (?:that i know of|as far as i know|to my knowledge|really|that i am aware)|hopefully not|i hope not|i think not|unlikely)/;
const BOTH = /^(?:(?:well|hm+|er|um|,) )*(?:yes and no|yes no|no and yes|both yes and no|ja und nein)\b/;
/** A no at the end of the reply decides it: "… so no". */
const NO_LAST =
  /(?:, (?:there (?:is|was) )?none|, so no|, no|\. no|\bso no)(?: \.)?(?: (?:thanks|thank you|ta|sorry))?(?: [.,])*$/;
/** What only begins as a yes or no does. */
const NEITHER =
  /^(?:(?:well|oh|hm+|,) )*(?:no (?:idea|clue|problem at|doubt|matter|one|time|patience|server|backup|key)|not (?:sure|certain|too sure|yet sure|only|global|the)\b(?! only)|right (?:now|away|click|then|,? ?so)|yes or (?:a )?no|it is (?:a |an |the |for |called |NAME|DATE|www)|it was (?:a |an |the |on |in |DATE|not )|i have (?!to\b)(?:lost|forgotten|deleted|no|a|an|the)\b|we have (?!to\b)(?:lost|forgotten|no|a|the|moved|been)\b|there is (?:a|an|no)\b|correct (?:it|that|the|this)\b|right (?:before|after|on the)|sure (?:,? ?)(?:about|of)|fine(?:,? ?) (?:not|then)|i (?:do|did) not (?:know|remember|understand|have the)|no longer|nothing (?:was |is |has )?(?:stolen|happened)|never ?mind|(?:that|this|it) is (?:the|a|my|our|what)\b(?! (?:one|day)))/;

/** A no that agrees: "no mistakes". */
export function agreesInNo(message: string): boolean {
  return AGREEING_NO.test(message);
}

/** What a reply does to a question for yes or no. */
export function reply(message: string): Reply | null {
  if (BOTH.test(message)) return 'both';
  if (AGREEING_NO.test(message)) return 'agrees';
  if (HEDGED_NO.test(message)) return 'hedgedNo';
  if (HEDGED_YES.test(message)) return 'hedgedYes';
  if (CONFIRMS.test(message)) return 'agrees';
  if (NEITHER.test(message)) return null;
  if (noLeads.test(message)) return 'denies';
  if (yesLeads.test(message)) return NO_LAST.test(message) ? 'denies' : 'agrees';
  return NO_LAST.test(message) ? 'denies' : null;
}

/** Does something follow a yes that takes it back ("yes but …")? */
export function takesBack(message: string): boolean {
  return BUTS.test(message);
}

const CANNOT =
  /\b(?:(?:do not|does not|did not|will not|can not|could not|would not|never) (?:quite |really |honestly |actually |even |exactly )*(?:know|knwo|konw|knew|remember|recall|say|tell|be sure|be certain|think of|work (?:it|that) out|find out)|dunno|dont kno|donno|idk|(?:no|not the|not a|have not (?:got )?(?:a|the)) (?:faintest|foggiest|slightest|idea|clue|inkling|earthly)|(?:nobody|none of us|not one of us) (?:here |else |in the office |there )*(?:knows?|can tell|could tell|can say|remembers?|does|is sure|would know)|not (?:too |really |entirely |quite |100 |totally |at all |absolutely |so )*(?:sure|certain)\b|unsure|uncertain|undecided|have not (?:yet |really )?(?:decided|chosen|settled|made up (?:my|our) minds?)|hard to (?:say|tell)|difficult to (?:say|tell)|impossible to (?:say|tell)|beats me|who knows|god knows|heaven knows|goodness knows|search me|(?:would|will|'ll) (?:have|need) to (?:ask|check|look|find|dig)|can not look|need to (?:ask|check|look)|must (?:ask|check|look)|have to (?:ask|check|look)|let me (?:ask|check|look|find|see)|(?:one|a|give me a) (?:sec|second|moment|minute|mo)\b|no (?:record|paperwork|note|memory|recollection) of|no paperwork|no (?:memory|recollection)|wish i knew|how (?:should|would) i know|slipped my mind|lost track|unknown|not known|your guess is as good|is for (?:my |our |the )?[a-z ]{3,20} to say|(?:my|our) (?:[a-z]+ ){1,3}would know|escapes me|keine ahnung|weet niet|🤷)\b|^\?+$|^n ?\/ ?a\b|^(?:pass|skip(?: (?:it|this))?|(?:i )?(?:forgot|forget|have forgotten)|maybe|perhaps|possibly|unclear|no idea)(?: \.)?$/;

export function cannotTell(message: string): boolean {
  return CANNOT.test(message);
}

const GUESSES =
  /\b(?:guess(?:ing|ed)?|guesswork|would not (?:put|bet|swear)|could (?:easily )?be|might (?:easily )?be|roughly|or so|or thereabouts|thereabouts|ish|at a guess|estimate|call it|let us say|say about|put down|pick one|wild|just a guess|not certain|not sure|about then|or somewhere|give or take|plus or minus)\b/;

export function guesses(message: string): boolean {
  return GUESSES.test(message);
}
