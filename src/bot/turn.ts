import type { TurnContext } from 'botbuilder';
import type { Case } from '../cases/case.js';
import { type DeskNow, nobodyThere } from '../cases/deskNow.js';
import type { SecretKind } from '../certificates/secrets.js';
import type { Press } from './press.js';
import type { Progress } from './progress.js';

/** One message being answered: what the dialogs of this turn share. */
export interface Turn {
  /** The message, its secrets taken out, and what was answered already as how the customer can be reached. */
  text: string;
  /** The day of the activity's timestamp in the desk's time zone (ISO). */
  today: string;
  /** The activity's timestamp (ISO). */
  at: string;
  /** The edition of the knowledge that answers. */
  edition: string;
  progress: Progress;
  /** The button that was pressed, where the message came from one. */
  press: Press | null;
  /** Whether this message brought the conversation to a person, and was told so. */
  handedOver: boolean;
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

/** What comes with an activity and goes with the turn, beside the dialogs' state. */
export interface Beside {
  /** The kinds of secret that were taken out of the activity before the bot came to see it. */
  readonly discarded: readonly SecretKind[];
  /** The conversation's open case; the bot opens it, and brings it up to date. */
  case: Case | null;
  /** The id of a case that is opened in this turn. */
  readonly newCaseId: string;
  readonly desk: DeskNow;
  /** Whether a form or a guide is open; the bot brings it up to date. */
  formOpen: boolean;
}

const BESIDE = Symbol('beside');

/** Gives the bot what comes with the activity; what it changes there is read from the same object after the turn. */
export function bring(context: TurnContext, beside: Beside): void {
  context.turnState.set(BESIDE, beside);
}

/** What came with this turn's activity: nothing, where nobody brought any. */
export function besideOf(context: TurnContext): Beside {
  const brought = context.turnState.get<Beside | undefined>(BESIDE);
  if (brought) return brought;
  const nothing: Beside = { discarded: [], case: null, newCaseId: 'C-0', desk: nobodyThere, formOpen: false };
  bring(context, nothing);
  return nothing;
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
