import type { FactDefinition } from '../facts.js';
import type { Fault } from '../fault.js';
import { outcomesNamed } from '../read/spelledOut.js';
import { faultAt } from '../sheet.js';
import { checkConditions, type FormSheet, formNames } from './checkConditions.js';
import { didYouMean } from './nearest.js';

/** Every name in a form stands for something of the right kind. Whether its table is whole is the forms' own matter. */
export function checkForm(sheet: FormSheet): Fault[] {
  return [
    ...checkNames(sheet),
    ...checkFacts(sheet),
    ...checkDerived(sheet),
    ...checkConditions(sheet),
    ...checkOutcomes(sheet),
  ];
}

/** A name refers to one that does not exist. */
function unknown(sheet: FormSheet, field: string, name: string, what: string, known: string[]): Fault[] {
  if (known.includes(name)) return [];
  return [
    faultAt(
      sheet,
      field,
      `there is no ${what} "${name}"`,
      `${didYouMean(name, known)}Known: ${known.join(', ') || 'none'}.`,
    ),
  ];
}

function checkNames(sheet: FormSheet): Fault[] {
  const { facts, derived, named, plan } = sheet.value;
  const faults: Fault[] = [];
  for (const name of Object.keys(derived))
    if (Object.hasOwn(facts, name))
      faults.push(faultAt(sheet, `derived.${name}`, `"${name}" is a fact already`, 'Choose another name.'));
  for (const name of ['today', ...Object.keys(named)]) {
    for (const [part, names] of Object.entries({ facts, derived })) {
      if (Object.hasOwn(names, name))
        faults.push(
          faultAt(sheet, `${part}.${name}`, `"${name}" stands for something else already`, 'Choose another name.'),
        );
    }
  }
  plan.forEach(({ id }, index) => {
    if (plan.findIndex((step) => step.id === id) < index)
      faults.push(faultAt(sheet, `plan.${index}.id`, `the plan has a step "${id}" already`, 'Choose another id.'));
  });
  if (sheet.value.each !== undefined)
    faults.push(...unknown(sheet, 'each', sheet.value.each, 'fact', Object.keys(facts)));
  return faults;
}

function checkFacts(sheet: FormSheet): Fault[] {
  const { facts } = sheet.value;
  const ofKind = (kind: string) => Object.keys(facts).filter((name) => facts[name]?.kind === kind);
  const faults: Fault[] = [];
  for (const [name, fact] of Object.entries(facts)) {
    const field = `facts.${name}`;
    faults.push(...crossedBounds(sheet, field, fact));
    for (const bound of ['latest', 'earliest'] as const) {
      const other = fact[bound];
      if (other === undefined || isWrittenOut(other)) continue;
      faults.push(
        ...unknown(sheet, `${field}.${bound}`, other, 'date', [
          'today',
          ...ofKind('date').filter((date) => date !== name),
        ]),
      );
      if (Object.hasOwn(facts, other) && other !== name && boundedBy(sheet, other).has(name))
        faults.push(
          faultAt(
            sheet,
            `${field}.${bound}`,
            `"${name}" and "${other}" bound each other`,
            'Set the bound at one of them.',
          ),
        );
    }
    if (fact.sameAs !== undefined)
      faults.push(
        ...unknown(
          sheet,
          `${field}.sameAs`,
          fact.sameAs,
          'host-name fact',
          ofKind('host-name').filter((host) => host !== name),
        ),
      );
    if (fact.confirmNear)
      faults.push(
        ...unknown(
          sheet,
          `${field}.confirmNear.derived`,
          fact.confirmNear.derived,
          'number of days',
          formNames(sheet).numbers,
        ),
      );
    if (fact.kind === 'choice' && Object.keys(fact.options ?? {}).length < 2)
      faults.push(faultAt(sheet, `${field}.options`, 'there is nothing to choose', 'List at least two options.'));
  }
  return faults;
}

