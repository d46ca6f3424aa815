import type { Facts } from '../knowledge/facts.js';
import type { Condition, Conditions, Form } from '../knowledge/form.js';
import { basesOf, dayNumber, numberNamed, type Range, rangeOf } from './ranges.js';

/**
 * Whether conditions hold: `open` while a fact still to be asked may settle them, `cannotTell` where a fact that
 * cannot be given leaves them unsettled.
 */
export type Truth = true | false | 'open' | 'cannotTell';

/** Whether all conditions hold over what is known today. One that is false settles it, whatever else is unknown. */
export function truthOf(form: Form, conditions: Conditions, facts: Facts, today: string): Truth {
  const truths = Object.entries(conditions).map(([name, condition]) => truthOfOne(form, name, condition, facts, today));
  if (truths.includes(false)) return false;
  if (truths.includes('open')) return 'open';
  return truths.includes('cannotTell') ? 'cannotTell' : true;
}

/**
 * The facts that open conditions wait for. A fact with a default waits until everything beside it is known: only then
 * can it be seen to matter.
 */
export function factsAwaited(form: Form, conditions: Conditions, facts: Facts, today: string): string[] {
  return Object.entries(conditions).flatMap(([name, condition]) => {
    if (truthOfOne(form, name, condition, facts, today) !== 'open') return [];
    const unknown = factsOf(form, name, condition).filter((fact) => facts[fact] === undefined);
    const withoutDefault = unknown.filter((fact) => form.facts[fact]?.default === undefined);
    return withoutDefault.length > 0 ? withoutDefault : unknown;
  });
}

/** The facts that one condition looks at. */
export function factsOf(form: Form, name: string, condition: Condition): string[] {
  return typeof condition === 'object' && 'differsFrom' in condition
    ? [name, condition.differsFrom]
    : basesOf(form, name);
}

/** The list that a condition names or holds. */
export function listNamed(form: Form, list: string[] | string): string[] {
  if (typeof list !== 'string') return list;
  const named = form.named[list];
  return Array.isArray(named) ? named : [list];
}

function truthOfOne(form: Form, name: string, condition: Condition, facts: Facts, today: string): Truth {
  if (typeof condition === 'object' && ('atMost' in condition || 'moreThan' in condition))
    return truthOfLimit(form, name, condition, facts, today);
  const looked = factsOf(form, name, condition).map((fact) => facts[fact]);
  if (looked.includes(null)) return 'cannotTell';
  if (looked.includes(undefined)) return 'open';
  const value = facts[name];
  if (typeof condition !== 'object') return value === condition;
  if ('differsFrom' in condition) return value !== facts[condition.differsFrom];
  if ('oneOf' in condition) return listNamed(form, condition.oneOf).includes(String(value));
  return !listNamed(form, condition.noneOf).includes(String(value));
}

type Limit = { atMost: number | string } | { moreThan: number | string };

function truthOfLimit(form: Form, name: string, limit: Limit, facts: Facts, today: string): Truth {
  const settled = settledBy(form, limit, rangeOf(form, name, facts, today));
  if (settled !== null) return settled;
  const unknown = basesOf(form, name).filter((fact) => facts[fact] === undefined);
  return couldBeSettled(form, name, limit, facts, today, unknown) ? 'open' : 'cannotTell';
}

function settledBy(form: Form, limit: Limit, { low, high }: Range): boolean | null {
  const within = numberNamed(form, 'atMost' in limit ? limit.atMost : limit.moreThan);
  if (high <= within) return 'atMost' in limit;
  if (low > within) return 'moreThan' in limit;
  return null;
}

/**
 * Whether some answer to the facts still unknown would settle the limit; the ends of their ranges show it, as the
 * value grows with each of them or falls.
 */
function couldBeSettled(
  form: Form,
  name: string,
  limit: Limit,
  facts: Facts,
  today: string,
  unknown: string[],
): boolean {
  const [fact, ...others] = unknown;
  if (fact === undefined) return settledBy(form, limit, rangeOf(form, name, facts, today)) !== null;
  const { low, high } = rangeOf(form, fact, facts, today);
  const ends = [high, low].map((end) => (Number.isFinite(end) ? end : dayNumber(today) + Math.sign(end) * farAway));
  return ends.some((end) => couldBeSettled(form, name, limit, { ...facts, [fact]: dateOf(end) }, today, others));
}

/** Days further away than any limit a table sets. */
const farAway = 200_000;

function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
