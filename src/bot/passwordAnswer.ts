import { cutOut, TAKEN_OUT } from '../certificates/secrets.js';
import type { Form } from '../knowledge/types.js';
import { asksForPassword, passwordsIn } from '../languages/en/passwordTalk.js';

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

/** What is left of a message to be read, the secrets' marks passed over; empty where nothing is said beside them. */
export function saidBeside(text: string): string {
  const rest = text.replaceAll(TAKEN_OUT, '…').trim();
  return /[\p{L}\p{N}]/u.test(rest) ? rest : '';
}
