import type { Activity } from 'botbuilder';
import type { Reference } from './reference.js';

/** A member of a conversation, as its roster names them. */
export interface Member {
  id: string;
  name: string;
  aadObjectId: string | null;
  email: string | null;
  /** Whether the roster says that they are a guest there. */
  guest?: boolean;
}

/**
 * Teams' Connector: what is posted arrives under its own activity id, within the budgets that Teams publishes, and with a
 * bearer token only at an allowed host. All methods are safe to be called again; each
 * @throws {Refused} for good (the conversation or the bot is gone, the activity can't be), anything else for now
 */
export interface Connector {
  /** @returns the id by which the Connector knows the message: what `update` takes */
  post(to: Reference, activity: Partial<Activity>): Promise<string>;
  update(to: Reference, id: string, activity: Partial<Activity>): Promise<void>;
  remove(to: Reference, id: string): Promise<void>;
  /**
   * Shows for some seconds that somebody types. Left out where it would take from the budget of what is said.
   */
  types(to: Reference): Promise<void>;
  /** Begins a thread in a channel with its first message. @returns the thread's reference and the message's id */
  begin(channel: Reference, activity: Partial<Activity>): Promise<{ thread: Reference; id: string }>;
  /** Of whom the roster of the conversation (in a channel: of its team) knows; null where it is nobody of it. */
  member(of: Reference, userId: string): Promise<Member | null>;
}
