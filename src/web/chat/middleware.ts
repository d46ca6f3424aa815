import { shownToCustomer } from './cards.js';
import { removedFrom, withoutPrivateKeys } from './privateKey.js';
import { typing } from './typing.js';
import type { Activity, StoreMiddleware } from './webChat.js';

export interface MiddlewareOptions {
  deskName: string;
  /** Whether a message still waits to be sent. */
  holds(clientActivityID: string): boolean;
  /** A secret was taken out before sending; what the customer is told of it. */
  secretRemoved(told: string): void;
  /** Whether the service answered last time: only then a reply can be on its way. */
  reachable(): boolean;
  /** The customer sends what is in the box. @returns whether it may go; else it stays there */
  submits(text: string): boolean;
  /** A reply has come. */
  replied(activity: Activity): void;
}

interface Meta {
  clientActivityID: string;
}

const is = {
  submit: 'WEB_CHAT/SUBMIT_SEND_BOX',
  post: 'DIRECT_LINE/POST_ACTIVITY',
  impeded: 'DIRECT_LINE/POST_ACTIVITY_IMPEDED',
  rejected: 'DIRECT_LINE/POST_ACTIVITY_REJECTED',
  fulfilled: 'DIRECT_LINE/POST_ACTIVITY_FULFILLED',
  pending: 'DIRECT_LINE/POST_ACTIVITY_PENDING',
  incoming: 'DIRECT_LINE/INCOMING_ACTIVITY',
};

/**
 * What the page changes of Web Chat's own ways: no private key is shown or sent, the typing sign comes at once, cards
 * stand in for their text, and a message that waits isn't called failed, however long that takes.
 */
export function middleware(options: MiddlewareOptions): StoreMiddleware {
  /** Messages that Web Chat itself has stopped waiting for. */
  const orphans = new Set<string>();
  /** Whether a person answers: they are not typing because the customer wrote. */
  let person = false;

  return (store) => (next) => (action) => {
    const { activity } = (action.payload ?? {}) as { activity?: Activity };
    const clientActivityID = (action.meta as Partial<Meta> | undefined)?.clientActivityID;
    switch (action.type) {
      case is.submit:
        return options.submits(store.getState().sendBoxValue) ? next(action) : undefined;
      case is.post: {
        const clean = activity && withoutPrivateKeys(activity);
        if (clean && clean !== activity) options.secretRemoved(removedFrom(clean));
        const result = next({ ...action, payload: { ...(action.payload as object), activity: clean } });
        if (clean?.type === 'message' && options.reachable() && !person) typing(store, options.deskName, true);
        return result;
      }
      case is.impeded:
      case is.rejected:
        if (clientActivityID && options.holds(clientActivityID)) {
          orphans.add(clientActivityID);
          return undefined;
        }
        typing(store, options.deskName, false);
        return next(action);
      case is.incoming: {
        if (!activity) return next(action);
        const shown = shownToCustomer(activity);
        person = personAnswers(activity) ?? person;
        const result = next({ ...action, payload: { activity: shown } });
        const own = activity.channelData?.clientActivityID;
        if (own && orphans.delete(own))
          next({ type: is.fulfilled, meta: { clientActivityID: own }, payload: { activity: shown } });
        if (activity.type === 'message' && activity.from.role === 'bot') options.replied(activity);
        return result;
      }
      case is.pending:
        // Dispatched by the page for what an earlier page left unsent: no saga of Web Chat's waits for it.
        if ((action.meta as { leftBehind?: boolean }).leftBehind && clientActivityID) orphans.add(clientActivityID);
        return next(action);
      default:
        return next(action);
    }
  };
}

/** Whether a person answers from now on, as far as the activity shows it. */
function personAnswers({ type, name, value, from, channelData }: Activity): boolean | undefined {
  if (type === 'event' && name === 'handoff.status') return (value as { state?: unknown } | null)?.state === 'accepted';
  const { agent, system } = channelData?.certdesk ?? {};
  return type === 'message' && from.role === 'bot' && !system ? agent !== undefined : undefined;
}

/** Shows a message that an earlier page left unsent as being sent. */
export const pendingAgain = (activity: Activity) => ({
  type: is.pending,
  meta: { clientActivityID: activity.channelData?.clientActivityID, method: 'code', leftBehind: true },
  payload: { activity: { ...activity, timestamp: new Date().toISOString() } },
});
