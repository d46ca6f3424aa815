import { createHash } from 'node:crypto';
import type { Activity } from 'botbuilder';
import type { TurnRows } from './turnStore.js';

const PLAIN_ID = /^[\x20-\x7e]{1,50}$/;

/**
 * What a sender chose as an id, kept by its hash where it is longer or odder than ids are: it may be anything, a
 * piece of a key too.
 */
export function sourceIdOf(given: string | null): string | null {
  if (given === null || PLAIN_ID.test(given)) return given;
  return createHash('sha256').update(given).digest('base64url');
}

/** An activity at the inbox: under which id its sender knows it; null where it has none. */
interface Arriving {
  conversation: string;
  sourceId: string | null;
  activity: Partial<Activity>;
}

/**
 * Notes the arrival in the inbox.
 * @param activityId what a first arrival is answered with; null to only look
 * @returns the id that an earlier arrival was answered with, or null for the first
 */
export async function earlierArrival(
  rows: TurnRows,
  { conversation, sourceId, activity }: Arriving,
  activityId: string | null,
): Promise<string | null> {
  if (sourceId === null) return null;
  const at = new Date(activity.timestamp ?? 0).getTime();
  if (activityId !== null && (await rows.arrived({ conversation, sourceId, activityId, at }))) return null;
  return rows.answeredWith(conversation, sourceId);
}
