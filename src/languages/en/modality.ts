import { declinesPerson } from './personDeclined.js';

const LEAD =
  '(?:(?:and|but|so|then|also|ok|okay|hi|hello|hey|please|sorry|wait|hm+|well|oh|er|um|or|just|quick question|question|thanks|now|right|honestly|,) )*';
const SUBJECT =
  '(?:i|we|you|it|they|he|she|there|this|that|these|those|the|my|our|your|a|an|any|some|someone|somebody|anyone|anybody|everybody|everyone|something|microsoft|NAME\\d|DATE\\d)';
const ASKS = [
  // An auxiliary before its subject.
  `^${LEAD}(?:can|could|may|might|must|should|shall|will|would|do|does|did|is|are|am|was|were) (?:not )?${SUBJECT}\\b`,
  `^${LEAD}(?:has|have|had) (?:not )?(?:i|we|you|it|they|he|she|there|any|anyone|anybody|someone|somebody)\\b`,
  `^${LEAD}(?:what|where|when|who|whom|whose|why|how|which)\\b(?! (?:i (?:lost|told|said|know)|we (?:lost|got|have)|happened is|a day|a mess|a pity|it wants))`,
  `^${LEAD}(?:any idea|any chance|any way|any (?:news|updates?|progress|word)(?! (?:to|of the|would|can|could|will|has|had)\\b)|tell me|explain|remind me|show me|let me know)\\b`,
  `\\b(?:i|we) (?:just )?(?:want|need|would like|like|wish) to know\\b|\\b(?:i|we) (?:am |are )?(?:wonder|wondering|curious)\\b`,
  `^${LEAD}(?:could|can|would) (?:you|somebody|someone)\\b`,
  `^${LEAD}(?:i|we) (?:do not|did not) (?:know|understand) (?:what|how|why|which|whether)\\b`,
];
const asks = new RegExp(ASKS.join('|'));

/** The clause, and those behind it in its sentence, hang on something that has not happened. */
const SUPPOSES =
  /^(?:(?:and|but|so|also|or|then|hi|hello|ok|well|,) )*(?:what )?(?:if|whether(?! or not)|in case|suppose|supposing|assuming|assume|imagine|imagining|let us say|say (?:the|a|my|our|somebody|someone)|angenommen|unless|provided|whenever|once (?:a|the|my|our|somebody|someone)|should (?:the|our|my|a|an|it|somebody|someone|anyone) [a-z]+)\b(?! (?:that helps|it helps|needed|only|i remember|you (?:need|want|like|ask|must|mean)|i may|possible|memory|that is what|not too))/;
const SUPPOSED =
  /\b(?:if (?:it|they|the|our|my|a|an|someone|somebody|anybody|anyone) (?:[a-z]+ ){0,4}(?:were|was|is|are|be|been|get|gets|got|ever|had|has|stolen|lost|died|fails?|breaks?)|ever (?:be |get |got |is |gets )?(?:stolen|lost|hacked|fails?|dies|copied|break|breaks|broken)|what would (?:happen|we)|would have to|(?:can|could|may|might) (?:be|get) (?:lost|stolen|deleted|hacked|copied|leaked|compromised)\b|(?:scared|afraid|frightened|terrified) (?:of|that)|(?:worried|worry|nervous) (?:about|that)|in danger of|risk of|in the event|to avoid|to prevent|for fear|hypothetical\w*|theoretically|disaster (?:plan|recovery plan)|continuity plan|emergency plan|before (?:we|i) (?:order|buy|press|renew|lose)|so that (?:we|i) never|going to (?:be |get )?(?:wipe|wiped|delete|deleted|re-?install|reinstalled|replace|replaced)|about to|planning to|plan to|next (?:week|month|year) (?:we|i)|(?:we|i) (?:will|shall) be)\b/;
