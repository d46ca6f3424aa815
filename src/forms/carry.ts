import type { FactValue } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import { say, sayProblem } from '../knowledge/say.js';
import { decide } from './decide.js';
import type { FormMove } from './moves.js';
import { isDoubtful } from './nearLimit.js';
import { isAtOnce, proceed } from './proceed.js';
import { factLines } from './question.js';
import type { Context, FormState, FormTurn } from './state.js';
import { drop, isKnown, openTalk, put, type Talk } from './talk.js';
import { shareWithAll, takeSeveral } from './waitingSubjects.js';

type Carried<K extends FormMove['do']> = (talk: Talk, move: Extract<FormMove, { do: K }>) => void;

/** What each move does to a talk. */
const carriers: { [K in FormMove['do']]: Carried<K> } = {
  take: (talk, move) => takeValue(talk, move),
  correct: (talk, move) => takeValue(talk, move),
  takeParts: (talk, { fact, parts }) => {
    talk.state.parts[fact] = [...new Set([...(talk.state.parts[fact] ?? []), ...parts])];
  },
  takeSeveral: (talk, { subjects, factsTold }) => takeSeveral(talk, subjects, factsTold),
  shareWithAll: (talk) => shareWithAll(talk),
  lean: (talk, { fact, option }) => {
    talk.state.leaning = { fact, option };
  },
  reopen: (talk, { fact }) => drop(talk, fact, { ask: true }),
  agree: ({ state }, { fact }) => {
    state.unconfirmed = state.unconfirmed.filter((name) => name !== fact);
  },
  decide: ({ state }) => {
    state.refused = false;
  },
  refuse: (talk) => {
    talk.state.refused = true;
    talk.say.push({ text: say(talk.context.sayings, 'form.whatsWrong') });
  },
  giveUp: (talk, { fact }) => giveUp(talk, fact),
  hint: ({ form, say: said }, { fact }) => {
    said.push({ text: form.facts[fact]?.hint ?? '' });
  },
  offer: ({ state }, { fact, values }) => {
    state.offered = { fact, values: [...values] };
  },
  explain: (talk, { problem }) => {
    talk.say.push({ text: sayProblem(talk.context.sayings, problem) });
  },
  keep: (talk, { fact }) => {
    const label = talk.form.facts[fact]?.label ?? fact;
    talk.say.push({ text: say(talk.context.sayings, 'form.kept', { label }) });
  },
  // What is asked again may be agreed to again, a summary that was refused as well.
  ask: (talk, { ladder }) => {
    talk.ladder = ladder;
    talk.state.refused = false;
  },
};

/**
 * Carries moves out on a form's state, in their order, and says what comes next. Pure: the state given is left as it
 * is.
 * @returns the state as it becomes, what is said, and the verdict where one was reached
 */
export function carry(form: Form, state: FormState, moves: readonly FormMove[], context: Context): FormTurn {
  const talk = openTalk(form, state, context);
  const expected = state.expecting;
  for (const move of moves) (carriers[move.do] as (talk: Talk, move: FormMove) => void)(talk, move);
  if (moves.some(({ do: does }) => does === 'correct' || does === 'take' || does === 'reopen'))
    talk.state.refused = false;
  echo(talk, expected);
  // After a refused summary its question isn't put again: what is wrong was asked instead.
  if (talk.state.refused && moves.some(({ do: does }) => does === 'refuse'))
    return { state: talk.state, say: talk.say, expecting: talk.state.expecting, verdict: null };
  const agreed = moves.some(({ do: does }) => does === 'decide');
  const known = isAtOnce(form, decide(form, state.given, context.today));
  return proceed(talk, { agreed, known });
}

function takeValue(
  talk: Talk,
  { fact, value, assumed, echo: back }: Extract<FormMove, { do: 'take' | 'correct' }>,
): void {
  const { offered: offer } = talk.state;
  const offered = offer?.fact === fact;
  if (talk.state.given[fact] === value && isKnown(talk, fact)) {
    // Said once more: that is a yes to it.
    talk.state.unconfirmed = talk.state.unconfirmed.filter((name) => name !== fact);
    return;
  }
  put(talk, { fact, value, ...(assumed !== undefined && { assumed }) });
  const { passedOver } = talk.state;
  if (passedOver?.fact === fact && passedOver.other === value)
    talk.state.passedOver = { fact, picked: passedOver.other, other: passedOver.picked };
  if (offer && offered) passOver(talk, offer, value);
  if (back) talk.echoed.add(fact);
  if (offered && assumed === undefined) talk.fresh.delete(fact);
}

/** Keeps the one of two that was not picked. */
function passOver({ state }: Talk, { fact, values }: { fact: string; values: string[] }, picked: FactValue): void {
  const [other, ...more] = values.filter((value) => value !== picked);
  if (typeof picked === 'string' && values.includes(picked) && other !== undefined && more.length === 0)
    state.passedOver = { fact, picked, other };
}

/** "I don't know": the hint first, then the fact cannot be given. */
function giveUp(talk: Talk, fact: string): void {
  const { form, state, context } = talk;
  if (state.hinted === fact) {
    put(talk, { fact, value: null });
    return;
  }
  state.hinted = fact;
  talk.say.push({ text: say(context.sayings, 'form.hint', { hint: form.facts[fact]?.hint ?? '' }) });
}

/** What was taken in passing is said back in half a line; what is read back or summed up next says itself. */
function echo(talk: Talk, expected: string | null): void {
  const { form, state, context, fresh } = talk;
  const sure = [...fresh].filter(
    ([fact, assumed]) =>
      (fact !== expected || talk.echoed.has(fact)) && !isDoubtful(form, fact, assumed, state.given, context.today),
  );
  if (sure.length === 0) return;
  const lines = factLines(
    form,
    state,
    context,
    Object.keys(form.facts).filter((name) => sure.some(([fact]) => fact === name)),
  );
  talk.say.push({ text: say(context.sayings, 'form.noted', { lines }), echo: true });
}
