import { z } from 'zod';
import type { ActivityRow } from '../../../storage/tables.js';

const kept = z.object({
  text: z.string().catch(''),
  from: z.object({ name: z.string().nullish() }).nullish().catch(null),
  channelData: z
    .object({ certdesk: z.object({ via: z.string().nullish() }).nullish(), eventType: z.string().nullish() })
    .nullish()
    .catch(null),
  attachments: z
    .array(z.object({ contentType: z.string(), name: z.string().nullish() }))
    .nullish()
    .catch(null),
});
const CARD = /^application\/vnd\.microsoft\.|^application\/vnd\.adaptivecard/i;

/** The types of activity that are somebody's words, and what the others of them do to an earlier message. */
const kinds: Record<string, 'said' | 'edited' | 'deleted'> = {
  message: 'said',
  messageUpdate: 'edited',
  messageDelete: 'deleted',
};

/** What a kept activity says to people; null for what is none of anybody's words. */
export function shownWords({ type, activity }: Pick<ActivityRow, 'type' | 'activity'>) {
  const kind = Object.hasOwn(kinds, type) ? kinds[type]! : null;
  if (kind === null) return null;
  const { text, from, attachments, channelData } = kept.parse(JSON.parse(activity));
  const files = (attachments ?? []).filter(({ contentType }) => !CARD.test(contentType));
  const how = channelData?.eventType === 'editMessage' ? 'edited' : kind;
  return {
    text,
    how,
    name: from?.name ?? null,
    via: channelData?.certdesk?.via ?? null,
    files: files.map(({ name }) => name ?? ''),
  };
}
