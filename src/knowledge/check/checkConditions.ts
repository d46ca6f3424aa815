import type { Fault } from '../fault.js';
import type { Condition, Conditions, Form } from '../form.js';
import { faultAt, type Sheet } from '../sheet.js';
import { didYouMean } from './nearest.js';

export type FormSheet = Sheet<Omit<Form, 'origin'>>;

/** What the names of a form's facts and derived values hold. */
export function formNames({ value: { facts, derived } }: FormSheet): {
  all: string[];
  dates: string[];
  numbers: string[];
} {
  const computed = (part: string) => Object.keys(derived).filter((name) => part in derived[name]!);
  return {
    all: [...Object.keys(facts), ...Object.keys(derived)],
    dates: ['today', ...Object.keys(facts).filter((name) => facts[name]?.kind === 'date'), ...computed('date')],
    numbers: computed('days'),
  };
}

/**
 * Every condition, and every fact that follows from one, is about something that exists and can have the value asked
 * for.
 */
export function checkConditions(sheet: FormSheet): Fault[] {
  const { decide, implied, plan } = sheet.value;
  return [
    ...decide.flatMap(({ when }, index) => checkWhen(sheet, `decide.${index}.when`, when)),
    ...plan.flatMap(({ when = {} }, index) => checkWhen(sheet, `plan.${index}.when`, when)),
    ...implied.flatMap(({ when, then }, index) => [
      ...checkWhen(sheet, `implied.${index}.when`, when),
      ...checkThen(sheet, `implied.${index}.then`, then),
    ]),
  ];
}

function checkWhen(sheet: FormSheet, field: string, when: Conditions): Fault[] {
  return Object.entries(when).flatMap(([name, condition]) => {
    const { all } = formNames(sheet);
    if (!all.includes(name))
      return faultAt(
        sheet,
        `${field}.${name}`,
        `there is no fact or derived value "${name}"`,
        `${didYouMean(name, all)}Known: ${all.join(', ')}.`,
      );
    return checkCondition(sheet, `${field}.${name}`, name, condition);
  });
}

function checkThen(sheet: FormSheet, field: string, then: Record<string, string | boolean>): Fault[] {
  const facts = Object.keys(sheet.value.facts);
  return Object.entries(then).flatMap(([name, value]) => {
    if (!facts.includes(name))
      return faultAt(
        sheet,
        `${field}.${name}`,
        `there is no fact "${name}"`,
        `${didYouMean(name, facts)}Known: ${facts.join(', ')}.`,
      );
    return checkCondition(sheet, `${field}.${name}`, name, value);
  });
}

function checkCondition(sheet: FormSheet, field: string, name: string, condition: Condition): Fault[] {
  const { facts, named } = sheet.value;
  const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
  const wrong = (problem: string, remedy: string) => [faultAt(sheet, field, problem, remedy)];
  if (typeof condition === 'object' && ('atMost' in condition || 'moreThan' in condition)) {
    if (fact ? fact.kind !== 'date' : !formNames(sheet).all.includes(name))
      return wrong(`"${name}" cannot be compared with a number`, 'Compare a number of days from "derived".');
    if (!formNames(sheet).numbers.includes(name))
      return wrong(
        `"${name}" is a date, not a number of days`,
        'Derive the days between two dates, and compare those.',
      );
    const limit = 'atMost' in condition ? condition.atMost : condition.moreThan;
    if (typeof limit !== 'string' || (Object.hasOwn(named, limit) && typeof named[limit] === 'number')) return [];
    return wrong(
      `"${limit}" names no number`,
      `${didYouMean(
        limit,
        Object.keys(named).filter((other) => typeof named[other] === 'number'),
      )}Write a number, or the name of one in "named".`,
    );
  }
  if (!fact)
    return wrong(
      `"${name}" is ${formNames(sheet).numbers.includes(name) ? 'a number of days' : 'a date'}`,
      'Write { atMost: n } or { moreThan: n } about a number of days.',
    );
  if (typeof condition === 'object' && 'differsFrom' in condition) {
    const others = Object.keys(facts).filter((other) => other !== name && facts[other]?.kind === fact.kind);
    if (others.includes(condition.differsFrom)) return [];
    return wrong(
      `"${condition.differsFrom}" is no ${fact.kind} fact that "${name}" could differ from`,
      `${didYouMean(condition.differsFrom, others)}Known: ${others.join(', ') || 'none'}.`,
    );
  }
  if (fact.kind === 'yes-no')
    return typeof condition === 'boolean' ? [] : wrong(`"${name}" is answered by yes or no`, 'Write true or false.');
  if (fact.kind === 'date' || typeof condition === 'boolean')
    return wrong(`"${name}" is a ${fact.kind} fact and cannot be compared with this`, remedies[fact.kind]);
  if (fact.kind === 'host-name') return [];
  const options = Object.keys(fact.options ?? {});
  return valuesOf(condition, named).flatMap((value) =>
    options.includes(value)
      ? []
      : wrong(
          `"${value}" is no option of "${name}"`,
          `${didYouMean(value, options)}Write one of: ${options.join(', ')}.`,
        ),
  );
}

const remedies = {
  choice: 'Write one of its options.',
  date: 'Derive the days between two dates, and compare those.',
  'host-name': 'Write a host name, or { differsFrom: fact }.',
  'yes-no': 'Write true or false.',
};

/** The values a condition names, a name from `named` standing for its list. */
function valuesOf(condition: Exclude<Condition, boolean>, named: Form['named']): string[] {
  const list =
    typeof condition === 'string'
      ? condition
      : 'oneOf' in condition
        ? condition.oneOf
        : 'noneOf' in condition
          ? condition.noneOf
          : [];
  if (typeof list !== 'string') return list;
  const meant = Object.hasOwn(named, list) ? named[list] : undefined;
  return Array.isArray(meant) && typeof condition !== 'string' ? meant : [list];
}
