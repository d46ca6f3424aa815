import type { CaseKnowledge } from '../cases/caseKnowledge.js';
import type { BotRunner } from './botCall.js';
import type { Opening } from './opening.js';
import type { Suggest } from './passage.js';

/** A version of the knowledge, which never changes, and the bot that it makes. */
export interface Edition {
  /** The same for the same knowledge, read by the same program. */
  id: string;
  /** The bot's name to its customers. */
  botName: string;
  /** What its customers' page begins with. */
  opening: Opening;
  /** What cases are worked with. */
  cases: CaseKnowledge;
  bot: BotRunner;
  suggest: Suggest;
}

/** The editions that can be talked to. */
export interface Editions {
  readonly current: Edition;
  /**
   * The edition of that id, or the current one where there is none: a conversation whose form began with an older one
   * goes on with that until the form is done.
   */
  of(id: string | null): Edition;
}

/** One edition for everybody, for as long as the process lives. */
export function oneEdition(edition: Edition): Editions {
  return { current: edition, of: () => edition };
}
