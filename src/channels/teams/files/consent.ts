import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { TeamsActivity } from '../schema.js';
import type { FileJobOf } from './fileJobs.js';

/** Where a file was put, as Teams' card of it wants it said. */
type Stored = FileJobOf<'save'>['upload'];

/** What customers ask of the bot's files. */
export type AskedOfFiles =
  /** A copy of that activity of the transcript: the button beneath it was pressed. */
  | { do: 'copy'; seq: number; pressed: 'invoke' | 'message' }
  /** They agreed that it is put into their own store. `card`: the message that asked them. */
  | { do: 'accept'; seq: number; offer: string; card: string | null; upload: Stored }
  /** They didn't. */
  | { do: 'decline'; seq: number; offer: string; card: string | null };

const seq = z.number().int().positive().max(1e9);
const button = z.object({ certdesk: z.object({ copy: seq }) });
const execute = z.object({ action: z.object({ data: z.unknown() }) });
const offer = z.string().regex(/^[\w-]{1,40}$/);
const context = z.object({ certdesk: z.object({ copy: seq, offer }) });
const text = (most: number) => z.string().min(1).max(most);
const answered = z.discriminatedUnion('action', [
  z.object({
    ...{ action: z.literal('accept'), context },
    uploadInfo: z.object({
      ...{ uploadUrl: text(4000), contentUrl: text(4000), name: text(400) },
      ...{ uniqueId: z.string().max(200).catch(''), fileType: z.string().max(50).catch('') },
    }),
  }),
  z.object({ action: z.literal('decline'), context }),
]);

/** The button beneath a verdict; what it says can be typed as well. */
export const copyButton = (title: string, of: number): object => ({
  ...{ type: 'Action.Submit', title, data: { certdesk: { copy: of, says: title } } },
});

/**
 * What an activity asks of the bot's files, in a chat of one person; null for all else.
 * (Microsoft Teams, "Send and receive files using bot": files go to nobody else's store than theirs.)
 */
export function askedOfFiles({ type, name, value, replyToId }: TeamsActivity): AskedOfFiles | null {
  if (type === 'message') return pressed(value, 'message');
  if (type !== 'invoke') return null;
  if (name === 'adaptiveCard/action') return pressed(execute.safeParse(value).data?.action.data, 'invoke');
  if (name !== 'fileConsent/invoke') return null;
  const { data } = answered.safeParse(value);
  if (!data) return null;
  const { copy, offer: of } = data.context.certdesk;
  const about = { seq: copy, offer: of, card: replyToId ?? null };
  return data.action === 'accept' ? { do: 'accept', ...about, upload: data.uploadInfo } : { do: 'decline', ...about };
}

function pressed(data: unknown, by: 'invoke' | 'message'): AskedOfFiles | null {
  const read = button.safeParse(data);
  return read.success ? { do: 'copy', seq: read.data.certdesk.copy, pressed: by } : null;
}

/** Asks the customer whether a file may be put into their own store. */
export function consentCard(
  { name, description, bytes }: { name: string; description: string; bytes: Buffer },
  about: { seq: number; offer: string },
): Partial<Activity> {
  const certdesk = { copy: about.seq, offer: about.offer };
  const content = {
    ...{ description, sizeInBytes: bytes.length },
    ...{ acceptContext: { certdesk }, declineContext: { certdesk } },
  };
  const attachment = { contentType: 'application/vnd.microsoft.teams.card.file.consent', name, content };
  return { type: 'message', summary: description, attachments: [attachment] };
}

/** Shows a file that was put there: it opens by the card. */
export function infoCard({ contentUrl, name, uniqueId, fileType }: Stored, summary: string): Partial<Activity> {
  const content = { uniqueId, fileType };
  const attachment = { contentType: 'application/vnd.microsoft.teams.card.file.info', contentUrl, name, content };
  return { type: 'message', summary, attachments: [attachment] };
}
