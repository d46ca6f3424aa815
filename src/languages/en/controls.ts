/** What a control word may be wrapped in: "please just …", "can I …", "… now, thanks". */
const LEAD =
  /^(?:(?:please|pls|plz|hi|hello|ok|okay|so|well|now|just|and|but|hey|right|alright|sorry|actually|then|oh|hm+|no|yes|look|listen|,|\.) )+/;
const WISH =
  /^(?:(?:i |we )?(?:want to|wanna|would like to|like to|would rather|rather|would prefer to|prefer to|need to|have to|wish to|would love to)|can i|can we|can you|could i|could we|could you|may i|might i|let us|let me|how do i|how can i|would you|shall we|i said) (?:please )?(?:just )?/;
const TAIL =
  /(?: (?:(?:everything|everthing|all of (?:it|this|that)|it all|the lot|the whole (?:thing|business))(?: (?:that |what )?(?:i|we) (?:have )?(?:said|told you|wrote|typed))?|please|pls|plz|now|thanks|thank you|then|for me|mate|instead|here|for now|if possible|at once|right away|,|\.|\?))+$/;

/** A clause with what is wrapped around a control word taken off, bit by bit. */
export function unwrapped(clause: string): string[] {
  const bare = clause.replace(/[,.?]/g, ' ').replace(/\s+/g, ' ').trim();
  const inner = bare.replace(LEAD, '').replace(TAIL, '');
  const wished = inner.replace(WISH, '');
  return [...new Set([bare, inner, wished, wished.replace(LEAD, '')])];
}
