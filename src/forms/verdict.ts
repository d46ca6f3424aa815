import type { Facts, Form } from '../knowledge/types.js';
import { truthOf } from './conditions.js';
import type { Decision } from './decide.js';
import { withImplied } from './implied.js';
import { fillWith } from './said.js';
import type { Verdict } from './state.js';

/** A decision in words, with the steps to take. A step whose condition cannot be told is listed: it says itself whom it is for. */
export function verdictOf(form: Form, decision: Decision & { outcome: string }, given: Facts, today: string): Verdict {
  const facts = withImplied(form, given, today);
  const outcome = form.outcomes[decision.outcome];
  if (!outcome) throw new Error(`${form.origin.file}: no outcome "${decision.outcome}"`);
  const said = (text: string) => fillWith(form, text, facts, today);
  return {
    outcome: decision.outcome,
    title: said(outcome.title),
    text: said(outcome.text),
    reasons: decision.reasons,
    plan: form.plan
      .filter((step) => step.for.includes(decision.outcome) && truthOf(form, step.when ?? {}, facts, today) !== false)
      .map(({ id, text, source }) => ({ id, text: said(text), ...(source !== undefined && { source }) })),
    provisional: said(form.provisional),
    facts,
    handOff: outcome.handOff,
  };
}
