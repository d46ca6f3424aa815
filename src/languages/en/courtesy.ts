const HOW_MUCH = 'a lot|a million|very much|so much|again|all|mate';
const FOR_WHAT = 'for (?:that|this|(?:your|any|the) (?:help|reply|answer))';
/** Letters may be drawn out: "thaanks", "thank youuu". */
const THANKS = '(?:tha+n+ks*|than+k ?y*o*u+)';

/** What people open a message with: a greeting, thanks for what went before, an announcement. */
const OPENINGS = [
  `(?:many |great )?${THANKS}(?: (?:${HOW_MUCH}|${FOR_WHAT}))?`,
  'ok(?:ay)?|(?:thx|tha?nx|ta|cheers)(?: mate| for that)?',
  '(?:hi+|hiya|hello+|hey+|howdy)(?: there| all| team| again| everyone| folks)?',
  'good (?:morning|afternoon|evening|day)(?: all| everyone| to you)?',
  'dear (?:sirs?(?: or madam)?|madam|support(?: team)?|team|all|bt)',
  'great(?: stuff)?|perfect|brilliant|lovely|super',
  '(?:i )?hope (?:you are|you.?re|this finds you) (?:all )?well',
  '(?:sorry|excuse me|pardon)(?: to (?:bother|trouble) you)?',
  '(?:just )?(?:a |one |another )?quick (?:question|one)',
  '(?:i have |i.?ve (?:got )?)?(?:one more|two|three|a couple of|a few|some) (?:quick )?(?:things?|questions?)',
];
/**
 * Words that a matter begins with; before others a mark is needed ("hi where is it", but "great minds" is no
 * greeting).
 */
const BEGINNINGS = 'and|but|so|now|our|we|my|i|where|what|who|how|which|when|can|could|do|is|are';
const OPENING = new RegExp(
  [
    `^\\W*(?:(?:ok(?:ay)?|oh|well|right),? )?(?:${OPENINGS.join('|')})\\b`,
    `(?:\\s*[,.!;:–-]+\\s*|\\s+(?=(?:${BEGINNINGS})\\b)|\\s*$)(?:(?:and|but|so|now)\\s+)?`,
  ].join(''),
  'i',
);

/** What people close a message with: thanks or a greeting. */
const CLOSINGS = [
  `(?:many |and )?${THANKS}(?: (?:${HOW_MUCH}|in advance|${FOR_WHAT}))*`,
  'thx|tha?nx|tia|ta|cheers(?: mate)?',
  '(?:any )?help (?:is |would be )?(?:much |greatly )?appreciated|much obliged',
  '(?:(?:kind|best|warm) )?regards',
  'best wishes|yours (?:sincerely|faithfully|truly)',
  '(?:bye|goodbye)(?: now)?',
];
const CLOSING = new RegExp(`(?:^|[\\s,.!?;:–-])(?:${CLOSINGS.join('|')})[\\s.,!]*$`, 'i');

/** The writer's name under a closing: up to three words with capitals. */
const BEFORE_NAME =
  '[Tt]hanks|[Tt]hank you|[Cc]heers|[Aa]dvance|[Rr]egards|[Ww]ishes|[Ss]incerely|[Ff]aithfully|[Tt]ruly';
const SIGNATURE = new RegExp(`(?<=\\b(?:${BEFORE_NAME}))[\\s,.!–-]+(?:\\p{Lu}[\\p{L}.'-]{0,30}\\s{0,2}){1,3}$`, 'u');

/** Openings and closings that may stand one after another: "Hi there. Sorry to bother you. Two things: …". */
const MOST = 4;

/** A message's matter, with the courtesies at its ends set aside; empty where it is nothing but courtesy. */
export function matterOf(text: string): string {
  const opened = cut(text.trim().replace(SIGNATURE, ''), (rest) => rest.replace(OPENING, ''));
  // A full stop or question mark before the thanks belongs to the matter.
  const matter = cut(opened, (rest) => rest.replace(CLOSING, (closing) => /^[?.]/.exec(closing)?.[0] ?? ''));
  return matter.replace(/[\s,;:–-]+$/, '');
}

function cut(text: string, once: (rest: string) => string): string {
  let rest = text;
  for (let time = 0; time < MOST; time++) {
    const shorter = once(rest);
    if (shorter === rest) break;
    rest = shorter;
  }
  return rest;
}

const GRATEFUL =
  /\b(?:tha+n+ks*|than+k ?y*o*u+|thx|thanx|ta|cheers|much obliged|appreciated|grateful|bye|goodbye|merci|danke|gracias)\b/;

/** Does a message, made plain, say thanks or goodbye? */
export function thanks(message: string): boolean {
  return GRATEFUL.test(message);
}
