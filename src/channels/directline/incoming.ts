import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { badArgument } from '../../refusal.js';
import { envelope, type ReceivedFile } from '../channel.js';
import { pressedOn } from '../pressed.js';
import type { Holder } from './tokens.js';

/** The channel's id, as Bot Framework has it. */
export const DIRECT_LINE = 'directline';
/** What Web Chat and other clients of Direct Line show. */
export const shows = { cards: true, choices: true };

/** Longer texts are refused: no question is as long, and a body may not be larger anyway. */
const LONGEST_TEXT = 32_000;
const CARD = /^application\/vnd\.microsoft\.(?:card\.|keyboard)|^application\/vnd\.adaptivecard/i;

const id = z.string().min(1).max(200);

/**
 * What a client may say of an activity. All else in it (from, ids, timestamps, recipients) is dropped: the server
 * sets it.
 */
const schema = z.object({
  type: z.string().max(50),
  text: z.string().max(LONGEST_TEXT, `must be at most ${LONGEST_TEXT} characters long`).optional(),
  locale: z.string().max(35).nullish(),
  replyToId: id.nullish(),
  value: z.unknown().optional(),
  channelData: z.object({ clientActivityID: id.nullish(), postBack: z.boolean().nullish() }).nullish(),
  attachments: z
    .array(z.object({ contentType: z.string().max(200), name: z.string().max(300).nullish() }))
    .max(20)
    .nullish(),
  reactionsAdded: z
    .array(z.object({ type: z.enum(['like', 'dislike']) }))
    .max(2)
    .nullish(),
  reactionsRemoved: z
    .array(z.object({ type: z.enum(['like', 'dislike']) }))
    .max(2)
    .nullish(),
});

/** An activity as a client sent it, read: what the turn is to do with it. */
export interface Incoming {
  activity: Partial<Activity>;
  /** The inbox's id, or null where the client gave none. */
  sourceId: string | null;
  ends: boolean;
}

type Sent = z.infer<typeof schema>;

/** Each type a client may send, and what is kept of it; null: understood, and of no consequence. */
const kinds: Record<string, (sent: Sent, files: readonly ReceivedFile[], holder: Holder) => Partial<Activity> | null> =
  {
    message,
    messageReaction: ({ replyToId, reactionsAdded, reactionsRemoved }, _, { conversationId }) => {
      const [about, seq] = (replyToId ?? '').split('|');
      if (about !== conversationId || !/^\d{7,12}$/.test(seq ?? ''))
        throw badArgument('replyToId: must name an activity of this conversation');
      return {
        replyToId: `${about}|${seq}`,
        reactionsAdded: reactionsAdded ?? [],
        reactionsRemoved: reactionsRemoved ?? [],
      };
    },
    endOfConversation: () => ({}),
    typing: () => null,
    event: () => null,
  };

/**
 * Reads an activity that a client sent.
 * @returns what the turn is to do, or null where there is nothing to do (typing signs, clients' events)
 * @throws {Refusal} 400, saying which field is wrong, for cards and for types that a customer can't send
 */
export function readIncoming(
  body: unknown,
  holder: Holder,
  at: Date,
  files: readonly ReceivedFile[] = [],
): Incoming | null {
  const read = schema.safeParse(body);
  if (!read.success)
    throw badArgument(
      read.error.issues.map(({ path, message: what }) => `${path.join('.') || 'the activity'}: ${what}`).join('; '),
    );
  const sent = read.data;
  const kept = Object.hasOwn(kinds, sent.type) ? kinds[sent.type]?.(sent, files, holder) : undefined;
  if (kept === undefined)
    throw badArgument(`type: activities of this type can't be sent here; send one of ${Object.keys(kinds).join(', ')}`);
  if (kept === null) return null;
  const clientActivityID = sent.channelData?.clientActivityID ?? undefined;
  const press = pressedOn(sent.value);
  return {
    activity: {
      type: sent.type,
      ...kept,
      ...envelope(DIRECT_LINE, holder, at),
      ...(sent.locale ? { locale: sent.locale } : {}),
      ...(clientActivityID === undefined ? {} : { channelData: { clientActivityID } }),
    },
    sourceId: press ? `press:${press.press}` : clientActivityID === undefined ? null : `client:${clientActivityID}`,
    ends: sent.type === 'endOfConversation',
  };
}

function message(sent: Sent, files: readonly ReceivedFile[]): Partial<Activity> {
  const { text, attachments } = sent;
  const press = pressedOn(sent.value);
  const words = press?.says ?? text ?? '';
  const cards = (attachments ?? []).filter(({ contentType }) => CARD.test(contentType));
  const others = files.length > 0 ? files : (attachments ?? []).filter((attachment) => !cards.includes(attachment));
  if (text === undefined && words === '' && others.length === 0)
    throw badArgument(
      cards.length > 0
        ? "attachments: cards can't be sent here; say it in words"
        : 'text: a message needs words or a file',
    );
  return {
    text: words,
    textFormat: 'plain',
    ...(press && { value: press.value }),
    ...(others.length > 0
      ? { attachments: others.map(({ contentType, name }) => ({ contentType, name: plainName(name ?? '') })) }
      : {}),
  };
}

/** A file's name without a path and without signs that steer a terminal or a header. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return (
    last
      .replace(/[\p{Cc}\p{Cf}"]/gu, '')
      .trim()
      .slice(0, 100) || 'file'
  );
}
