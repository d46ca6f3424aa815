import { z } from 'zod';
import { fileNewsIn } from '../cases/fileNews.js';
import type { ActivityRow } from '../storage/tables.js';
import type { Said } from './wire.js';

/** What of a kept activity the desk shows; the rest is for the channels. */
const shown = z.object({
  text: z.string().catch(''),
  from: z.object({ name: z.string().nullish() }).nullish().catch(null),
  attachments: z
    .array(z.object({ contentType: z.string(), name: z.string().nullish() }))
    .nullish()
    .catch(null),
  value: z.unknown().optional(),
  channelData: z.object({ eventType: z.string().nullish() }).nullish().catch(null),
});
const pressed = z.object({ certdesk: z.object({ press: z.string() }) });
const CARD = /^application\/vnd\.microsoft\.|^application\/vnd\.adaptivecard/i;

/** The types of activity that are somebody's words, and what the others of them do to an earlier message. */
const kinds: Record<string, Said['changed']> = { message: null, messageUpdate: 'edited', messageDelete: 'deleted' };
/** What Teams calls what was done. */
const changes = new Map<unknown, Said['changed']>([
  ['editMessage', 'edited'],
  ['undeleteMessage', 'restored'],
]);
const named: ReadonlySet<ActivityRow['role']> = new Set(['agent', 'user']);

/** What the desk shows of an activity; null for what is none of anybody's words (events, signs of typing) and tells nothing of a file. */
export function saidOf({ seq, role, type, activity, at }: Omit<ActivityRow, 'conversation' | 'id'>): Said | null {
  const file = type === 'event' ? fileNewsIn(JSON.parse(activity)) : null;
  if (!file && !Object.hasOwn(kinds, type)) return null;
  const { text, from, attachments, value, channelData } = shown.parse(JSON.parse(activity));
  const files = (attachments ?? []).filter(({ contentType }) => !CARD.test(contentType));
  return {
    ...{ seq, role, at: new Date(at).toISOString(), text },
    name: named.has(role) ? from?.name || null : null,
    files: files.map(({ name }) => name ?? ''),
    pressed: pressed.safeParse(value).success,
    changed: changes.get(channelData?.eventType) ?? kinds[type] ?? null,
    ...(file && { file }),
  };
}

/** The words of an activity in one line, cut where they are too many for a list. */
export function lineOfWords(activity: string, most = 200): string {
  const { text, attachments } = shown.parse(JSON.parse(activity));
  const named = (attachments ?? []).filter(({ contentType }) => !CARD.test(contentType)).map(({ name }) => name ?? '');
  const words = [...(text.trim() === '' ? named.join(', ') : text).replace(/\s+/g, ' ').trim()];
  return words.length > most ? `${words.slice(0, most - 1).join('')}…` : words.join('');
}
