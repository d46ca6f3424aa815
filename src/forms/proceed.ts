import type { Facts } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import { say, sayProblem } from '../knowledge/say.js';
import { longDate } from '../languages/en/dates/longDate.js';
import { type Decision, decide, needsOf } from './decide.js';
import { isDoubtful } from './nearLimit.js';
import { confirming, question } from './question.js';
import { boundNamed, withinBounds } from './ranges.js';
import { type FormTurn, freshState } from './state.js';
import { drop, settle, type Talk } from './talk.js';
import { verdictOf } from './verdict.js';

/**
 * After a message was heard: what is asked next, or the verdict.
 * @param agreed the summary was said to be right
 * @param known the form had decided at once before the message: what is asked again on purpose is asked first
 */
export function proceed(
  talk: Talk,
  { agreed = false, known = false }: { agreed?: boolean; known?: boolean } = {},
): FormTurn {
  dropImpossible(talk);
  markUnconfirmed(talk);
  const { form, context } = talk;
  const decision = decide(form, talk.state.given, context.today);
  const atOnce = isAtOnce(form, decision) && !talk.verdict && !(known && talk.state.reopened !== null);
  if (decision.outcome !== null && (atOnce || (agreed && nextAsked(talk) === 'summary'))) {
    // What decides at once is true of all that was told with it: one verdict for all but those told otherwise.
    if (atOnce)
      talk.state.waitingSubjects = talk.state.waitingSubjects.filter((round) =>
        isOtherwise(talk, round, decision.outcome),
      );
    talk.verdict = verdictOf(form, decision, talk.state.given, context.today);
    return nextSubject(talk);
  }
  talk.state.expecting = nextAsked(talk);
  return asked(talk);
}

/** Whether a form needs nothing more, whatever else could be asked. */
export function isAtOnce(form: Form, decision: Decision): boolean {
  if (decision.outcome === null) return false;
  const row = decision.row === null ? undefined : form.decide[decision.row];
  return row?.atOnce ?? form.outcomes[decision.outcome]?.atOnce ?? false;
}

/** The turn as it is, the question asked. */
export function asked(talk: Talk): FormTurn {
  const { state, form, context, say: said, ladder, verdict } = talk;
  const { expecting } = state;
  if (expecting !== null && expecting in form.facts && state.trail.at(-1) !== expecting)
    state.trail = [...state.trail.filter((fact) => fact !== expecting), expecting];
  return { state, say: [...said, ...question(form, state, context, ladder)], expecting, verdict };
}

function nextSubject(talk: Talk): FormTurn {
  const { state, form, context } = talk;
  const [given, ...waitingSubjects] = state.waitingSubjects;
  state.expecting = null;
  Object.assign(state, {
    unconfirmed: [],
    offered: null,
    leaning: null,
    reopened: null,
    hinted: null,
    refused: false,
    parts: {},
  });
  if (!given) return asked(talk);
  const subject = String(form.each === undefined ? '' : given[form.each]);
  const { [subject]: read = {}, ...ahead } = state.ahead ?? {};
  talk.state = { ...freshState({ ...given }), waitingSubjects, ahead, latest: Object.keys(given) };
  talk.fresh.clear();
  // What was only read with an assumption, or lies near a limit, is read back now that it counts.
  for (const [fact, assumed] of Object.entries(read)) talk.fresh.set(fact, assumed ?? undefined);
  settle(talk);
  talk.say.push({ text: say(context.sayings, 'form.next', { subject }) });
  return proceed(talk);
}

function isOtherwise({ form, state, context }: Talk, round: Facts, outcome: string | null): boolean {
  return decide(form, { ...state.given, ...round }, context.today).outcome !== outcome;
}

function nextAsked({ form, state, context }: Talk): string {
  // What was just refused is asked before anything else is read back.
  const first = state.offered?.fact ?? state.leaning?.fact ?? state.reopened;
  if (first !== undefined && first !== null) return first;
  const unconfirmed = Object.keys(form.facts).find((fact) => state.unconfirmed.includes(fact));
  if (unconfirmed !== undefined) return `${confirming}${unconfirmed}`;
  const decision = decide(form, state.given, context.today);
  const missing = decision.outcome === null ? decision.missing : needsOf(form, decision.outcome, decision.row);
  return Object.keys(form.facts).find((fact) => missing.includes(fact) && state.given[fact] === undefined) ?? 'summary';
}

function markUnconfirmed({ form, state, context, fresh }: Talk): void {
  for (const [fact, assumed] of fresh) {
    if (isDoubtful(form, fact, assumed, state.given, context.today) && !state.unconfirmed.includes(fact))
      state.unconfirmed.push(fact);
  }
}

/** A date that another contradicts is said to be wrong, and given up. */
function dropImpossible(talk: Talk): void {
  const { form, state, context } = talk;
  const possible = withinBounds(form, state.given, context.today);
  for (const fact of Object.keys(state.given).filter((name) => possible[name] === undefined)) {
    const value = String(state.given[fact]);
    const bound = boundNamed(form.facts[fact]?.earliest, state.given, context.today);
    const early = bound !== undefined && value < bound;
    const about: Record<string, string> = { date: longDate(value), ...(early && { bound: longDate(bound) }) };
    const problem = { reason: early ? 'date.too-early' : 'date.future', about };
    talk.say.push({ text: sayProblem(context.sayings, problem) });
    drop(talk, fact, { ask: false });
  }
}
