/** Small words that may stand before a wish or a request. */
export const LEAD =
  '^(?:(?:and|but|so|then|also|ok|okay|well|oh|no|yes|hi|hello|hey|please|pls|just|now|look|listen|sorry|or|actually|honestly|instead|maybe|perhaps|can|could|would|you|,) )*';
export const SOFTLY =
  '(?:please|just|maybe|perhaps|possibly|kindly|really|very|much|also|actually|simply|honestly|definitely|still)';

/** Whoever works at the desk, so called that nobody else is meant. */
export const STAFF = [
  '(?:(?:an?|any|some|the|your) )?(?:(?:actual|real|live|living|proper|physical|qualified|support|service|help ?desk) )*(?:person|people|human(?: being)?s?|operator|representative|rep|adviser|advisor|agent)s?\\b(?! (?:at|in|from) (?:our|my)\\b)',
  '(?:an? |any |some |the )?(?:members? of )?(?:your )?(?:own )?(?:support |service )?(?:staff|support team|help ?desk)',
  '(?:an? |any )?(?:support|staff) (?:person|member|agent|engineer|employee)',
  '(?:(?:one|any|some) of )?your (?:\\w+ )?(?:people|colleagues?|staff|team|engineers?|technicians?|specialists?|experts?|employees?|managers?|supervisors?|boss|humans?|lot|support)',
  '(?:an?|some|the) (?:\\w+ )?(?:colleagues?|engineers?|employees?|technicians?|managers?|specialists?) of yours',
  "one of you\\b(?! ')",
  '(?:some(?:body|one)|any(?:body|one)) (?:real|human|alive|with a (?:pulse|brain)|(?:there )?(?:at|on|from) (?:your|the) (?:end|side|office|staff|team|desk|help ?desk|support(?: (?:team|desk))?)|from support|in support|who works there|there)',
].join('|');
/** Whoever may be meant where it is plain what he is to do. */
export const SOMEBODY =
  '(?:some(?:body|one)|any(?:body|one)|an? (?:colleague|manager|technician|engineer|specialist|expert|supervisor|employee))';
export const ANYONE = `(?:${STAFF}|${SOMEBODY})`;

const MATTER =
  '(?:(?:all of )?(?:it|this|that|these|them|things|everything|me|us)|the (?:rest|lot|whole (?:thing|business|lot|matter)|matter|case|problem|issue)|(?:my|our) (?:\\w+ )?(?:case|problem|issue|matter|request|certificate|enquiry|query|question|situation|lost \\w+)|the lost \\w+|what (?:happened|has happened))';
/** What somebody at the desk would do with the matter or for the customer. */
export const DOES = [
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
export const DOING = `(?:who (?:can|could|would|will) |that (?:can|could|would|will) |(?:to|can|could|would|will|is|be) )?(?:${SOFTLY} )*(?:${DOES})\\b`;
