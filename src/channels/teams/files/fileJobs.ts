import { z } from 'zod';

const speaker = z.object({ userId: z.string(), conversationId: z.string(), name: z.string().optional() });
/** Whose file it is, and the channel whose conversation it is. */
const whose = { speaker, channel: z.string() };
/** Where the customer's own store takes a file, as Teams says once they agreed to it. */
const upload = z.object({
  uploadUrl: z.string().max(4000),
  contentUrl: z.string().max(4000),
  name: z.string().min(1).max(400),
  uniqueId: z.string().max(200),
  fileType: z.string().max(50),
});
/** A copy that was asked for: of which activity, and the name of that offer. */
const copy = { seq: z.number().int().positive(), offer: z.string() };

/** What is to be done with a file of a conversation, and how far it has come. */
export const fileJob = z.discriminatedUnion('do', [
  /** A customer's file is looked into. `message`: Teams' own id of the message that it came with. */
  z.object({
    ...{ do: z.literal('look'), conversation: z.string(), ...whose, name: z.string(), address: z.string() },
    ...{ source: z.string(), until: z.number() },
  }),
  /** The customer is asked whether a copy may be put into their own store. */
  z.object({ do: z.literal('offer'), conversation: z.string(), ...copy }),
  /** They agreed. `card`: the message that asked them; `began`: it may be there; `stored`: it is. */
  z.object({
    ...{ do: z.literal('save'), conversation: z.string(), ...copy, ...whose, card: z.string().nullable(), upload },
    ...{ until: z.number(), began: z.boolean(), stored: z.boolean() },
  }),
  /** They didn't. */
  z.object({ do: z.literal('decline'), conversation: z.string(), ...copy, card: z.string().nullable() }),
]);
export type FileJob = z.infer<typeof fileJob>;
export type FileJobOf<Do extends FileJob['do']> = Extract<FileJob, { do: Do }>;

/** Where jobs are kept until they are done; what was done is known for as long as its conversation. */
export interface FileJobs {
  /** One that is there already, done or not, stays as it is. @param now ms */
  add(id: string, job: FileJob, now: number): Promise<void>;
  /** The same, but one that was added before then (ms) gives way. */
  addAnew(id: string, job: FileJob, at: { now: number; before: number }): Promise<void>;
  /** Notes how far it has come. */
  change(id: string, job: FileJob): Promise<void>;
}
