import type { Facts, Form } from '../knowledge/types.js';
import type { Context } from './state.js';
import { lone, sameMark, told } from './told.js';

/** The facts that any sentence tells, strictly read: nobody asked for them. Dates are those that aren't in doubt whose they are. */
export function notice(form: Form, text: string, { today }: Context): Facts {
  const heard = told(form, text, today);
  const facts: Facts = {};
  for (const { fact, value } of [...heard.values, ...lone(form, heard)]) facts[fact] = value;
  for (const [fact, { sameAs }] of Object.entries(form.facts)) {
    if (sameAs === undefined || facts[fact] !== sameMark(sameAs)) continue;
    if (facts[sameAs] === undefined) delete facts[fact];
    else facts[fact] = facts[sameAs];
  }
  return facts;
}
