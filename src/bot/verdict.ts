import type { Verdict } from '../forms/state.js';
import { say } from '../knowledge/say.js';
import type { Sayings } from '../knowledge/types.js';

/** How a plan's steps are told apart. @param index from 0 */
export const letterOf = (index: number) => String.fromCharCode('a'.charCodeAt(0) + index);

/** A verdict in text: the outcome, why (each reason with the page's sentence), what to do, and who confirms it. */
export function verdictText(sayings: Sayings, verdict: Verdict, caseId: string | null): string {
  const quote = (source: string | undefined) =>
    source ? `\n  > ${say(sayings, 'answer.source', { quote: source })}` : '';
  const reasons = verdict.reasons.map((reason) => `- ${reason.text}${quote(reason.source)}`);
  const plan = verdict.plan.map((step, index) => `${letterOf(index)}. ${step.text}`);
  return [
    `**${verdict.title}**`,
    verdict.text,
    ...(reasons.length > 0 ? [`${say(sayings, 'verdict.reasons')}\n${reasons.join('\n')}`] : []),
    ...(plan.length > 0 ? [`${say(sayings, 'verdict.plan')}\n${plan.join('\n')}`] : []),
    ...(caseId ? [say(sayings, 'verdict.case', { case: caseId })] : []),
    verdict.provisional,
  ].join('\n\n');
}
