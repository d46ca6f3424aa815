import { cardinals, ordinals } from './numberWords.js';

/** Words of a reply that choose nothing by themselves. */
export const choosesNothing: ReadonlySet<string> = new Set(
  'the a an option number no nr choice answer please it is its was thats that i pick choose think would id say go for with take my our um er well ok okay one kind sort type certificate cert thanks thank you of course just simply only believe guess suppose reckon probably maybe presumably as far know im pretty sure to be we had have got normal here right already yes no and those these them'.split(
    ' ',
  ),
);

/** "The second one": in a longer reply this word is no number. */
export const standsForAny = 'one';

const numbers = cardinals.slice(0, 10);
const places = ordinals.slice(0, 10);
const ends = new Map<string, 'first' | 'last'>([
  ['last', 'last'],
  ['latter', 'last'],
  ['former', 'first'],
]);

/** Does a word mean the first or the last of what was offered? */
export function endOfList(word: string): 'first' | 'last' | null {
  return ends.get(word) ?? null;
}

/** The place, from 1, that a word written in letters names ("second", "3rd", "four"); 0 where it names none. */
export function placeNamed(word: string): number {
  const figures = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(word)?.[1];
  return figures ? Number(figures) : Math.max(places.indexOf(word), numbers.indexOf(word)) + 1;
}

/** "Backup, key or certificate". */
export function oneOf(labels: readonly string[]): string {
  return labels.length > 1 ? `${labels.slice(0, -1).join(', ')} or ${labels.at(-1)}` : (labels[0] ?? '');
}
