import type { HandOff } from '../desk.js';
import type { Answer, OutsideTopic } from '../entry.js';
import type { FactDefinition } from '../facts.js';
import type { Form, Reason } from '../form.js';
import type { ProcedureText } from './sheets.js';

/** Rewrites one text that customers are told; `field` is where it stands. */
export type Rewrite = (text: string, field: string) => string;

type AnswerText = Omit<Answer, 'origin'>;
type FormText = Omit<Form, 'origin'>;

/** Rewrites the texts of an answer; quotes, phrasings and notes stay. */
export function rewriteAnswer(answer: AnswerText, rewrite: Rewrite): AnswerText {
  return { ...answer, title: rewrite(answer.title, 'title'), text: rewrite(answer.text, 'text') };
}

export function rewriteProcedure(procedure: ProcedureText, rewrite: Rewrite): ProcedureText {
  return {
    ...procedure,
    title: rewrite(procedure.title, 'title'),
    text: rewrite(procedure.text, 'text'),
    stepHelp: { ...procedure.stepHelp, title: rewrite(procedure.stepHelp.title, 'stepHelp.title') },
    steps: procedure.steps.map((step) => ({
      ...step,
      title: rewrite(step.title, `steps.${step.id}.text`),
      text: rewrite(step.text, `steps.${step.id}.text`),
    })),
  };
}

export function rewriteOutside(topics: OutsideTopic[], rewrite: Rewrite): OutsideTopic[] {
  return topics.map((topic, index) => ({
    ...topic,
    title: rewrite(topic.title, `${index}.title`),
    text: rewrite(topic.text, `${index}.text`),
  }));
}

/** Rewrites the answers that agents give often. */
export function rewriteHandOff(handOff: HandOff, rewrite: Rewrite): HandOff {
  const canned = handOff.canned.map(({ title, text }, index) => ({
    title,
    text: rewrite(text, `handOff.canned.${index}.text`),
  }));
  return { ...handOff, canned };
}

/** Rewrites the texts of `says` or `problems`. */
export function rewriteSayings(
  sayings: Record<string, string>,
  part: string,
  rewrite: Rewrite,
): Record<string, string> {
  return mapValues(sayings, (text, key) => rewrite(text, `${part}.${key}`));
}

export function rewriteForm(form: FormText, rewrite: Rewrite): FormText {
  const reasons = (list: Reason[], field: string) =>
    list.map((reason, index) => ({
      ...reason,
      text: rewrite(reason.text, `${field}.${index}.text`),
      ...(reason.byDefault !== undefined && { byDefault: rewrite(reason.byDefault, `${field}.${index}.byDefault`) }),
    }));
  return {
    ...form,
    title: rewrite(form.title, 'title'),
    opening: rewrite(form.opening, 'opening'),
    ...(form.sympathy !== undefined && { sympathy: rewrite(form.sympathy, 'sympathy') }),
    provisional: rewrite(form.provisional, 'provisional'),
    facts: mapValues(form.facts, (fact, name) => rewriteFact(fact, `facts.${name}`, rewrite)),
    decide: form.decide.map((row, index) => ({ ...row, reasons: reasons(row.reasons, `decide.${index}.reasons`) })),
    cannotTell: { ...form.cannotTell, reasons: reasons(form.cannotTell.reasons, 'cannotTell.reasons') },
    outcomes: mapValues(form.outcomes, (outcome, name) => ({
      ...outcome,
      title: rewrite(outcome.title, `outcomes.${name}.title`),
      text: rewrite(outcome.text, `outcomes.${name}.text`),
    })),
    plan: form.plan.map((step, index) => ({ ...step, text: rewrite(step.text, `plan.${index}.text`) })),
  };
}

function rewriteFact(fact: FactDefinition, field: string, rewrite: Rewrite): FactDefinition {
  return {
    ...fact,
    label: rewrite(fact.label, `${field}.label`),
    ask: rewrite(fact.ask, `${field}.ask`),
    hint: rewrite(fact.hint, `${field}.hint`),
    ...(fact.askAgain !== undefined && { askAgain: rewrite(fact.askAgain, `${field}.askAgain`) }),
    ...(fact.example !== undefined && { example: rewrite(fact.example, `${field}.example`) }),
    ...(fact.options && {
      options: mapValues(fact.options, (option, name) => ({
        ...option,
        label: rewrite(option.label, `${field}.options.${name}.label`),
        ...(option.ask !== undefined && { ask: rewrite(option.ask, `${field}.options.${name}.ask`) }),
      })),
    }),
    ...(fact.parts && {
      parts: mapValues(fact.parts, (part, name) => ({
        ...part,
        ask: rewrite(part.ask, `${field}.parts.${name}.ask`),
      })),
    }),
  };
}

function mapValues<T, U>(record: Record<string, T>, map: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
