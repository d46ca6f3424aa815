/** What people say around their name, their e-mail address and their telephone number. */
export const contactWords = {
  /** Whoever says so names himself. */
  naming: /\b(?:my (?:full )?name(?: is|'s|’s|:)|(?:full )?name:)\s+/iu,
  /** The same, where a name follows that is written as one. */
  perhapsNaming: /(?<![\p{L}\p{N}])(?:i am|i'm|i’m|this is|it's|it’s)\s+(?=\p{Lu})/iu,
  /** Ends a name that is told in a sentence. */
  behindName: /\s+(?:from|at|of|here|and|but|with|calling|speaking|again|who|in|on)\b/iu,
  titles: new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'prof', 'sir', 'van', 'von', 'de', 'der', 'den', 'di', 'da', 'la']),
  email:
    /\b(?:(?:my|our|the)? ?e-?mail(?: address)?(?: is|'s|’s|:| would be)?|(?:e-?mail|mail|write to|write|reach|contact|get|answer) (?:me|us)(?: back)?(?: at| on| by e-?mail at| under)?|(?:use|try|it's|it’s|it is|i'm on|on))\s*$/iu,
  /** Says of what it stands beside that it is for reaching somebody. */
  cue: /\b(?:e-?mail|mail me|write to|reach|contact|ring|call|phone|tele?phone|tel|mobile|text) ?(?:me|us|address|number)?\b/iu,
  /** Names an address by what it is, so that what follows is meant for one. */
  emailNamed: /\be-?mail(?: address)?(?: is|'s|’s|:| should be)\s+(?:now |actually |at )?(\S+)/iu,
  telephone:
    /\b(?:ring|call|phone|text|reach|contact|tele?phone|tel|mobile|mob|cell|landline|(?:my|our) (?:direct |work |home )?number)\b/iu,
  /** Numbers that are none to be rung. */
  otherNumber: /\b(?:order|invoice|case|reference|ref|fax|serial|account|customer|po|ticket|vat|port|id)\b/iu,
  /** Short replies, which nobody is called. */
  replies: new Set('no nope nah none n y yes yep yeah yup k idk dunno nothing never'.split(' ')),
  denied: /\b(?:don't|don’t|do not|never|not|no longer|isn't|isn’t|wasn't|used to)\b/iu,
  /** Words that tell nothing more once a contact was taken out of their sentence. */
  around: new Set(
    [
      'a an and or but so also the is are its at on by under to for from here of in it as well with no you can could may me us my our i we they',
      'sorry oh actually btw way correction wrong new now not that',
      'name email e-mail mail address telephone phone tel number mobile cell landline contact details reach reached ring call text write use try best please',
      'pls hi hello hey ok okay sure yes thanks thank thx ta cheers there this would be am back if need needed either full direct work home regards kind best',
    ]
      .join(' ')
      .split(' '),
  ),
} as const;
