import { say, sayProblem } from '../knowledge/say.js';
import type { Form } from '../knowledge/types.js';
import { dontKnow, readYesNo, splitYesNo } from '../reading/yesNo.js';
import { isSubstantial, readAnswer, saysSameName, without } from './answer.js';
import { correct } from './correction.js';
import { corrects } from './naming.js';
import { isDoubtful } from './nearLimit.js';
import { factLines } from './question.js';
import { takeSeveral } from './rounds.js';
import { drop, isKnown, put, type Talk } from './talk.js';
import { lone, type Told, told } from './told.js';

const another = /\b(?:also|too|another|as well|second one|other one)\b/i;

/** Takes from a sentence what it tells of facts that aren't known yet. */
function takeTold(talk: Talk, heard: Told, except: string[] = []): void {
  const { state } = talk;
  for (const value of heard.values) {
    if (!except.includes(value.fact) && ((state.given[value.fact] ?? null) === null || isUrgent(talk.form, value)))
      put(talk, value);
  }
}

/** What decides at once (a stolen key) counts whenever it is told, whatever was known before. */
function isUrgent(form: Form, { fact, value }: Told['values'][number]): boolean {
  return form.decide.some(({ atOnce, when }) => atOnce === true && when[fact] === value);
}

/** The sentence that opens a form. */
export function hearOpening(talk: Talk, text: string): void {
  const { form, context, state } = talk;
  const heard = told(form, text, context.today);
  if (heard.several.length > 0) takeSeveral(talk, heard.several, heard);
  else for (const value of lone(form, heard)) if (!isKnown(talk, value.fact)) put(talk, value);
  takeTold(talk, heard);
  for (const { problem } of heard.refused.filter(({ problem: { alternatives } }) => !alternatives))
    talk.say.push({ text: sayProblem(context.sayings, problem) });
  const sure = [...talk.fresh].filter(
    ([fact, assumed]) => !isDoubtful(form, fact, assumed, state.given, context.today),
  );
  const noted = factLines(
    form,
    state,
    context,
    sure.map(([fact]) => fact),
  );
  if (noted !== '') talk.say.push({ text: say(context.sayings, 'form.noted', { lines: noted }) });
}

/** A reply to a question. */
export function hearAnswer(talk: Talk, fact: string, text: string): void {
  const { form, context, state } = talk;
  const whole = told(form, text, context.today);
  const heard = saysSameName(talk, fact, text)
    ? { ...whole, values: whole.values.filter((value) => value.fact === fact) }
    : whole;
  const several = fact === form.each || (form.each !== undefined && !isKnown(talk, form.each)) ? heard.several : [];
  const corrected = correct(talk, text, { told: heard, asked: fact });
  if (several.length > 0) takeSeveral(talk, several, heard);
  else if (form.each !== undefined && form.facts[fact]?.kind !== 'host-name' && corrected.length === 0)
    takeFurther(talk, fact, text, heard);
  takeTold(talk, heard, [fact]);
  if (several.length > 0 && fact === form.each) return;
  if (corrected.length > 0 && (state.reopened !== null || sameKind(talk, fact, corrected))) return;
  takeAnswer(talk, fact, text, heard);
}

/** A name beside the question: the form's own, or another subject's. */
function takeFurther(talk: Talk, fact: string, text: string, heard: Told): void {
  const { form, state } = talk;
  const each = form.each!;
  for (const value of lone(form, heard)) {
    if (value.fact === fact || form.facts[value.fact]?.kind !== form.facts[each]?.kind) continue;
    if (!isKnown(talk, value.fact)) put(talk, value);
    else if (value.fact === each && another.test(text) && value.value !== state.given[each])
      takeSeveral(talk, [{ name: String(value.value), own: [] }], heard);
  }
}

function sameKind({ form }: Talk, fact: string, corrected: string[]): boolean {
  const kind = form.facts[fact]?.kind;
  return corrected.some((name) => form.facts[name]?.kind === kind);
}

function takeAnswer(talk: Talk, fact: string, text: string, heard: Told): void {
  const { form, context, state } = talk;
  const reading = readAnswer(talk, fact, text, heard);
  if ('value' in reading) {
    const offered = state.offered?.fact === fact;
    put(talk, { fact, ...reading });
    if (offered) talk.fresh.delete(fact);
    return;
  }
  const useful = talk.understood;
  const { problem } = reading;
  if (dontKnow(without(text, heard, fact), context.sayings.controls.dontKnow)) {
    giveUp(talk, fact);
  } else if (problem.alternatives && problem.alternatives.length > 1 && form.facts[fact]?.kind !== 'choice') {
    talk.understood = true;
    const values = problem.alternatives.map(String);
    if (fact === form.each)
      takeSeveral(
        talk,
        values.map((name) => ({ name, own: [] })),
        heard,
      );
    else {
      state.offered = { fact, values };
      talk.say.push({ text: sayProblem(context.sayings, problem) });
    }
  } else if (isSubstantial(problem) || !useful) {
    talk.say.push({ text: sayProblem(context.sayings, problem) });
    talk.understood = useful || isSubstantial(problem);
  }
}

