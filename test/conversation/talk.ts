import type { Open } from '../../src/conversation/situation.js';
import { carry } from '../../src/forms/carry.js';
import { begin } from '../../src/forms/conversation.js';
import type { FormTurn } from '../../src/forms/state.js';
import type { Form } from '../../src/knowledge/form.js';
import type { Knowledge } from '../../src/knowledge/knowledge.js';
import { knowledge, on } from '../forms/desk.js';
import { moves } from './situation.js';

/** What a form waits for, as the route looks at it. */
function openOf(form: Form, { state }: FormTurn): Open {
  const { expecting } = state;
  if (expecting === null) return { is: 'decided', form, state };
  if (expecting === 'summary') return { is: 'summary', form, state };
  const fact = expecting.replace('confirm:', '');
  return { is: fact === expecting ? 'question' : 'readBack', form, state, fact };
}

/** A form talked with, its moves carried out as the dialogs do: the turns that came of the messages, the opening one first. */
export function talk(
  form: Form,
  today: string,
  [opening = '', ...replies]: string[],
  of: Knowledge = knowledge,
): FormTurn[] {
  const context = { ...on(today), sayings: of.sayings, desk: of.desk };
  const world = { forms: [form], trade: of.trade, today };
  const began = moves(opening, { is: 'nothing' }, world).find((move) => move.do === 'begin');
  const turns = [begin(form, {}, began?.do === 'begin' ? began.moves : [], context)];
  for (const reply of replies) {
    const last = turns.at(-1)!;
    const [move] = moves(reply, openOf(form, last), world);
    const does = move?.do === 'form' || move?.do === 'revise' ? move.moves : [{ do: 'ask', ladder: 1 } as const];
    turns.push(carry(form, last.state, does, context));
  }
  return turns;
}
