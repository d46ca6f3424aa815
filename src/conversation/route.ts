import type { FormMove } from '../forms/moves.js';
import type { Control } from '../knowledge/sayings.js';
import type { Message } from './message.js';
import type { Move } from './moves.js';
import { opening } from './opening.js';
import { routes } from './routes.js';
import { type Heard, openName, type Situation } from './situation.js';
import { withinForm } from './withinForm.js';

/** What a control word does, in any situation. */
const steering: Partial<Record<Control, (heard: Heard) => Move[]>> = {
  cancel: (heard) => (wouldLoseFacts(heard) ? [{ do: 'askCancel' }] : [{ do: 'cancel' }]),
  startOver: () => [{ do: 'startOver' }],
  back: ({ open }) => (open.is === 'step' ? [{ do: 'step', to: 'back' }] : [{ do: 'back' }]),
  help: () => [{ do: 'help' }],
  person: (heard) => [...besidePerson(heard), { do: 'handOver', why: 'asked' }],
  pause: () => [{ do: 'pause' }],
  where: () => [{ do: 'repeat' }],
};

/**
 * What follows from a message: control words first, in any situation; then the table's first row that holds for what
 * is open. Pure.
 */
export function route(message: Message, situation: Situation): Move[] {
  const { open, controls, reader } = situation;
  const heard: Heard = { message, situation, open };
  const { ofPerson } = message;
  if (ofPerson) {
    if (ofPerson.wanted) return [...besidesWish(heard, ofPerson.besides), { do: 'handOver', why: 'asked' }];
    return ofPerson.besides ? route(ofPerson.besides, situation) : unneeded(heard);
  }
  const control = open.is === 'cancelling' ? null : controls.inside(message, reader, openName(open));
  const steered = control && !isTaken(heard, control) ? steering[control]?.(heard) : undefined;
  if (steered) return steered;
  const row = routes.find((candidate) => candidate.open === open.is && candidate.when(heard));
  return row ? row.then(heard) : [{ do: 'misunderstood' }];
}

/**
 * "Leave it" to the question for a new name means the same name; "nothing, leave it" to the details that nothing
 * changes.
 */
function isTaken({ message, open }: Heard, control: Control): boolean {
  return (
    control === 'cancel' && open.is === 'question' && message.staysSame && open.form.facts[open.fact]?.kind !== 'choice'
  );
}

function wouldLoseFacts({ open, situation }: Heard): boolean {
  const running = 'state' in open && open.is !== 'decided' ? open : situation.beneath;
  if (open.is === 'step') return false;
  return running !== null && Object.keys(running.state.given).length > 1;
}

/** What a form hears although its question is not gone on with. */
const besides = new Set<FormMove['do']>(['take', 'correct', 'takeParts', 'takeSeveral']);

/** "I don't need a person": what is open goes on. */
function unneeded({ open, situation }: Heard): Move[] {
  const runs = open.is === 'cancelling' || 'state' in open || situation.beneath !== null || open.is === 'step';
  return [{ do: runs && open.is !== 'decided' ? 'goOn' : 'decline' }];
}

/** What is told or asked beside a wish for a person in so many words; a question is answered first. */
function besidesWish({ situation, open }: Heard, message: Message | null): Move[] {
  if (!message) return [];
  const told = besidePerson({ message, situation, open });
  const asks = message.asks !== '' && !told.some((move) => 'asks' in move);
  return asks ? [{ do: 'aside', question: message.asks }, ...told] : told;
}

/** What a message tells beside asking for a person goes with the case, and to the form. */
function besidePerson({ message, situation, open }: Heard): Move[] {
  const running = 'state' in open && open.is !== 'decided' ? open : situation.beneath;
  if (running) {
    const [told] = withinForm({ message, situation, open: running });
    const moves = told?.do === 'form' ? told.moves.filter(({ do: does }) => besides.has(does)) : [];
    return moves.length > 0 ? [{ do: 'form', form: running.form.id, moves }] : [];
  }
  const revised = withinForm({ message, situation, open }).filter(({ do: does }) => does === 'revise');
  if (revised.length > 0) return revised;
  for (const form of situation.forms) {
    const begun = opening({ message, situation, open }, form);
    if (begun) return begun;
  }
  return [];
}
