import { type ContactRead, readContact } from '../reading/contact.js';
import { wordsOf } from '../text/words.js';
import type { Situation } from './situation.js';
import { tradeOf } from './trade.js';

/** A message as far as it is for the question how its writer can be reached. */
export type ContactAnswer = { skips: true } | ({ skips: false } & ContactRead) | null;

/**
 * What a message gives of how the customer can be reached. A thing of the trade or a control word is nobody's name.
 * @param asked whether that was asked for
 * @param skip what the button says by which it is skipped
 * @returns null where it gives nothing: it is a message as any other
 */
export function contactAnswer(
  text: string,
  { controls, trade, language }: Pick<Situation, 'controls' | 'trade' | 'language'>,
  { asked, skip }: { asked: boolean; skip: string },
): ContactAnswer {
  const same = (one: string) =>
    one
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  if (asked && (same(text) === same(skip) || controls.whole(text, ['no', 'dontKnow', 'noneOfThese']) !== null))
    return { skips: true };
  const read = readContact(text, { asked });
  const { rest: _, name, ...reached } = read;
  if (name === undefined && Object.keys(reached).length === 0) return null;
  if (Object.keys(reached).length > 0) return { skips: false, ...read };
  const speaksOfMatter = tradeOf(trade, language.realWords).things.find(wordsOf(text)).length > 0;
  const steers =
    controls.whole(text, ['cancel', 'startOver', 'back', 'help', 'person', 'pause', 'where', 'yes']) !== null;
  return speaksOfMatter || steers ? null : { skips: false, ...read };
}
