import { type Backoff, backoff } from '../backoff.js';
import { mayBeKept, removedFrom, withoutPrivateKeys } from './privateKey.js';
import type { Kept } from './storage.js';
import { unsentOf } from './wayBack.js';
import type { Activity, Observable, Observer } from './webChat.js';

/**
 * What became of one attempt to deliver: taken, to be tried again (not before `atLeast` ms), refused for good, or the
 * conversation is over.
 */
export type Delivery = { id: string } | { later: true; atLeast?: number } | { refused: number } | { ended: true };

export interface OutboxOptions {
  conversationId: string;
  kept: Kept;
  deliver(activity: Activity): Promise<Delivery>;
  /** Told of each change: whether messages wait for a service that doesn't answer. */
  waiting(waits: boolean): void;
  refused(activity: Activity): void;
  /** A secret was taken out before sending; what the customer is told of it. */
  secretRemoved(told: string): void;
}

/** Sends what the customer wrote, one after another and in order, for as long as it takes, across reloads. */
export interface Outbox {
  /** The activity goes to the end of the line; subscribing isn't needed for it to be sent. */
  post(activity: Activity): Observable<string>;
  /**
   * Sends this after everything else, for as long as it takes; a reload forgets it. @returns what became of it in the
   * end
   */
  last(activity: Activity): Promise<Delivery>;
  /** What an earlier page left unsent, oldest first; `resend` queues it. */
  leftBehind(): Activity[];
  resend(activities: Activity[]): void;
  /** Whether an activity with this client's id still waits to be acknowledged. */
  holds(clientActivityID: string): boolean;
  /** Tries again at once. */
  wake(): void;
}

interface Letter {
  activity: Activity;
  observers: Set<Observer<string>>;
  outcome?: { id: string } | { fault: Error };
  /** Who wants to know what became of it, in place of the usual notice. */
  decided?(delivery: Delivery): void;
}

export function outbox(options: OutboxOptions): Outbox {
  const { kept, deliver } = options;
  const keptUnder = unsentOf(options.conversationId);
  const letters: Letter[] = [];
  const pause: Backoff = backoff();
  let running = false;

  function queue(activity: Activity, decided?: Letter['decided']): Letter {
    const letter: Letter = { activity, observers: new Set(), decided };
    letters.push(letter);
    keep(activity);
    if (!running) void run();
    return letter;
  }

  function keep(activity: Activity): void {
    const json = JSON.stringify({ at: Date.now(), activity });
    if (activity.channelData?.clientActivityID && mayBeKept(json))
      kept.set(keptUnder + activity.channelData.clientActivityID, json);
  }

  async function run(): Promise<void> {
    running = true;
    let waits = false;
    const say = (now: boolean) => {
      if (now !== waits) options.waiting(now);
      waits = now;
    };
    for (let letter = letters[0]; letter; letter = letters[0]) {
      const delivery = await deliver(letter.activity);
      if ('later' in delivery) {
        say(true);
        await pause.wait(delivery.atLeast);
        continue;
      }
      say(false);
      pause.reset();
      letters.shift();
      if (letter.activity.channelData?.clientActivityID)
        kept.remove(keptUnder + letter.activity.channelData.clientActivityID);
      settle(
        letter,
        'id' in delivery
          ? delivery
          : { fault: new Error('refused' in delivery ? `refused: ${delivery.refused}` : 'conversation ended') },
      );
      if (letter.decided) letter.decided(delivery);
      else if ('refused' in delivery) options.refused(letter.activity);
    }
    running = false;
  }

  return {
    post(written) {
      const activity = withoutPrivateKeys(written);
      if (activity !== written) options.secretRemoved(removedFrom(activity));
      const letter = queue(activity);
      return {
        subscribe(observer) {
          letter.observers.add(observer);
          if (letter.outcome) settle(letter, letter.outcome);
          return { unsubscribe: () => letter.observers.delete(observer) };
        },
      };
    },
    last: (activity) => new Promise((decided) => queue(activity, decided)),
    leftBehind: () =>
      kept
        .list(keptUnder)
        .map(([, json]) => JSON.parse(json) as { at: number; activity: Activity })
        .sort((one, other) => one.at - other.at)
        .map(({ activity }) => activity),
    resend: (activities) => {
      for (const activity of activities) queue(activity);
    },
    holds: (id) => letters.some(({ activity }) => activity.channelData?.clientActivityID === id),
    wake: () => pause.wake(),
  };
}

function settle(letter: Letter, outcome: { id: string } | { fault: Error }): void {
  letter.outcome = outcome;
  for (const observer of letter.observers) {
    if ('fault' in outcome) observer.error?.(outcome.fault);
    else {
      observer.next?.(outcome.id);
      observer.complete?.();
    }
  }
  letter.observers.clear();
}