/** "I don't know": the hint first, then the fact cannot be given. */
function giveUp(talk: Talk, fact: string): void {
  const { form, state, context } = talk;
  talk.understood = true;
  if (state.hinted === fact) {
    put(talk, { fact, value: null });
    return;
  }
  state.hinted = fact;
  talk.say.push({ text: say(context.sayings, 'form.hint', { hint: form.facts[fact]?.hint ?? '' }) });
}

/** A reply to a value read back. */
export function hearConfirmation(talk: Talk, fact: string, text: string): void {
  const { form, context, state } = talk;
  const { answer, rest } = splitYesNo(text);
  const left = answer === null ? text : rest;
  const heard = told(form, left, context.today);
  const reading = left === '' ? null : readAnswer(talk, fact, left, heard);
  const agrees = () => {
    state.unconfirmed = state.unconfirmed.filter((name) => name !== fact);
    talk.understood = true;
  };
  if (reading && 'value' in reading && reading.value !== null) {
    if (reading.value === state.given[fact]) agrees();
    else put(talk, { fact, ...reading });
    takeTold(talk, heard, [fact]);
    return;
  }
  // Nothing else of its kind is asked just now: a name that comes alone is the one still wanted.
  for (const value of lone(form, heard))
    if (value.fact !== fact && !isKnown(talk, value.fact) && form.facts[value.fact]?.kind !== form.facts[fact]?.kind)
      put(talk, value);
  const corrected = left === '' ? [] : correct(talk, left, { told: heard, asked: fact });
  takeTold(talk, heard, [fact]);
  if (corrected.length > 0 && answer !== true) return;
  const said = answer ?? yesOrNo(text);
  if (said === true) agrees();
  else if (reading && 'problem' in reading && isSubstantial(reading.problem)) {
    talk.say.push({ text: sayProblem(context.sayings, reading.problem) });
    if (said === false) drop(talk, fact, { ask: true });
    talk.understood = true;
  } else if (said === false) {
    drop(talk, fact, { ask: true });
    talk.understood = true;
  } else if (dontKnow(text, context.sayings.controls.dontKnow)) giveUp(talk, fact);
}

/** A reply to the summary. @returns whether it was agreed to */
export function hearSummary(talk: Talk, text: string): boolean {
  const { form, context, state } = talk;
  const { answer, rest } = splitYesNo(text);
  const left = answer === null ? text : rest;
  const heard = told(form, left, context.today);
  if (addsAnother(talk, left, heard)) return false;
  const corrected =
    left === '' ? [] : correct(talk, left, { told: heard, surely: true, byName: state.refused || answer === false });
  takeTold(talk, heard);
  if (corrected.length > 0) {
    state.refused = false;
    return false;
  }
  const said = answer ?? yesOrNo(text);
  if (said === true && !corrects(left, { no: true })) {
    talk.understood = true;
    state.refused = false;
    return true;
  }
  if (
    said === false ||
    (answer === null &&
      corrects(text, { no: true }) &&
      /\b(?:wrong|not right|incorrect|not correct|isn't right|mistake)\b/i.test(text))
  ) {
    state.refused = true;
    talk.understood = true;
    talk.say.push({ text: say(context.sayings, 'form.whatsWrong') });
  }
  return false;
}

/** "Oh, and www.b.com too" at the summary is another subject, no correction. */
function addsAnother(talk: Talk, text: string, heard: Told): boolean {
  const { form } = talk;
  if (form.each === undefined || !isKnown(talk, form.each) || !another.test(text) || corrects(text, { no: true }))
    return false;
  const kind = form.facts[form.each]?.kind;
  const names = heard.loose.flatMap((spot) =>
    spot.kind === kind && 'value' in spot.reading ? [{ name: spot.reading.value, own: [] }] : [],
  );
  if (names.length === 0) return false;
  takeSeveral(talk, names, heard);
  return true;
}

function yesOrNo(text: string): boolean | null {
  const reading = readYesNo(text);
  return 'value' in reading ? reading.value : null;
}

/** What is said after the verdict: only a correction is of use. */
export function hearAfter(talk: Talk, text: string): void {
  const heard = told(talk.form, text, talk.context.today);
  correct(talk, text, { told: heard });
}
