import type { ActivityRow } from '../storage/tables.js';

/** A letter at the head of its lane, with what it says. */
export interface Waiting {
  row: ActivityRow;
  /** Whether it was tried, or put off: then it waits until it is due. */
  putOff: boolean;
  dueAt: number;
}

/**
 * Where lanes are kept: the letters of a conversation that must arrive in their order. A lane is held by one replica at a
 * time; a replica that dies loses it when its time is over. All times in ms.
 */
export interface LaneLetters {
  /** Holds the lane until then, or goes on holding it. @returns whether it is the holder's */
  hold(conversation: string, holder: string, at: { now: number; until: number }): Promise<boolean>;
  letGo(conversation: string, holder: string): Promise<void>;
  /** Its oldest letters of that channel that were not given up, in order. */
  oldest(conversation: string, channel: string): Promise<Waiting[]>;
  /** Lanes of those channels that nobody holds and whose oldest letter is due; the longest due first. */
  due(now: number, channels: readonly string[]): Promise<{ conversation: string; channel: string }[]>;
}
