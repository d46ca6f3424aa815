import { z } from 'zod';
import { badArgument } from '../../refusal.js';

/** What lies deeper nobody means: a card's data has three or four levels. */
const DEEPEST = 40;
const MOST_VALUES = 20_000;
/** Teams takes about 28 KB of a message. */
const LONGEST_TEXT = 100_000;

/** An id of Teams' making. No control signs: a database's column takes none. */
const id = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,500}$/u);
const account = z.object({
  id,
  name: z.string().max(1000).nullish(),
  aadObjectId: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .nullish(),
});
const accounts = z.array(z.object({ id })).max(500).nullish();
const reactions = z
  .array(z.object({ type: z.string().max(100) }))
  .max(50)
  .nullish();

/** What is read of an activity of Teams; all else in it is dropped, and what isn't so is refused. */
const activity = z.object({
  type: z.string().regex(/^[A-Za-z]{1,50}$/),
  id: id.nullish(),
  name: z.string().max(200).nullish(),
  timestamp: z.string().max(100).nullish(),
  from: account,
  recipient: account,
  conversation: z.object({
    id,
    conversationType: z.string().max(50).nullish(),
    isGroup: z.boolean().nullish(),
  }),
  channelData: z
    .object({ eventType: z.string().max(100).nullish(), team: z.object({ id: id.nullish() }).nullish() })
    .nullish(),
  text: z.string().max(LONGEST_TEXT).nullish(),
  textFormat: z.string().max(50).nullish(),
  locale: z.string().max(35).nullish(),
  replyToId: id.nullish(),
  value: z.unknown().optional(),
  action: z.string().max(50).nullish(),
  attachments: z
    .array(
      z.object({
        contentType: z.string().max(300),
        name: z.string().max(1000).nullish(),
        content: z.unknown().optional(),
      }),
    )
    .max(100)
    .nullish(),
  entities: z.array(z.unknown()).max(500).nullish(),
  membersAdded: accounts,
  membersRemoved: accounts,
  reactionsAdded: reactions,
  reactionsRemoved: reactions,
});

/** An activity that Teams sent, read. */
export type TeamsActivity = z.infer<typeof activity>;

/** @throws {Refusal} 400 where it is no activity of Teams */
export function readActivity(body: object): TeamsActivity {
  if (!isBounded(body)) throw badArgument('The activity is too deep or has too much in it.');
  const read = activity.safeParse(body);
  if (!read.success) throw badArgument('The activity is none of Teams.');
  return read.data;
}

/** Whether it is neither too deep nor too full; looked at without going deep itself. */
function isBounded(body: object): boolean {
  let level: unknown[] = [body];
  let values = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    values += level.length;
    if (depth > DEEPEST || values > MOST_VALUES) return false;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return true;
}
