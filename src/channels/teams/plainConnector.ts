import type { Activity } from 'botbuilder';
import { Refused } from '../../delivery/deliverer.js';
import type { Connector } from './connector.js';
import type { Reference } from './reference.js';
import type { AllowsService } from './serviceUrl.js';

const ANSWERED_MS = 10_000;

interface Parts {
  allowsService: AllowsService;
  /** The bot's bearer; null where none is asked for. */
  token(): Promise<string | null>;
}

/** The Connector over HTTP, one try a message and without budgets. */
export function plainConnector({ allowsService, token }: Parts): Connector {
  const call = async (method: string, to: Reference, path: string, activity?: Partial<Activity>): Promise<unknown> => {
    // Looked at before a bearer is got: what was kept may have been changed.
    if (!allowsService(to.serviceUrl)) throw new Refused('the service is not allowed');
    const bearer = await token();
    const response = await fetch(`${to.serviceUrl.replace(/\/$/, '')}/v3/conversations/${path}`, {
      ...{ method, redirect: 'error', signal: AbortSignal.timeout(ANSWERED_MS) },
      headers: {
        'content-type': 'application/json',
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      },
      ...(activity ? { body: JSON.stringify(activity) } : {}),
    });
    const text = await response.text();
    if (response.status === 403 || response.status === 404) throw new Refused('the conversation is gone');
    if (!response.ok) throw new Error(`the Connector answered with ${response.status}`);
    return text === '' ? {} : (JSON.parse(text) as unknown);
  };
  const activities = ({ conversationId }: Reference) => `${encodeURIComponent(conversationId)}/activities`;
  const notYet = () => Promise.reject(new Refused('this connector only posts'));
  return {
    async post(to, activity) {
      const { id } = (await call('POST', to, activities(to), activity)) as { id?: unknown };
      return typeof id === 'string' ? id : '';
    },
    async update(to, id, activity) {
      await call('PUT', to, `${activities(to)}/${encodeURIComponent(id)}`, activity);
    },
    async remove(to, id) {
      await call('DELETE', to, `${activities(to)}/${encodeURIComponent(id)}`);
    },
    ...{ begin: notYet, member: notYet },
  };
}
