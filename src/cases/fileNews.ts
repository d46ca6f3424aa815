import { z } from 'zod';
import { type Case, isOver } from './case.js';

/** By which the activities are known that tell of a file. */
export const FILE_NEWS = 'certdesk.file';

/** What came of a file, for whoever works the case. */
export const fileNews = z.object({
  /** `looked`: a customer's file was looked into; `saved`: a copy was put into the customer's own store. */
  what: z.enum(['looked', 'saved']),
  name: z.string(),
  /** Bytes; null: more than is read. */
  size: z.number().nullable(),
  /** Whether a private key or a password was in it. Nothing of a file is kept. */
  held: z.boolean(),
});
export type FileNews = z.infer<typeof fileNews>;

const told = z.object({ channelData: z.object({ certdesk: z.object({ file: fileNews }) }) });

/** What an activity tells of a file; null where it tells of none. */
export function fileNewsIn(activity: { type?: string; name?: string }): FileNews | null {
  if (activity.type !== 'event' || activity.name !== FILE_NEWS) return null;
  return told.safeParse(activity).data?.channelData.certdesk.file ?? null;
}

/** The case with that somebody's file held a secret: whoever gets it knows. */
export function withFileNews(open: Case, file: FileNews | null): Case {
  if (!file?.held || isOver(open)) return open;
  const removed = [...new Set([...open.brief.removed, 'private-key'])];
  return { ...open, brief: { ...open.brief, removed } };
}
