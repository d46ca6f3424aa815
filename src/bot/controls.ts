import type { Control, Sayings } from '../knowledge/types.js';

const LEAD = /^(?:(?:please|hi|hello|ok|okay|so|well|now|just|and|but|hey|right|alright|sorry|actually|then|oh|hm+) )+/;
const WISH =
  /^(?:(?:i |we )?(?:want to|wanna|would like to|like to|would rather|rather|would prefer to|need to|have to|wish to)|can i|can we|can you|could i|could we|could you|may i|let us|let me|how do i|how can i|would you|shall we) (?:please )?(?:just )?/;
const TAIL = /(?: (?:please|pls|plz|now|thanks|thank you|then|for me|mate))+$/;

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’`´]/g, "'")
    .replace(/\blet's\b/g, 'let us')
    .replace(/\b(?:can't|cannot)\b/g, 'can not')
    .replace(/n't\b/g, ' not')
    .replace(/'d\b/g, ' would')
    .replace(/'m\b/g, ' am')
    .replace(/'ve\b/g, ' have')
    .replace(/'s\b/g, 's')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The words of each control as people say them, ready to be looked up. */
export class Controls {
  private readonly said = new Map<string, Set<Control>>();

  constructor(controls: Sayings['controls']) {
    for (const [control, sayings] of Object.entries(controls) as [Control, string[]][]) {
      for (const saying of sayings) {
        const key = plain(saying) || saying.trim();
        this.said.set(key, (this.said.get(key) ?? new Set()).add(control));
      }
    }
  }

  /** Whether the whole message is a way to say one of `wanted`; a "please" or "I want to" around it is passed over. */
  read(text: string, wanted: readonly Control[]): Control | null {
    const whole = plain(text) || text.trim();
    if (whole.length > 60) return null;
    const bare = whole.replace(LEAD, '').replace(TAIL, '');
    for (const form of [whole, bare, bare.replace(WISH, '')]) {
      const found = wanted.find((control) => this.said.get(form)?.has(control));
      if (found) return found;
    }
    return null;
  }
}
