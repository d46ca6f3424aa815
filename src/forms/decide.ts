import type { Facts, FactValue } from '../knowledge/facts.js';
import type { Conditions, Form, Reason } from '../knowledge/form.js';
import { factsAwaited, type Truth, truthOf } from './conditions.js';
import { mayImply, tellable } from './implied.js';
import { basesOf, withinBounds } from './ranges.js';
import { byDefault, fillWith } from './said.js';
import { plainWords, type Words } from './words.js';

/**
 * What a form decides over the facts: an outcome with its reasons, or what is still to be known, in the order in
 * which it is asked.
 */
export type Decision =
  | {
      outcome: string /** The row that fits; `null` where a fact that cannot be given leaves it open. */;
      row: number | null;
      reasons: Pick<Reason, 'text' | 'source'>[];
      missing: [];
    }
  | { outcome: null; reasons: []; missing: string[] };

interface Row {
  index: number;
  truth: Exclude<Truth, false>;
}

/**
 * The first row that fits decides. A row that is still open keeps those behind it waiting; one that cannot be told
 * for want of a fact the customer cannot give makes it the form's `cannotTell`, unless all rows that may fit say the
 * same.
 * @param facts an unknown fact is absent, one that cannot be given `null`; a date outside its own bounds counts as
 * unknown
 * @param words how values are said in the reasons
 */
export function decide(form: Form, facts: Facts, today: string, words: Words = plainWords): Decision {
  const possible = withinBounds(form, facts, today);
  const known = tellable(form, possible, today);
  const rows = possibleRows(form, known, today);
  const [first] = rows;
  const contradicted = contradictedIn(form, facts, possible, rows);
  if (contradicted.length > 0) return { outcome: null, reasons: [], missing: contradicted };
  if (first?.truth === 'open') return { outcome: null, reasons: [], missing: missingFor(form, rows, known, today) };
  const certain = rows.at(-1);
  const same =
    certain?.truth === true && rows.every(({ index }) => form.decide[index]?.then === form.decide[certain.index]?.then);
  const row = certain && same ? form.decide[certain.index] : undefined;
  if (certain && row)
    return {
      outcome: row.then,
      row: certain.index,
      reasons: reasonsOf(form, row.reasons, known, today, words),
      missing: [],
    };
  return {
    outcome: form.cannotTell.then,
    row: null,
    reasons: reasonsOf(form, form.cannotTell.reasons, known, today, words),
    missing: [],
  };
}

/**
 * Dates given that can't be (a loss before the order), where a row up to the one that fits looks at them: they are
 * asked again rather than left out.
 */
function contradictedIn(form: Form, given: Facts, possible: Facts, rows: Row[]): string[] {
  const dropped = Object.keys(form.facts).filter(
    (name) => typeof given[name] === 'string' && possible[name] === undefined,
  );
  const last = rows.at(-1)?.index ?? form.decide.length - 1;
  const looked = new Set(
    form.decide.slice(0, last + 1).flatMap(({ when }) => Object.keys(when).flatMap((name) => basesOf(form, name))),
  );
  return dropped.filter((name) => looked.has(name));
}

/** What an outcome's plan needs to know besides, in the form's order. */
export function needsOf(form: Form, outcome: string, row: number | null): string[] {
  return (row === null ? undefined : form.decide[row]?.needs) ?? form.outcomes[outcome]?.needs ?? [];
}

/** The rows that may still fit, up to the first that surely does. */
function possibleRows(form: Form, facts: Facts, today: string): Row[] {
  const rows: Row[] = [];
  for (const [index, { when }] of form.decide.entries()) {
    const truth = rowTruth(form, when, facts, today);
    if (truth !== false) rows.push({ index, truth });
    if (truth === true) break;
  }
  return rows;
}

function rowTruth(form: Form, when: Conditions, facts: Facts, today: string): Truth {
  const truth = truthOf(form, when, facts, today);
  return truth === 'cannotTell' && impliedBy(form, when, facts, today).length > 0 ? 'open' : truth;
}

function impliedBy(form: Form, when: Conditions, facts: Facts, today: string): string[] {
  return Object.keys(when).flatMap((name) => (facts[name] === null ? mayImply(form, name, facts, today) : []));
}

function missingFor(form: Form, rows: Row[], facts: Facts, today: string): string[] {
  const untold = rows.findIndex(({ truth }) => truth === 'cannotTell');
  const before = untold < 0 ? rows : rows.slice(0, untold);
  const wanted = new Set(
    before.flatMap(({ index, truth }) => {
      const row = form.decide[index]!;
      const awaited =
        truth === 'open'
          ? [...factsAwaited(form, row.when, facts, today), ...impliedBy(form, row.when, facts, today)]
          : [];
      return [...awaited, ...needsOf(form, row.then, index)];
    }),
  );
  if (untold >= 0) for (const name of needsOf(form, form.cannotTell.then, null)) wanted.add(name);
  return Object.keys(form.facts).filter((name) => wanted.has(name) && facts[name] === undefined);
}

function reasonsOf(
  form: Form,
  reasons: Reason[],
  facts: Facts,
  today: string,
  words: Words,
): Pick<Reason, 'text' | 'source'>[] {
  return reasons.map(({ text, byDefault: otherwise, source }) => ({
    text: fillWith(form, otherwise !== undefined && byDefault(form, facts) ? otherwise : text, facts, today, words),
    ...(source !== undefined && { source }),
  }));
}

/** A value that decides at once, whatever else was told (a stolen key). */
export function isUrgent(form: Form, fact: string, value: FactValue): boolean {
  return form.decide.some(({ atOnce, when }) => atOnce === true && when[fact] === value);
}
