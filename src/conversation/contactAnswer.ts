import { contactWords as said } from '../languages/en/contactWords.js';
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

/**
 * What a message says besides a contact that nobody has asked for and nobody takes yet, as no case is open.
 * @returns '' where it says nothing more; null where it gives none: a name alone is none, and what may be meant for the
 * name or day that a form asks for is the form's
 */
export function besidesContact(
  text: string,
  situation: Pick<Situation, 'controls' | 'trade' | 'language' | 'open'>,
): string | null {
  const read = contactAnswer(text, situation, { asked: false, skip: '' });
  if (read === null || read.skips) return null;
  const { name, email, telephone, rest } = read;
  if (email === undefined && telephone === undefined) return null;
  const { open } = situation;
  const kind = open.is === 'question' || open.is === 'readBack' ? open.form.facts[open.fact]?.kind : undefined;
  const asked = kind === 'host-name' || kind === 'date';
  return asked && name === undefined && !said.cue.test(text) ? null : rest;
}
