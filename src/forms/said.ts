import { fill } from '../knowledge/fill.js';
import type { FactDefinition, Facts, FactValue, Form } from '../knowledge/types.js';
import { addDays, longDate } from '../languages/calendar.js';
import { rangeOf } from './ranges.js';

/** How yes, no and "not known" are said. */
export interface Words {
  yes: string;
  no: string;
  unknown: string;
  /** How a text of the customer's own (a host name) is written into a sentence; as it is, where absent. */
  given?: (value: string) => string;
}
export const plainWords: Words = { yes: 'yes', no: 'no', unknown: 'not known' };

/** A value as a person reads it: an option by its label, a date in long form. */
export function sayValue(definition: FactDefinition, value: FactValue, words: Words = plainWords): string {
  if (value === null) return words.unknown;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (definition.kind === 'date') return longDate(value);
  return definition.options?.[value]?.label ?? words.given?.(value) ?? value;
}

/** A text with `{fact}`, `{derived}`, `{named number}` and `{today}` filled; a fact not known is called by its label. */
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

/** A derived value as a number (days, or the day's number since 1970), defaults standing in for what was not given; `null` while it cannot be computed. */
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
