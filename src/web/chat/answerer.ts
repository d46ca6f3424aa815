import type { Activity } from './webChat.js';

/** A person who answers; the name is empty where it isn't known. */
export interface Answerer {
  name: string;
}

/**
 * Who answers once an activity has come, a person or (null) the assistant: as the service says it, or as the activity
 * shows it by whose words it is.
 *
 * @example
 * answererAfter(null, { type: 'message', text: 'Anna has joined …', channelData: { certdesk: { answers: 'Anna' } } })
 * // { name: 'Anna' }
 */
export function answererAfter(before: Answerer | null, activity: Activity): Answerer | null {
  const { type, name, value, from, channelData } = activity;
  const { agent, system, answers } = channelData?.certdesk ?? {};
  if (answers !== undefined) return answers === null ? null : { name: answers };
  if (type === 'event' && name === 'handoff.status')
    return (value as { state?: unknown } | null)?.state === 'accepted' ? (before ?? { name: '' }) : null;
  if (type !== 'message' || from.role !== 'bot' || system) return before;
  return agent === undefined ? null : { name: agent };
}
