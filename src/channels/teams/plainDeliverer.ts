import type { Activity } from 'botbuilder';
import { type Deliverer, patient, Refused } from '../../delivery/deliverer.js';
import type { Connector } from './connector.js';
import type { TeamsReferences } from './reference.js';

/** Posts what was said to the customer, each message in its order; events are for programs. */
export function plainDeliverer(connector: Connector, references: Pick<TeamsReferences, 'find'>): Deliverer {
  return {
    retry: patient,
    async deliver({ conversation, rows }) {
      const said = rows.filter(({ role, type }) => role !== 'user' && type === 'message');
      if (said.length === 0) return;
      const to = await references.find(conversation);
      if (!to) throw new Refused('the bot is not there any more');
      for (const { activity } of said) {
        const message = JSON.parse(activity) as Partial<Activity>;
        await connector.post(to, {
          ...message,
          conversation: {
            id: to.conversationId,
            name: '',
            isGroup: to.scope !== 'personal',
            conversationType: to.scope,
          },
          from: { id: to.botId, name: message.from?.name ?? '' },
          ...(to.userId === null ? {} : { recipient: { id: to.userId, name: '' } }),
        });
      }
    },
  };
}
