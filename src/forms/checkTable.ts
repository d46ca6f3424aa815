import type { Facts, FactValue } from '../knowledge/facts.js';
import type { Fault } from '../knowledge/fault.js';
import type { Conditions, Form } from '../knowledge/form.js';
import { faultAt } from '../knowledge/sheet.js';
import { addDays } from '../languages/calendar.js';
import { factsOf, listNamed, truthOf } from './conditions.js';
import { withImplied } from './implied.js';
import { numberNamed, withinBounds } from './ranges.js';
import { sayValue } from './said.js';

/** A day to count from; which one it is plays no part. */
const day = '2024-06-15';
/** A table with more cases than this isn't searched to the end, and is not blamed for what wasn't seen. */
const mostCases = 200_000;

/**
 * What is wrong with a form's table as a whole: rows that nothing reaches, facts that leave no row, outcomes that
 * never come about.
 */
export function checkTable(form: Form): Fault[] {
  const search = new Search(form);
  const faults: Fault[] = [];
  const reached = new Set([form.cannotTell.then]);
  form.decide.forEach(({ then }, index) => {
    const found = search.find((truth, at) => (at < index ? truth !== true : truth !== false), index);
    if (found !== null) reached.add(then);
    else
      faults.push(
        faultAt(
          form.origin,
          `decide.${index}`,
          'no facts reach this row: those before it take them all',
          'Move it up, or remove it.',
        ),
      );
  });
  const left = search.find((truth) => truth !== true, form.decide.length - 1);
  if (left !== null && left !== 'unknown')
    faults.push(
      faultAt(
        form.origin,
        'decide',
        `no row fits ${told(form, left)}`,
        'Add a row for it, or end the table with `when: {}`.',
      ),
    );
  for (const outcome of Object.keys(form.outcomes)) {
    if (!reached.has(outcome))
      faults.push(
        faultAt(
          form.origin,
          `outcomes.${outcome}`,
          `nothing leads to the outcome "${outcome}"`,
          'Correct the rows that should lead to it, or remove it.',
        ),
      );
  }
  return faults;
}

class Search {
  readonly #facts: [string, FactValue[]][];
  readonly #implied: Set<string>;

  constructor(private readonly form: Form) {
    const used = new Set(
      conditionsOf(form).flatMap((when) =>
        Object.entries(when).flatMap(([name, condition]) => factsOf(form, name, condition)),
      ),
    );
    this.#facts = Object.keys(form.facts)
      .filter((name) => used.has(name))
      .map((name) => [name, valuesOf(form, name)]);
    this.#implied = new Set(form.implied.flatMap(({ then }) => Object.keys(then)));
  }

  /**
   * Facts over which every row up to the last is as wanted; `null` if there are none, `unknown` if the search grew
   * too long.
   */
  find(wanted: (truth: unknown, row: number) => boolean, last: number): Facts | 'unknown' | null {
    const rows = this.form.decide.slice(0, last + 1);
    let cases = 0;
    const deeper = (at: number, facts: Facts): Facts | null => {
      cases += 1;
      const whole = at === this.#facts.length;
      const settled = whole ? withImplied(this.form, facts, day) : facts;
      const possible = rows.every(
        ({ when }, row) => (!whole && this.#mayTurn(when)) || wanted(truthOf(this.form, when, settled, day), row),
      );
      if (!possible || cases > mostCases) return null;
      const next = this.#facts[at];
      if (!next) return facts;
      for (const value of next[1]) {
        const more = { ...facts, [next[0]]: value };
        const found = next[0] in withinBounds(this.form, more, day) ? deeper(at + 1, more) : null;
        if (found) return found;
      }
      return null;
    };
    return deeper(0, {}) ?? (cases > mostCases ? 'unknown' : null);
  }

  /** A fact that others may yet override can't settle a condition before they are known. */
  #mayTurn(when: Conditions): boolean {
    return Object.keys(when).some((name) => this.#implied.has(name));
  }
}

function conditionsOf(form: Form): Conditions[] {
  return [...form.decide.map(({ when }) => when), ...form.implied.map(({ when }) => when)];
}

/** Values that stand for all a fact can have: every option, dates on either side of each limit. */
function valuesOf(form: Form, name: string): FactValue[] {
  const { kind, options } = form.facts[name]!;
  if (kind === 'choice') return Object.keys(options ?? {});
  if (kind === 'yes-no') return [true, false];
  const named = conditionsOf(form).flatMap((when) => {
    const condition = when[name];
    if (typeof condition === 'string') return [condition];
    if (typeof condition !== 'object') return [];
    return 'oneOf' in condition
      ? listNamed(form, condition.oneOf)
      : 'noneOf' in condition
        ? listNamed(form, condition.noneOf)
        : [];
  });
  if (kind === 'host-name') return [...new Set([...named, 'one.example', 'another.example'])];
  const limits = conditionsOf(form).flatMap((when) =>
    Object.values(when).flatMap((condition) => {
      if (typeof condition !== 'object') return [];
      if ('atMost' in condition) return [numberNamed(form, condition.atMost)];
      return 'moreThan' in condition ? [numberNamed(form, condition.moreThan)] : [];
    }),
  );
  const steps = [...new Set([0, ...limits.flatMap((limit) => [limit, limit + 1]), 2 * Math.max(0, ...limits) + 2])];
  return steps.map((days) => addDays(day, -days));
}

function told(form: Form, facts: Facts): string {
  const parts = Object.entries(facts).map(
    ([name, value]) => `${form.facts[name]?.label ?? name}: ${sayValue(form.facts[name]!, value)}`,
  );
  return parts.length > 0 ? parts.join(', ') : 'at all';
}
