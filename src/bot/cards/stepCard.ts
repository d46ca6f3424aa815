import { say } from '../../knowledge/say.js';
import type { Sayings } from '../../knowledge/sayings.js';
import type { StepPlace } from '../entries.js';
import type { Move } from '../press.js';
import { type Button, block, type Card } from './card.js';
import { cardText, inert } from './cardText.js';
import { folded } from './folded.js';

/** One step of a guide: how far it is, what to do, its quotes folded, and the moves from this very step. */
export function stepCard(sayings: Sayings, place: string, { procedure, step, number }: StepPlace): Card {
  const head = say(sayings, 'procedure.step', { number, total: procedure.steps.length, title: step.title });
  const moves: Move[] = number > 1 ? ['done', 'back', 'where'] : ['done', 'where'];
  const button = (move: Move): Button => ({
    id: move,
    says: say(sayings, `procedure.${move}`),
    at: { kind: 'step', guide: procedure.id, step: step.id, move },
  });
  return {
    kind: 'step',
    place,
    body: [
      block(inert(head), { weight: 'Bolder', size: 'Medium', style: 'heading' }),
      ...cardText(step.text).map((paragraph) => block(paragraph)),
      ...folded(sayings, `${place}/quotes`, step.sources),
    ],
    buttons: moves.map(button),
  };
}
