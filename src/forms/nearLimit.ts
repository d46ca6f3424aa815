import type { Facts } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import { kinds } from './kinds.js';
import { numberNamed } from './ranges.js';
import { derivedValue } from './said.js';

/**
 * Is a date so near one of the table's limits that a day's error would matter? Looked at by itself, and beside the
 * other dates.
 */
function nearLimit(form: Form, fact: string, facts: Facts, today: string): boolean {
  const near = form.facts[fact]?.confirmNear;
  const value = facts[fact];
  if (!near || typeof value !== 'string') return false;
  const ages = [{ [fact]: value }, facts].map((known) => derivedValue(form, near.derived, known, today));
  return ages.some(
    (age) => age !== null && limitsOf(form, near.derived).some((limit) => Math.abs(age - limit) <= near.days),
  );
}

/**
 * Is a value to be read back before it decides anything: a date or name read with an assumption, or a date near a
 * limit?
 */
export function isDoubtful(
  form: Form,
  fact: string,
  assumed: string | undefined,
  facts: Facts,
  today: string,
): boolean {
  const kind = form.facts[fact]?.kind;
  if (typeof facts[fact] !== 'string' || !kind || !kinds[kind].readsBack) return false;
  return assumed !== undefined || nearLimit(form, fact, facts, today);
}

function limitsOf(form: Form, derived: string): number[] {
  return form.decide.flatMap(({ when }) => {
    const condition = when[derived];
    if (typeof condition !== 'object') return [];
    if ('atMost' in condition) return [numberNamed(form, condition.atMost)];
    return 'moreThan' in condition ? [numberNamed(form, condition.moreThan)] : [];
  });
}
