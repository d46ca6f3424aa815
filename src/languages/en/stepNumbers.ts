import { cardinals } from './numberWords.js';

/** "Go to step 9", "step 9 please". */
const WANTED =
  /^(?:(?:please|ok|okay|now|can you|could you|can we|let us|i want to|i would like to|,) )*(?:(?:go|skip|jump|move|take me|bring me|back|continue|start|carry on|return|show me)\b[\w ]*? )?step (?:number |no |nr )?(\d{1,3})(?: (?:please|now|thanks|then|again|,|\.|\?))*$/;

/** The step that a message, made plain, wants to go to. */
export function stepWanted(message: string): number | null {
  const number = WANTED.exec(message)?.[1];
  return number === undefined ? null : Number(number);
}

const numbers = [...cardinals, 'twenty'];
const NAMED = new RegExp(`\\bstep (?:number |no\\.? ?)?(\\d{1,2}|${numbers.join('|')})\\b`, 'i');

/** The step that a text, as it was typed, names by its number wherever it stands ("I am stuck at step two"). */
export function stepNamed(text: string): number | null {
  const number = NAMED.exec(text)?.[1]?.toLowerCase();
  return number === undefined ? null : numbers.indexOf(number) + 1 || Number(number);
}
