import type { ActivityRow } from '../storage/tables.js';

/** Activities of one conversation on their way to where they are shown. */
export interface Batch {
  /** The conversation's key. */
  conversation: string;
  rows: readonly ActivityRow[];
  /**
   * The replica that streams the conversation, null where none ever did; `undefined` where the batch was found later,
   * and the row isn't at hand.
   */
  streamedBy?: string | null;
}

/** How often and for how long a delivery is tried again. */
export interface Retry {
  attempts: number;
  /** After this nobody waits for the reply any more. */
  longestMs: number;
  /** Milliseconds to wait after so many tries. */
  pause(attempts: number): number;
}

/**
 * Takes what was said to where a channel's customers see it. A repeated delivery carries the same activity ids.
 *
 * @example
 * const deliverer: Deliverer = {
 *   retry: patient,
 *   deliver: async ({ conversation, rows }) => hub.wake(conversation, rows),
 * }
 */
export interface Deliverer {
  /** @throws {Refused} for good, {Later} for now and at least so long, anything else for now */
  deliver(batch: Batch): Promise<void>;
  /** Shows another activity in the place of one that was delivered; absent where the channel can't. */
  edit?(row: ActivityRow): Promise<void>;
  /**
   * Whether a conversation's activities must arrive in their order: then each comes in a batch of its own, and none
   * before the one ahead of it was delivered or given up.
   */
  inOrder?: boolean;
  retry: Retry;
}

/** A delivery that will never work: it is not tried again. */
export class Refused extends Error {}

/** Eight tries within a day, with pauses from a second to about two hours, spread so that replicas don't try together. */
export const patient: Retry = {
  attempts: 8,
  longestMs: 24 * 3600_000,
  pause: (attempts) => {
    const longest = Math.min(1000 * 4 ** (attempts - 1), 7_200_000);
    return Math.round(longest / 2 + Math.random() * (longest / 2));
  },
};
