import type { Turns } from '../../turn/turns.js';
import type { TeamsReferences } from './reference.js';

interface Parts {
  references: Pick<TeamsReferences, 'setGone'>;
  turns: Pick<Turns, 'act'>;
  /** The case that is open in a conversation, or null. */
  openCaseOf(conversation: string): Promise<string | null>;
}

/** Takes note that the bot was taken out of a conversation, or blocked there. */
export class Departures {
  constructor(private readonly parts: Parts) {}

  /**
   * No reply is sent there from now on, and an open case says so. Safe to be called again.
   * @param sourceId under which the inbox knows it @throws as Turns.act does
   */
  async left(conversation: string, sourceId: string): Promise<void> {
    const { references, turns, openCaseOf } = this.parts;
    await references.setGone(conversation, true);
    const open = await openCaseOf(conversation);
    if (open !== null) await turns.act({ conversation, case: open, sourceId, act: null, happened: 'unreachable' });
  }
}
