import type { Form } from '../knowledge/form.js';
import { sameMark, type Value } from './factsTold.js';
import { withImplied } from './implied.js';
import type { Ladder } from './moves.js';
import type { Context, FormState, Said, Verdict } from './state.js';

/** One message being heard: the state as it becomes, and what is said to it. */
export interface Talk {
  form: Form;
  context: Context;
  state: FormState;
  say: Said[];
  /** How often in a row nothing was understood. */
  ladder: Ladder;
  verdict: Verdict | null;
  /** Facts given in this message, with what was assumed in reading them. */
  fresh: Map<string, string | undefined>;
  /** Facts to be said back although they were asked for. */
  echoed: Set<string>;
}

/** A talk that goes on from a state, which is left as it is. */
export function openTalk(form: Form, state: FormState, context: Context): Talk {
  return {
    form,
    context,
    state: structuredClone(state),
    say: [],
    ladder: 0,
    verdict: null,
    fresh: new Map(),
    echoed: new Set(),
  };
}

/** Is a fact known, to the customer's "I can't tell" at least? */
export function isKnown(talk: Talk, fact: string): boolean {
  return talk.state.given[fact] !== undefined;
}

/**
 * Takes a value for a fact. What rests on the old value follows: a name that is "the same", and rounds to come that
 * were told it in the same breath.
 */
export function put(talk: Talk, { fact, value: said, assumed }: Pick<Value, 'fact' | 'value' | 'assumed'>): void {
  const { form, state } = talk;
  const sameAs = form.facts[fact]?.sameAs;
  const value = sameAs !== undefined && said === sameMark(sameAs) ? state.given[sameAs] : said;
  if (value === undefined) return;
  const old = state.given[fact];
  const isSame = said !== value || value === state.given[sameAs ?? ''];
  forget(talk, fact);
  state.given[fact] = value;
  state.latest = [...state.latest.filter((name) => name !== fact), fact];
  if (old !== value && value !== null) talk.fresh.set(fact, said === value ? assumed : undefined);
  for (const name of state.same)
    if (form.facts[name]?.sameAs === fact && name in state.given) state.given[name] = value;
  if (isSame) state.same.push(fact);
  if (fact !== form.each)
    state.waitingSubjects = state.waitingSubjects.map((waiting) =>
      old !== undefined && waiting[fact] === old ? { ...waiting, [fact]: value } : waiting,
    );
  settle(talk);
}

/** Forgets a fact, for the rounds to come as well where they were told the same; with `ask` it is asked next. */
export function drop(talk: Talk, fact: string, { ask }: { ask: boolean }): void {
  const { form, state } = talk;
  const old = state.given[fact];
  forget(talk, fact);
  if (fact !== form.each)
    state.waitingSubjects = state.waitingSubjects.map(({ [fact]: value, ...waiting }) =>
      value === undefined || value === old ? waiting : { ...waiting, [fact]: value },
    );
  if (typeof old === 'string') state.dropped = { fact, value: old };
  delete talk.state.given[fact];
  if (ask) talk.state.reopened = fact;
  settle(talk);
}

/** Everything known, with what follows from it. */
export function settle({ form, state, context }: Talk): void {
  state.facts = withImplied(form, state.given, context.today);
}

/** The last given of the known facts that fit. */
export function lastGiven({ state }: Talk, fits: (fact: string) => boolean): string | undefined {
  return state.latest.findLast((fact) => state.given[fact] !== undefined && fits(fact));
}

function forget({ state, fresh }: Talk, fact: string): void {
  fresh.delete(fact);
  state.unconfirmed = state.unconfirmed.filter((name) => name !== fact);
  if (state.offered?.fact === fact) state.offered = null;
  if (state.leaning?.fact === fact) state.leaning = null;
  delete state.parts[fact];
  if (state.reopened === fact) state.reopened = null;
  if (state.hinted === fact) state.hinted = null;
  state.same = state.same.filter((name) => name !== fact);
}
