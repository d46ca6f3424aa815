import type { Facts } from '../knowledge/facts.js';
import type { Derivation, Form } from '../knowledge/form.js';
import { addDays, daysBetween, isDay } from '../languages/calendar.js';

/**
 * The values that something may still take: day numbers for dates, days for a difference. A known value has equal
 * ends.
 */
export interface Range {
  low: number;
  high: number;
}

const epoch = '1970-01-01';

/** A date as a number of days, so that dates and differences are compared the same way. */
export function dayNumber(date: string): number {
  return daysBetween(epoch, date);
}

/**
 * A number written out or by its name in the form. @throws if the name stands for no number, which the check of the
 * knowledge rules out
 */
export function numberNamed(form: Form, value: number | string): number {
  const number = typeof value === 'number' ? value : form.named[value];
  if (typeof number !== 'number') throw new Error(`${form.origin.file}: "${value}" names no number`);
  return number;
}

/** What a date fact or derived value may be, given the facts known and the bounds of those that are not. */
export function rangeOf(form: Form, name: string, facts: Facts, today: string): Range {
  const derivation = form.derived[name];
  return derivation ? derivedRange(form, derivation, facts, today) : dateRange(form, name, facts, today);
}

/** The facts that a date fact or derived value is computed from; a fact stands for itself. */
export function basesOf(form: Form, name: string): string[] {
  const derivation = form.derived[name];
  if (!derivation) return [name];
  const parts = 'days' in derivation ? derivation.days : [derivation.date];
  return [...new Set(parts.flatMap((part) => basesOf(form, part)))];
}

/** The day that a bound stands for: `today`, a day written out, or the fact of that name where it is known. */
export function boundNamed(name: string | undefined, facts: Facts, today: string): string | undefined {
  if (name === undefined || isDay(name)) return name;
  const value = name === 'today' ? today : facts[name];
  return typeof value === 'string' ? value : undefined;
}

function dateRange(form: Form, name: string, facts: Facts, today: string): Range {
  const value = boundNamed(name, facts, today);
  if (typeof value === 'string') return { low: dayNumber(value), high: dayNumber(value) };
  const { earliest, latest } = form.facts[name] ?? {};
  return {
    // A first day that is written out says which years are slips; a table concludes nothing from it.
    low: earliest && !isDay(earliest) ? rangeOf(form, earliest, facts, today).low : Number.NEGATIVE_INFINITY,
    high: latest ? rangeOf(form, latest, facts, today).high : Number.POSITIVE_INFINITY,
  };
}

function derivedRange(form: Form, derivation: Derivation, facts: Facts, today: string): Range {
  if ('date' in derivation) {
    const { low, high } = rangeOf(form, derivation.date, facts, today);
    const days = numberNamed(form, derivation.plus);
    return { low: low + days, high: high + days };
  }
  const [from, to] = derivation.days;
  const start = rangeOf(form, from, facts, today);
  const end = rangeOf(form, to, facts, today);
  const neverBefore = form.facts[to]?.earliest === from;
  return {
    low: Math.max(end.low - start.high, neverBefore ? 0 : Number.NEGATIVE_INFINITY),
    high: end.high - start.low,
  };
}

/** Within which days any date of a form can be, before one of them is known: what bounds each of its date facts. */
export function dateBoundsOf(form: Form, today: string): { oldest?: string; latest?: string } {
  const dates = Object.keys(form.facts).filter((name) => form.facts[name]?.kind === 'date');
  const high = Math.max(...dates.map((name) => rangeOf(form, name, {}, today).high));
  const [first = ''] = dates.map((name) => firstDay(form, name)).toSorted();
  return { ...(first !== '' && { oldest: first }), ...(Number.isFinite(high) && { latest: addDays(epoch, high) }) };
}

/**
 * The day written out as the first that a date can be, its own or that of the date it may not be before; '' for none.
 */
function firstDay(form: Form, name: string): string {
  const { earliest = '' } = form.facts[name] ?? {};
  return earliest === '' || isDay(earliest) ? earliest : firstDay(form, earliest);
}

/**
 * The facts without dates that lie outside their own bounds (a loss before the order, an order after today): such a
 * date is not known.
 */
export function withinBounds(form: Form, facts: Facts, today: string): Facts {
  const kept: Facts = { ...facts };
  for (const [name, definition] of Object.entries(form.facts)) {
    const value = kept[name];
    if (definition.kind !== 'date' || typeof value !== 'string') continue;
    const { [name]: _, ...others } = kept;
    const { low, high } = rangeOf(form, name, others, today);
    const early = dayNumber(value) < low || value < firstDay(form, name);
    if (early || dayNumber(value) > high) delete kept[name];
  }
  return kept;
}

/**
 * The days between which the dates of every form must lie, where all say so: the earliest first day, the latest last
 * one.
 */
export function sharedBounds(forms: readonly Form[], today: string): { oldest?: string; latest?: string } {
  const all = forms.map((form) => dateBoundsOf(form, today));
  const oldest = all.map((bounds) => bounds.oldest);
  const latest = all.map((bounds) => bounds.latest);
  const known = (days: (string | undefined)[]) => days.filter((day) => day !== undefined).sort();
  return {
    ...(known(oldest).length === forms.length && { oldest: known(oldest)[0]! }),
    ...(known(latest).length === forms.length && { latest: known(latest).at(-1)! }),
  };
}
