import { join } from 'node:path';
import { carry } from '../../src/forms/carry.js';
import { begin } from '../../src/forms/conversation.js';
import type { FormMove } from '../../src/forms/moves.js';
import type { Context, FormState, FormTurn } from '../../src/forms/state.js';
import type { Facts, FactValue } from '../../src/knowledge/facts.js';
import type { Form } from '../../src/knowledge/form.js';
import type { Knowledge } from '../../src/knowledge/knowledge.js';
import { readKnowledge } from '../../src/knowledge/read/readKnowledge.js';

const read = readKnowledge(join(__dirname, '..', '..', 'knowledge'));
if (!read.knowledge) throw new Error(`the knowledge is broken: ${JSON.stringify(read.faults.slice(0, 3))}`);

export const knowledge: Knowledge = read.knowledge;
export const replacement: Form = knowledge.forms.find((form) => form.id === 'replacement')!;

/** What a form is told of the world on a day. */
export const on = (today: string): Context => ({ today, sayings: knowledge.sayings, desk: knowledge.desk });
export const today = '2026-11-24';
export const context = on(today);

export const take = (fact: string, value: FactValue, assumed?: string): FormMove => ({
  do: 'take',
  fact,
  value,
  ...(assumed !== undefined && { assumed }),
});

/** A form's state once these facts were given, as opening it leaves it. */
export function knowing(given: Facts, form = replacement, day = today): FormState {
  return begin(form, given, [], on(day)).state;
}

/** A state on which moves were carried out. */
export function carried(state: FormState, ...moves: FormMove[]): FormTurn {
  return carry(replacement, state, moves, context);
}

/** Everything that the main form may ask, with a free replacement as its outcome. */
export const whole: Facts = {
  loss: 'private-key',
  hasBackup: false,
  product: 'secure-server',
  commonName: 'www.example.com',
  orderDate: '2026-11-03',
  newCommonName: 'www.example.com',
  dnChanges: false,
};
/** The facts known while one of them is asked. */
export function knownBefore(fact: string): Facts {
  const names = Object.keys(replacement.facts);
  return Object.fromEntries(Object.entries(whole).filter(([name]) => names.indexOf(name) < names.indexOf(fact)));
}
