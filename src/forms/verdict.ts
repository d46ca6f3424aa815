import type { Facts } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import { truthOf } from './conditions.js';
import { type Decision, decide } from './decide.js';
import { withImplied } from './implied.js';
import { fillWith } from './said.js';
import type { Verdict } from './state.js';
import { plainWords, type Words } from './words.js';

/**
 * A decision in words, with the steps to take. A step whose condition cannot be told is listed: it says itself whom
 * it is for.
 */
export function verdictOf(
  form: Form,
  decision: Decision & { outcome: string },
  given: Facts,
  today: string,
  words: Words = plainWords,
): Verdict {
  const facts = withImplied(form, given, today);
  const outcome = form.outcomes[decision.outcome];
  if (!outcome) throw new Error(`${form.origin.file}: no outcome "${decision.outcome}"`);
  const said = (text: string) => fillWith(form, text, facts, today, words);
  return {
    outcome: decision.outcome,
    title: said(outcome.title),
    tone: outcome.tone,
    text: said(outcome.text),
    reasons: decision.reasons,
    plan: form.plan
      .filter((step) => step.for.includes(decision.outcome) && truthOf(form, step.when ?? {}, facts, today) !== false)
      .map(({ id, text, source }) => ({ id, text: said(text), ...(source !== undefined && { source }) })),
    provisional: said(form.provisional),
    facts,
    decidedOn: { given, today },
    handOff: outcome.handOff,
  };
}

/**
 * The same verdict for a place where a customer's own text must be written differently than in plain text.
 * @param given writes such a text (a host name) into the verdict's sentences
 */
export function verdictWritten(form: Form, verdict: Verdict, given: (value: string) => string): Verdict {
  const { decidedOn } = verdict;
  const words = { ...plainWords, given };
  const decision = decide(form, decidedOn.given, decidedOn.today, words);
  return decision.outcome === null ? verdict : verdictOf(form, decision, decidedOn.given, decidedOn.today, words);
}
