import type { FactsTold } from '../forms/factsTold.js';
import type { FormMove } from '../forms/moves.js';
import type { FormState } from '../forms/state.js';
import type { FactDefinition, FactValue } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import type { Message } from './message.js';
import type { Situation } from './situation.js';

/** A reply to one fact's question, with all that was made of it. */
export interface Asked {
  form: Form;
  state: FormState;
  fact: string;
  definition: FactDefinition;
  message: Message;
  factsTold: FactsTold;
  situation: Situation;
}

/** A value as the answer to what was asked. @param echo said back although it was asked for */
export const take = (fact: string, value: FactValue, assumed?: string, echo = false): FormMove => ({
  do: 'take',
  fact,
  value,
  ...(assumed !== undefined && { assumed }),
  ...(echo && { echo }),
});

/** Nothing but a question: it answers nothing. */
export function onlyAsks({ asks, tells }: Message): boolean {
  return asks !== '' && !tells;
}

/** A clause that says what is so. */
export const isPlain = ({ modality }: Message['clauses'][number]) => modality === 'asserted' || modality === 'hedged';
