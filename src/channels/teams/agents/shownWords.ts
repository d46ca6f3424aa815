import { z } from 'zod';
import type { ActivityRow } from '../../../storage/tables.js';

const kept = z.object({
  text: z.string().catch(''),
  from: z.object({ name: z.string().nullish() }).nullish().catch(null),
  channelData: z
    .object({ certdesk: z.object({ via: z.string().nullish() }).nullish() })
    .nullish()
    .catch(null),
  attachments: z
    .array(z.object({ contentType: z.string(), name: z.string().nullish() }))
    .nullish()
    .catch(null),
});
const CARD = /^application\/vnd\.microsoft\.|^application\/vnd\.adaptivecard/i;

/** What a kept activity says to people; null for what is none of anybody's words. */
export function shownWords({ type, activity }: Pick<ActivityRow, 'type' | 'activity'>) {
  if (type !== 'message') return null;
  const { text, from, attachments, channelData } = kept.parse(JSON.parse(activity));
  const files = (attachments ?? []).filter(({ contentType }) => !CARD.test(contentType));
  return {
    text,
    name: from?.name ?? null,
    via: channelData?.certdesk?.via ?? null,
    files: files.map(({ name }) => name ?? ''),
  };
}
