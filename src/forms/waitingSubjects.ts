import type { Facts } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import { isUrgent } from './decide.js';
import type { FactsTold, Subject } from './factsTold.js';
import { freshState } from './state.js';
import { isKnown, put, settle, type Talk } from './talk.js';

/**
 * Takes several subjects of one message (two host names): the first now, a round for each of the others. What is told
 * beside them, and what was told before any was named, is true of all; once the first has its round, what is told is
 * true of that one.
 */
export function takeSeveral(talk: Talk, subjects: readonly Subject[], heard: FactsTold): void {
  const { form, state } = talk;
  const { each } = form;
  if (each === undefined) return;
  const begun = isKnown(talk, each);
  const shared = {
    ...(begun ? {} : sharable(form, state.given)),
    ...sharable(form, Object.fromEntries(heard.values.map(({ fact, value }) => [fact, value]))),
  };
  const [first, ...others] = begun
    ? [undefined, ...subjects.filter(({ name }) => name !== state.given[each])]
    : subjects;
  const current = first ?? subjects.find(({ name }) => name === state.given[each]);
  if (current !== undefined)
    for (const value of [{ fact: each, value: current.name }, ...current.own])
      if (!isKnown(talk, value.fact)) put(talk, value);
  for (const subject of others) {
    if (subject === undefined || state.waitingSubjects.some((waiting) => waiting[each] === subject.name)) continue;
    state.waitingSubjects.push({
      ...shared,
      ...Object.fromEntries(subject.own.map(({ fact, value }) => [fact, value])),
      [each]: subject.name,
    });
    const read = subject.own.map(({ fact, assumed }): [string, string | null] => [fact, assumed ?? null]);
    if (read.length > 0) state.ahead = { ...state.ahead, [subject.name]: Object.fromEntries(read) };
  }
  if (begun) bringForward(talk);
}

/** What can't wait is decided before the round that is open, which comes back behind it as it was. */
function bringForward(talk: Talk): void {
  const { form, state } = talk;
  const { each } = form;
  const urgent = (round: Facts) =>
    Object.entries(round).some(([fact, value]) => value !== undefined && isUrgent(form, fact, value));
  const next = state.waitingSubjects.find(urgent);
  if (each === undefined || !next || urgent(state.given)) return;
  const open = String(state.given[each]);
  // What still wants a yes, and what was told just now, is read back when its round comes.
  const unsure = Object.fromEntries<string | null>([
    ...[...talk.fresh].map(([fact, assumed]): [string, string | null] => [fact, assumed ?? null]),
    ...state.unconfirmed.map((fact): [string, string] => [fact, 'unconfirmed']),
  ]);
  talk.fresh.clear();
  const others = state.waitingSubjects.filter((round) => round !== next);
  talk.state = {
    ...freshState({ ...next }),
    latest: Object.keys(next),
    waitingSubjects: [{ ...state.given }, ...others],
    ahead: { ...state.ahead, [open]: unsure },
  };
  settle(talk);
}

/** Facts that may be true of several subjects: all but names and what cannot be given. */
function sharable(form: Form, facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).filter(([fact, value]) => value !== null && form.facts[fact]?.kind !== 'host-name'),
  );
}

/** "3 May for both": what a reply gave is true of the subjects to come as well. */
export function shareWithAll(talk: Talk): void {
  const { form, state, fresh } = talk;
  const given = Object.fromEntries(Object.entries(sharable(form, state.given)).filter(([fact]) => fresh.has(fact)));
  state.waitingSubjects = state.waitingSubjects.map((waiting) => ({ ...waiting, ...given }));
}
