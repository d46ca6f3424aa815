import { type Answerer, answererAfter } from './answerer.js';
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
  /** Another answers from now on. */
  answers(person: Answerer | null): void;
  /** The customer says something, or presses a card's button. */
  said(activity: Activity): void;
  /** Something that is said has come: the customer's own words, or a reply. */
  arrived(activity: Activity): void;
}

interface Meta {
  clientActivityID: string;
}

const is = {
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
  /** The person who answers, if one does: they are not typing because the customer wrote. */
  let person: Answerer | null = null;

  return (store) => (next) => (action) => {
    const { activity } = (action.payload ?? {}) as { activity?: Activity };
    const clientActivityID = (action.meta as Partial<Meta> | undefined)?.clientActivityID;
    switch (action.type) {
      case is.post: {
        const clean = activity && withoutPrivateKeys(activity);
        if (clean && clean !== activity) options.secretRemoved(removedFrom(clean));
        if (clean?.type === 'message') options.said(clean);
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
        const now = answererAfter(person, activity);
        if (now?.name !== person?.name) options.answers(now);
        person = now;
        const result = next({ ...action, payload: { activity: shown } });
        const own = activity.channelData?.clientActivityID;
        if (own && orphans.delete(own))
          next({ type: is.fulfilled, meta: { clientActivityID: own }, payload: { activity: shown } });
        if (activity.type === 'message') options.arrived(activity);
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

/** Shows a message that an earlier page left unsent as being sent. */
export const pendingAgain = (activity: Activity) => ({
  type: is.pending,
  meta: { clientActivityID: activity.channelData?.clientActivityID, method: 'code', leftBehind: true },
  payload: { activity: { ...activity, timestamp: new Date().toISOString() } },
});
