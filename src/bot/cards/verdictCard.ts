import type { Verdict } from '../../forms/state.js';
import type { Outcome } from '../../knowledge/form.js';
import { say } from '../../knowledge/say.js';
import type { Sayings } from '../../knowledge/sayings.js';
import { type Handed, handedTexts, letterOf } from '../verdict.js';
import { block, type Card, type Element, type TextBlock } from './card.js';
import { cardText } from './cardText.js';
import { folded } from './folded.js';

const colours: Record<Outcome['tone'], Pick<TextBlock, 'color'>> = {
  good: { color: 'Good' },
  neutral: {},
  attention: { color: 'Attention' },
};

/**
 * A verdict: the outcome as title, why (each reason with its quote folded), what to do, and who confirms it; in its
 * text's order.
 * @param verdict with the customer's own texts made inert
 */
export function verdictCard(sayings: Sayings, place: string, verdict: Verdict, handed: Handed | null): Card {
  const text = (markdown: string, look: Parameters<typeof block>[1] = {}) =>
    cardText(markdown).map((paragraph) => block(paragraph, look));
  const head = (key: string) => text(say(sayings, key), { weight: 'Bolder' });
  const reasons = verdict.reasons.flatMap((reason, index): Element[] => [
    ...text(reason.text),
    ...folded(sayings, `${place}/quotes-${index + 1}`, reason.source === undefined ? [] : [reason.source]),
  ]);
  const plan = verdict.plan.flatMap((step, index) => text(`${letterOf(index)}. ${step.text}`, { spacing: 'Small' }));
  const outcome = text(verdict.text);
  const why = reasons.length > 0 ? [...head('verdict.reasons'), ...reasons] : [];
  return {
    kind: 'verdict',
    place,
    body: [
      ...text(verdict.title, { weight: 'Bolder', size: 'Large', style: 'heading', ...colours[verdict.tone] }),
      ...(verdict.handOff ? [...reasons, ...outcome] : [...outcome, ...why]),
      ...(plan.length > 0 ? [...head('verdict.plan'), ...plan] : []),
      ...handedTexts(sayings, handed).flatMap((paragraph) => text(paragraph)),
      ...text(verdict.provisional),
    ],
    buttons: [],
  };
}
