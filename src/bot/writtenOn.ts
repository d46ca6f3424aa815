import type { Activity } from 'botbuilder';

/**
 * The channel in which an activity was written: its conversation's own, or another that its customer is on as well
 * (docs/decisions/0014), which its channel says.
 */
export function writtenOn({
  channelId = '',
  channelData,
}: Pick<Partial<Activity>, 'channelId' | 'channelData'>): string {
  const via: unknown = channelData?.certdesk?.via;
  return typeof via === 'string' ? via : channelId;
}
