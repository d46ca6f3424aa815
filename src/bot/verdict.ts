import type { Verdict } from '../forms/state.js';
import { say } from '../knowledge/say.js';
import type { Sayings } from '../knowledge/sayings.js';

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
