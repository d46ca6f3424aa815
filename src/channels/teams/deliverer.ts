import { type Deliverer, patient, Refused } from '../../delivery/deliverer.js';
import type { ActivityRow } from '../../storage/tables.js';
import type { Connector } from './connector.js';
import { inTeams } from './dialect.js';
import { TEAMS } from './door.js';
import { Gone } from './gone.js';
import type { Reference, TeamsReferences } from './reference.js';
import { refreshing } from './refresh.js';
import type { SentToTeams } from './sentToTeams.js';

/** What replies are brought to Teams with. */
export interface ToTeams {
  connector: Pick<Connector, 'post' | 'update'>;
  references: Pick<TeamsReferences, 'find'>;
  sent: SentToTeams;
  now(): Date;
  /** Notes that the bot was removed there or blocked; an open case says so. */
  left(conversation: string): Promise<void>;
}

/**
 * Posts replies to Teams, each conversation's in their order. What arrived is noted at once and not posted again; what may
 * have arrived (a call that hung) goes again under the same activity id.
 */
export function teamsDeliverer({ connector, references, sent, now, left }: ToTeams): Deliverer {
  const placeOf = async (conversation: string) => {
    const place = await references.find(conversation);
    // A conversation of the web chat that went on here and doesn't any more: it stands there.
    if (!place && !conversation.startsWith(`${TEAMS}/`)) return null;
    if (!place) throw new Refused('nothing is known of where it is');
    if (place !== 'gone') return place;
    // Whoever found that out may have ended before the case said so.
    await left(conversation);
    throw new Gone('the bot was taken out or blocked there');
  };
  return {
    retry: patient,
    inOrder: true,
    async deliver({ conversation, rows }) {
      const place = await placeOf(conversation);
      if (!place) return;
      for (const row of rows) {
        const messages = messagesOf(row, place);
        if (messages.length === 0) continue;
        const arrived = await sent.partsOf(conversation, row.seq);
        for (const [index, message] of messages.entries()) {
          const part = index + 1;
          if (arrived.has(part)) continue;
          try {
            const messageId = await connector.post(place, message);
            await sent.keep(conversation, { seq: row.seq, part, messageId, at: now().getTime() });
          } catch (fault) {
            if (fault instanceof Gone) await left(conversation);
            throw fault;
          }
        }
      }
    },
    async edit(row) {
      const place = await placeOf(row.conversation);
      if (!place) return;
      const arrived = await sent.partsOf(row.conversation, row.seq);
      for (const [index, message] of messagesOf(row, place).entries()) {
        const id = arrived.get(index + 1);
        if (id !== undefined) await connector.update(place, id, message);
      }
    },
  };
}

function messagesOf(row: ActivityRow, { userId }: Pick<Reference, 'userId'>) {
  return inTeams(row).map((message) => refreshing(message, row, userId));
}
