import { join } from 'node:path';
import { begin, hear } from '../../src/forms/conversation.js';
import type { Context, FormTurn } from '../../src/forms/state.js';
import { readKnowledge } from '../../src/knowledge/read/readKnowledge.js';
import type { Form, Knowledge } from '../../src/knowledge/types.js';

const read = readKnowledge(join(__dirname, '..', '..', 'knowledge'));
if (!read.knowledge) throw new Error(`the knowledge is broken: ${JSON.stringify(read.faults.slice(0, 3))}`);

export const knowledge: Knowledge = read.knowledge;
export const replacement: Form = knowledge.forms.find((form) => form.id === 'replacement')!;

/** What a form is told of the world on a day. */
export const on = (today: string): Context => ({ today, sayings: knowledge.sayings, desk: knowledge.desk });

/** A form talked with: the turns that came of the messages, the opening one first. */
export function talk(form: Form, today: string, messages: string[]): FormTurn[] {
  const [opening = '', ...replies] = messages;
  const turns = [begin(form, {}, opening, on(today))];
  for (const reply of replies) turns.push(hear(form, turns.at(-1)!.state, reply, on(today)));
  return turns;
}
