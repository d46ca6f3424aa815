import { cutOut, TAKEN_OUT } from '../certificates/secrets.js';
import type { Form } from '../knowledge/form.js';
import { onlyHandsKeyOver } from '../languages/en/keyHandedOver.js';
import { asksForPassword, onlyNamesPassword, passwordsIn } from '../languages/en/passwordTalk.js';
import { removedNotes } from '../languages/en/removedNotes.js';

const MARKS = [TAKEN_OUT, ...Object.values(removedNotes)];

/**
 * An answer without the password that it may be, where the question was for one: "yes, hunter2" gives a password away
 * only there. The question is known by its words, so that any desk's form has this.
 * @param expecting what the bot's last message asks for
 */
export function withoutAnsweredPassword(text: string, expecting: string | null, forms: readonly Form[]): string {
  const asked = forms.some((form) => {
    const fact = expecting === null ? undefined : form.facts[expecting];
    const parts = Object.values(fact?.parts ?? {}).map(({ ask }) => ask);
    return fact !== undefined && [fact.ask, ...parts].some(asksForPassword);
  });
  return asked ? cutOut(text, passwordsIn(text, { asked })) : text;
}

/** Whether the customer's page took a secret out before it sent a message. */
export const holdsNote = (text: string): boolean => MARKS.slice(1).some((mark) => text.includes(mark));

/**
 * What is left of a message to be read: the marks of secrets are passed over, they are nothing the customer said.
 * Empty where nothing is said beside them but that this was a password, or here is a key.
 */
export function saidBeside(text: string): string {
  const rest = MARKS.reduce((left, mark) => left.replaceAll(mark, '…'), text).trim();
  return onlyNamesPassword(rest) || onlyHandsKeyOver(rest) ? '' : rest;
}
