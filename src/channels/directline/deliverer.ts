import { type Deliverer, patient } from '../../delivery/deliverer.js';
import type { StreamHub } from './streamHub.js';

/** What the web chat's replies are delivered by. */
export interface Streams {
  hub: StreamHub;
  /** This replica's name. */
  replica: string;
  /** Tells the other replicas of news for a stream; null where there are none. */
  tell: ((conversation: string) => Promise<void>) | null;
}

/**
 * Wakes the conversation's streams, which read the transcript from their watermarks. Other replicas are told only
 * where the conversation's stream was opened on one of them last, or nobody knows where.
 */
export function streamsDeliverer({ hub, replica, tell }: Streams): Deliverer {
  return {
    retry: patient,
    async deliver({ conversation, rows, streamedBy }) {
      await hub.wake(conversation, rows);
      if (tell && streamedBy !== null && streamedBy !== replica) await tell(conversation);
    },
  };
}
