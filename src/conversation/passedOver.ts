import type { FormMove } from '../forms/moves.js';
import type { Hearing } from './hearing.js';

/**
 * "No, the other one", after one of two was picked: the value is changed to the other, and back again. Only while what
 * was picked is what was given last and nothing that is asked has an option of that name.
 */
export function theOtherOfTwo({ form, state, message, fact: asked }: Hearing): FormMove[] {
  const { passedOver, offered, latest } = state;
  if (!passedOver || offered || form.facts[asked]?.options || !message.language.hints.onlyTheOther(message.plain))
    return [];
  const { fact, picked, other } = passedOver;
  if (latest.at(-1) !== fact || state.given[fact] !== picked) return [];
  return [{ do: 'correct', fact, value: other, echo: true }];
}
