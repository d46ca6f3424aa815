import { decide } from '../forms/decide.js';
import { derivedValue } from '../forms/said.js';
import type { Verdict } from '../forms/state.js';
import type { Form } from '../knowledge/form.js';
import { say } from '../knowledge/say.js';
import type { Sayings } from '../knowledge/sayings.js';
import { addDays } from '../languages/calendar.js';

/** How a plan's steps are told apart. @param index from 0 */
export const letterOf = (index: number) => String.fromCharCode('a'.charCodeAt(0) + index);

/** The case that a verdict opened for a person, and what may still be told for it. */
export interface Handed {
  case: string;
  /** How soon somebody answers. */
  presence: string;
  /** Labels of facts that the person would like to have. */
  adds: readonly string[];
}

/** Where a case is, and what may be added to it: a paragraph each. */
export function handedTexts(sayings: Sayings, handed: Handed | null): string[] {
  if (!handed) return [];
  const { adds, presence } = handed;
  return [
    `${say(sayings, 'verdict.case')} ${presence}`,
    say(sayings, 'handOff.case', { case: handed.case }),
    ...(adds.length > 0 ? [say(sayings, 'verdict.add', { facts: adds.join(', ') })] : []),
  ];
}

/**
 * A verdict in text: the outcome, why (each reason with the page's sentence), what to do, and who confirms it. What a
 * person decides begins with why: there stands what can't wait.
 */
export function verdictText(sayings: Sayings, verdict: Verdict, handed: Handed | null): string {
  const quote = (source: string | undefined) =>
    source ? `\n  > ${say(sayings, 'answer.source', { quote: source })}` : '';
  const reasons = verdict.reasons.map((reason) => `- ${reason.text}${quote(reason.source)}`);
  const first = verdict.reasons.map((reason) => `${reason.text}${quote(reason.source)}`);
  const plan = verdict.plan.map((step, index) => `${letterOf(index)}. ${step.text}`);
  const why = reasons.length > 0 ? [`${say(sayings, 'verdict.reasons')}\n${reasons.join('\n')}`] : [];
  return [
    `**${verdict.title}**`,
    ...(verdict.handOff ? [...first, verdict.text] : [verdict.text, ...why]),
    ...(plan.length > 0 ? [`${say(sayings, 'verdict.plan')}\n${plan.join('\n')}`] : []),
    ...handedTexts(sayings, handed),
    verdict.provisional,
  ].join('\n\n');
}

/** A verdict in its parts, as a page shows it; all of it stands in its text as well. */
export interface VerdictParts {
  title: string;
  tone: Verdict['tone'];
  text: string;
  /** Whether why comes first: there stands what can't wait. */
  whyFirst: boolean;
  reasons: { text: string; source?: string }[];
  plan: string[];
  /** How many of the days that count are over, where the form counts any. */
  days: Days | null;
  handed: string[];
  provisional: string;
  /** What the customer says to begin with another matter of the kind. */
  again: string;
}

interface Days {
  day: number;
  of: number;
  /** The last day (ISO) of them. */
  last: string;
}

/** @param handed the case that it opened, if it did */
export function verdictParts(form: Form, sayings: Sayings, verdict: Verdict, handed: Handed | null): VerdictParts {
  const { title, tone, text, handOff, reasons, plan, provisional } = verdict;
  return {
    ...{ title, tone, text, whyFirst: handOff, days: daysOf(form, verdict), provisional },
    reasons: reasons.map((reason) => ({ text: reason.text, ...(reason.source && { source: reason.source }) })),
    plan: plan.map((step) => step.text),
    handed: handedTexts(sayings, handed),
    again: form.title,
  };
}

/**
 * The days of which the row that decided speaks: counted from a date, of so many, with the last of them counted from
 * the same date (`age`, `window` and `lastFreeDay` of the replacement form).
 */
function daysOf(form: Form, { facts, decidedOn }: Verdict): Days | null {
  const decision = decide(form, decidedOn.given, decidedOn.today);
  const row = 'row' in decision && decision.row !== null ? form.decide[decision.row] : undefined;
  const speaksOf = (name: string) => row?.reasons.some(({ text }) => text.includes(`{${name}}`)) ?? false;
  const value = (name: string) => derivedValue(form, name, facts, decidedOn.today);
  for (const [counted, count] of Object.entries(form.derived)) {
    for (const [ends, end] of Object.entries(form.derived)) {
      if (!('days' in count) || !('date' in end) || count.days[0] !== end.date) continue;
      const of = typeof end.plus === 'number' ? end.plus : form.named[end.plus];
      const [day, last] = [value(counted), value(ends)];
      if (speaksOf(counted) && speaksOf(ends) && day !== null && last !== null && typeof of === 'number')
        return { day, of, last: addDays('1970-01-01', last) };
    }
  }
  return null;
}