const REPORTED =
  /\b(?:says? (?:that )?(?:i|we) (?:have|had|lost)|(?:claims?|insists?|keeps? saying|tells? me|told (?:me|us)) (?:that )?(?:i|we)\b|(?:i|we) (?:read|heard|hear) (?:of|about) (?!.*\b(?:our|my)\b)|(?:i|we) read (?:that|somewhere)|(?:the )?(?:board|auditor|boss) asks|(?:i|we) (?:first |at first )?thought (?:that |we had |i had |it was |the |our |my )|as seen on|in the (?:news|paper)|(?:is|was) (?:the message|what i get)|the (?:error|message|log|page) (?:is|says|reads))\b/;
const HEDGES =
  /\b(?:i think|we think|think so|i guess|guess so|i suppose|suppose so|probably|maybe|perhaps|possibly|hopefully|i hope|hope so|should be|should do|might (?:be|have|well)|could be|may (?:be|have)|i believe|believe so|as far as (?:i|we) (?:know|can)|afaik|pretty sure|not (?:quite |entirely |totally |100 )?sure|i reckon|presumably|apparently|i fear|i expect|i imagine|i assume|most likely|likely|seems?|somewhere|i would say|i would have thought|if i remember|from memory|sort of|kind of|more or less)\b/;

/** What a clause is by its own words. */
export function modalityOf(clause: string): 'asked' | 'supposed' | 'reported' | 'hedged' | null {
  if (SUPPOSES.test(clause) || SUPPOSED.test(clause)) return 'supposed';
  if (asks.test(clause)) return 'asked';
  if (REPORTED.test(clause)) return 'reported';
  return HEDGES.test(clause) ? 'hedged' : null;
}

export function opensSupposition(clause: string): boolean {
  return SUPPOSES.test(clause);
}

/** "The key that we lost", "now that the disk is dead": what a question takes for granted has happened. */
export function takesForGranted(clause: string): boolean {
  return (
    /\b(?:certificate|cert|key|password|one|server|id) (?:that |which )?(?:i|we|my \w+|our \w+) (?:have |had |just |accidentally )*(?:lost|deleted|forgot|forgotten|erased|removed|wiped|overwrote|mislaid)\b/.test(
      clause,
    ) || /^(?:now that|seeing that|given that|as|because|since) /.test(clause)
  );
}

const OVER =
  /\b(?:(?:it|they|that|key|certificate|cert|password|phrase|passphrase|file|backup|disk|server) (?:has |have |had |is |are |was |were )?(?:just |now |since |already |finally |meanwhile |all |both )*(?:turned up|come back|came back|is back|are back|reappeared|been found|found again|surfaced|resurfaced|come to light|came to light|works? again|working again|been (?:sorted|put right|fixed|resolved|restored|dealt with)|sorted)|(?<!\b(?:not|never|not yet|not even) )(?:(?:found|located|recovered|remembered) (?:it|them)\b|got (?:it|them) back)|all along|is not (?:lost|missing|gone) (?:any ?more|after all|at all)|not (?:lost|missing|gone) any ?more|now it is not|no (?:longer )?(?:need|needed)\b.*|no need (?:for|to)|(?:problem|matter|issue|panic|crisis) (?:is )?(?:solved|over|sorted|resolved|gone)|false alarm|up and running again|back in business|all working (?:now|again)|is all working|have the replacement|it was there|take (?:that|it) back|boots again)\b/;

// "Nowhere to be found" and "has not been found" find nothing; "found a certificate of yours" finds another thing.
const FINDS =
  /(?<!\b(?:to|never|not|yet) (?:be |been |yet )?)\b(?:found|located|recovered|remembered|got back)\b(?! (?:a|an|another|some|out|someone|somebody|no|nothing|that|myself|ourselves)\b)/;
/** What somebody else found is in his hands, not back in the customer's. */
const FOUND_BY_OTHERS =
  /\b(?:google|bing|yahoo|search engines?|crawlers?|somebody|someone|strangers?|hackers?|thief|thieves|attackers?|intruders?|people|everybody|everyone|anyone|anybody|the public|competitors?|customers?|whoever)\b[^,.]{0,30}\b(?:found|located|recovered|got)\b/;

/** Says that something was found: whether that ends the matter depends on the thing. */
export function findsAgain(clause: string): boolean {
  return FINDS.test(clause) && !FOUND_BY_OTHERS.test(clause);
}

