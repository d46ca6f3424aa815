import type { Turns } from '../../turn/turns.js';
import type { TeamsReferences } from './reference.js';

interface Parts {
  references: Pick<TeamsReferences, 'setGone'>;
  turns: Pick<Turns, 'act'>;
  /** The case that is open in a conversation and doesn't say yet that nobody is reached there since then (ms), or null. */
  caseToTell(conversation: string, since: number): Promise<string | null>;
}

/** Takes note that the bot was taken out of a conversation, or blocked there. */
export class Departures {
  constructor(private readonly parts: Parts) {}

  /**
   * No reply is sent there from now on, and an open case says so, once until the bot is back. Safe to be called again.
   * @throws as Turns.act does
   */
  async left(conversation: string): Promise<void> {
    const { references, turns, caseToTell } = this.parts;
    const since = await references.setGone(conversation);
    const open = since === null ? null : await caseToTell(conversation, since);
    if (open === null) return;
    const sourceId = `gone:${open}:${since}`;
    await turns.act({ conversation, case: open, sourceId, act: null, happened: 'unreachable' });
  }
}