/** Two days written out as bounds leave a day between them. */
function crossedBounds(sheet: FormSheet, field: string, { earliest = '', latest = '' }: FactDefinition): Fault[] {
  if (!isWrittenOut(earliest) || !isWrittenOut(latest) || earliest <= latest) return [];
  return [faultAt(sheet, `${field}.latest`, `no day is from ${earliest} to ${latest}`, 'Swap the two bounds.')];
}

/** A bound that is a day rather than a name: the schema lets no name begin with a figure. */
function isWrittenOut(bound: string): boolean {
  return /^\d/.test(bound);
}

/** The facts that bound a date, and those that bound them. */
function boundedBy(sheet: FormSheet, name: string, seen = new Set<string>()): Set<string> {
  for (const bound of [sheet.value.facts[name]?.earliest, sheet.value.facts[name]?.latest]) {
    if (bound === undefined || seen.has(bound)) continue;
    seen.add(bound);
    boundedBy(sheet, bound, seen);
  }
  return seen;
}

function checkDerived(sheet: FormSheet): Fault[] {
  const { derived, named } = sheet.value;
  const { dates } = formNames(sheet);
  return Object.entries(derived).flatMap(([name, derivation]) => {
    const field = `derived.${name}`;
    if (restsOn(sheet, name).has(name))
      return [faultAt(sheet, field, `"${name}" is computed from itself`, 'Compute it from facts.')];
    if ('days' in derivation)
      return derivation.days.flatMap((date, index) => unknown(sheet, `${field}.days.${index}`, date, 'date', dates));
    const { date, plus } = derivation;
    const numbers = Object.keys(named).filter((key) => typeof named[key] === 'number');
    return [
      ...unknown(sheet, `${field}.date`, date, 'date', dates),
      ...(typeof plus === 'string' ? unknown(sheet, `${field}.plus`, plus, 'named number', numbers) : []),
    ];
  });
}

function restsOn(sheet: FormSheet, name: string, seen = new Set<string>()): Set<string> {
  const derivation = sheet.value.derived[name];
  if (!Object.hasOwn(sheet.value.derived, name) || !derivation) return seen;
  for (const part of 'days' in derivation ? derivation.days : [derivation.date]) {
    if (seen.has(part)) continue;
    seen.add(part);
    restsOn(sheet, part, seen);
  }
  return seen;
}

function checkOutcomes(sheet: FormSheet): Fault[] {
  const { facts, decide, cannotTell, outcomes, plan } = sheet.value;
  const known = Object.keys(outcomes);
  const reached = new Set([...decide.map((row) => row.then), cannotTell.then]);
  const listed = (field: string, names: string[] = []) =>
    names.flatMap((name, index) => unknown(sheet, `${field}.${index}`, name, 'fact', Object.keys(facts)));
  return [
    ...decide.flatMap(({ then }, row) => unknown(sheet, `decide.${row}.then`, then, 'outcome', known)),
    ...unknown(sheet, 'cannotTell.then', cannotTell.then, 'outcome', known),
    ...plan.flatMap((step, index) =>
      step.for.flatMap((name, place) =>
        outcomesNamed(sheet.value, name).flatMap((outcome) =>
          unknown(sheet, `plan.${index}.for.${place}`, outcome, 'outcome', known),
        ),
      ),
    ),
    ...decide.flatMap((row, index) => listed(`decide.${index}.needs`, row.needs)),
    ...known.flatMap((outcome) => [
      ...listed(`outcomes.${outcome}.needs`, outcomes[outcome]?.needs),
      ...listed(`outcomes.${outcome}.adds`, outcomes[outcome]?.adds),
    ]),
    ...known
      .filter((outcome) => !reached.has(outcome))
      .map((outcome) =>
        faultAt(
          sheet,
          `outcomes.${outcome}`,
          `no row leads to the outcome "${outcome}"`,
          'Name it in "then" of a row, or remove it.',
        ),
      ),
  ];
}
