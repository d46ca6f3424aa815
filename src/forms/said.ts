import type { FactDefinition, Facts, FactValue } from '../knowledge/facts.js';
import { fill } from '../knowledge/fill.js';
import type { Form } from '../knowledge/form.js';
import { addDays } from '../languages/calendar.js';
import { longDate } from '../languages/en/dates/longDate.js';
import { kinds } from './kinds.js';
import { rangeOf } from './ranges.js';
import { plainWords, type Words } from './words.js';

/** A value as a person reads it: an option by its label, a date in long form. */
export function sayValue(definition: FactDefinition, value: FactValue, words: Words = plainWords): string {
  if (value === null) return words.unknown;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  return kinds[definition.kind].say(value, definition, words);
}

/**
 * A text with `{fact}`, `{derived}`, `{named number}` and `{today}` filled; a fact not known is called by its label.
 */
export function fillWith(form: Form, text: string, facts: Facts, today: string, words: Words = plainWords): string {
  const values: Record<string, string | number> = { today: longDate(today) };
  for (const [name, value] of Object.entries(form.named)) if (typeof value === 'number') values[name] = value;
  for (const name of Object.keys(form.derived)) {
    const value = derivedValue(form, name, facts, today);
    if (value !== null) values[name] = 'date' in form.derived[name]! ? longDate(addDays('1970-01-01', value)) : value;
  }
  for (const [name, definition] of Object.entries(form.facts)) {
    const value = withDefaults(form, facts, today)[name];
    values[name] = value === undefined || value === null ? definition.label : sayValue(definition, value, words);
  }
  return fill(text, values);
}

/**
 * A derived value as a number (days, or the day's number since 1970), defaults standing in for what was not given;
 * `null` while it cannot be computed.
 */
export function derivedValue(form: Form, name: string, facts: Facts, today: string): number | null {
  const { low, high } = rangeOf(form, name, withDefaults(form, facts, today), today);
  return low === high && Number.isFinite(low) ? low : null;
}

/** Does a default stand in for a fact? */
export function byDefault(form: Form, facts: Facts): boolean {
  return Object.entries(form.facts).some(
    ([name, definition]) => definition.default !== undefined && typeof facts[name] !== 'string',
  );
}

function withDefaults(form: Form, facts: Facts, today: string): Facts {
  const known = { ...facts };
  for (const [name, definition] of Object.entries(form.facts))
    if (definition.default === 'today') known[name] ??= today;
  return known;
}
