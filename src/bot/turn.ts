import type { TurnContext } from 'botbuilder';
import type { SecretKind } from '../certificates/secrets.js';
import type { Press } from './press.js';
import type { Progress } from './progress.js';

/** One message being answered: what the dialogs of this turn share. */
export interface Turn {
  /** The message as it came, its secrets taken out. */
  readonly text: string;
  /** The day of the activity's timestamp in the desk's time zone (ISO). */
  today: string;
  /** The activity's timestamp (ISO). */
  at: string;
  progress: Progress;
  /** The button that was pressed, where the message came from one. */
  press: Press | null;
  /** Cards made in this turn. */
  cards: number;
}

const KEY = Symbol('turn');

/** Puts the turn where the dialogs find it. */
export function openTurn(context: TurnContext, turn: Turn): Turn {
  context.turnState.set(KEY, turn);
  return turn;
}

/** The turn that is running. @throws where none was opened */
export function turnOf(context: TurnContext): Turn {
  const turn = context.turnState.get<Turn | undefined>(KEY);
  if (!turn) throw new Error('The bot must open the turn before a dialog runs');
  return turn;
}

const DISCARDED = Symbol('discarded');

/** Notes what was taken out of this turn's activity before the bot came to see it. */
export function markDiscarded(context: TurnContext, found: readonly SecretKind[]): void {
  context.turnState.set(DISCARDED, found);
}

/** The kinds of secret that were taken out of this turn's activity; none where nobody noted any. */
export function discarded(context: TurnContext): readonly SecretKind[] {
  return context.turnState.get<readonly SecretKind[] | undefined>(DISCARDED) ?? [];
}

/**
 * The place of the turn's next card. It comes from the message that is being answered, so that running the message
 * again gives the same one.
 */
export function nextCard(context: TurnContext): string {
  const turn = turnOf(context);
  turn.cards += 1;
  return `${context.activity.id ?? turn.at}/${turn.cards}`;
}