/** A matter that is over by its own words. */
export function isOver(clause: string): boolean {
  // "No need to involve anyone" is about whom to ask, not about the matter.
  return OVER.test(clause) && !FOUND_BY_OTHERS.test(clause) && !declinesPerson(clause);
}

const KIN =
  'brother|sister|cousin|uncle|aunt|father|mother|dad|mum|mom|son|daughter|nephew|niece|husband|wife|partner|girlfriend|boyfriend';
const ACQUAINTANCES =
  'friend|mate|buddy|pal|neighbour|neighbor|acquaintance|competitor|supplier|customer|client|tenant|landlord|dentist|accountant|hairdresser';
/** Somebody whose matters are not the customer's: "a mate of mine", "one of our suppliers", "my cousin". */
const OTHER_PERSON = new RegExp(
  `\\b(?:(?:one|some|two|another|other|the|a|an|my|our|your|his|her|of) )+(?:(?:old|good|older|younger|big|little|best|former|other) )*(?:${KIN}|${ACQUAINTANCES})s?(?:(?: 's)? (?:friend|mate|neighbour|firm|company|shop))?(?: of (?:mine|ours|yours))?\\b|\\b(?:a|some|the) (?:colleague|colleage|guy|man|woman|chap|person|bloke|lady)s? (?:from|at|of|in) (?:an ?other|other|a different|some other) (?:company|firm|office|shop|business)\\b|\\b(?:somebody|someone|a guy|a man|a woman|people|a company|a firm|a shop) (?:that )?(?:i|we) know\\b`,
  'g',
);
const OWN = /\b(?:we|us|my|mine|our|ours)\b/;
/** What such a person has, does or is told of. */
const THEIRS =
  /^ (?:'s|s'|had|has|have|having|got|who|whose|at|lost|was|were|is|are|uses?|used|says?|said|needs?|needed|forgot|mislaid)\b|\b(?:his|her|hers|their|theirs)\b/;
/** "My brother has www.…"; "my wife has deleted the key" is the customer's own matter. */
const KINS =
  /^ 's|\b(?:his|her|hers|their|theirs)\b|^ (?:has|have|had|got|uses?|owns?|runs?) (?:(?:a|an|one|two|the same) )?(?:NAME|\w+ NAME|certificate|global|secure|class)/;
const OTHERS =
  /\b(?:friends of ours (?:had|have|lost|were|got)|(?:a|another) (?:company|firm|shop|site|bank) (?:that|who|had|has|lost|was|we know)|somebody else 's|someone else 's|other people 's|(?:a |the |your )?competitor(?:s|'s| 's)?|(?:in|at) another (?:firm|company)|^(?:well |honestly |really |, )*you(?: lot| people| guys| all| folks)? (?:are|were|have been)\b|last year|years ago|the other day in the news)\b/;

/** Somebody else's matter, or one long past. */
export function isOfOthers(clause: string): boolean {
  if (OTHERS.test(clause)) return true;
  const person = [...clause.matchAll(OTHER_PERSON)].at(-1);
  if (!person) return false;
  const behind = clause.slice(person.index + person[0].length);
  // "My husband lost our key" is the customer's own matter; "a mate of mine lost his" is not.
  const own = OWN.test(clause.replace(OTHER_PERSON, ' '));
  const kin = new RegExp(`\\b(?:${KIN})s?$`).test(person[0]);
  const theirs = (kin ? KINS : THEIRS).test(behind);
  return !own && (theirs || !/[a-z]/.test(behind));
}

/** Does a clause speak of what is the writer's own ("…, he should ring you, I told him" does not)? */
export function speaksOfOwn(clause: string): boolean {
  return /\b(?:my|mine|our|ours)\b|^(?:and |but |so |now )*(?:i|we|us)\b/.test(clause);
}

/** "Not ours, his": what was said before was somebody else's matter. */
export function disowns(clause: string): boolean {
  return /^(?:but |and |so )*(?:not (?:ours|mine|us|me)\b(?! only)|(?:that|this|it|they|those)(?: is| was| are| were)? (?:all )?(?:not (?:ours|mine)|his|hers|theirs|for (?:his|her|their) own\b))/.test(
    clause,
  );
}
