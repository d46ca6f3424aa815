import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { badArgument } from '../../refusal.js';
import type { Speaker } from '../channel.js';
import { pressedOn } from '../pressed.js';
import { chatId, chatKey } from './chatKey.js';
import { type Origin, TEAMS } from './door.js';
import { type AskedOfFiles, askedOfFiles } from './files/consent.js';
import { isMentioned, wordsOf } from './messageText.js';
import type { Reference } from './reference.js';
import { cardAskedFor } from './refresh.js';
import type { TeamsActivity } from './schema.js';

/** What an activity of Teams asks to be done. */
export type Incoming =
  /** A turn of the customer's. `begins`: the conversation is begun with it where there is none yet. */
  | { do: 'turn'; activity: Partial<Activity>; sourceId: string | null; begins: boolean }
  /** The bot is there from now on: the customer is greeted, once. */
  | { do: 'arrive' }
  /** The bot was taken out. */
  | { do: 'leave' }
  /** A button of ours was pressed, and whoever pressed it waits for an answer. */
  | { do: 'press'; activity: Partial<Activity>; sourceId: string; says: string }
  /** The customer types just now. */
  | { do: 'types' }
  /** A client asks how the card of an activity stands now, by its number in the transcript. */
  | { do: 'look'; seq: number }
  /** A thumb for a message, by the id that the Connector gave it. */
  | { do: 'react'; to: string; added: Reaction[]; removed: Reaction[]; sourceId: string | null }
  /** Something of the bot's own files. */
  | { do: 'files'; asked: AskedOfFiles }
  /** A call that is answered, and that nobody here understands. */
  | { do: 'not-known' }
  /** A card's action that is none of ours. */
  | { do: 'not-ours' }
  | { do: 'nothing' };

type Reaction = { type: 'like' | 'dislike' };

/** Where it was said, and by whom. */
export interface Place {
  /** The conversation's key in storage. */
  key: string;
  /** Which of the chat's conversations it is. */
  generation: number;
  /** The channel whose conversation it is: Teams' own, or one that goes on here. */
  channel: string;
  /** Where the customer comes over just now: the number of what they wrote last on the web; else null. */
  cameWith: number | null;
  speaker: Speaker;
  reference: Reference;
}

const CARD = /^application\/vnd\.microsoft\.(?:card\.|keyboard)|^application\/vnd\.adaptivecard/i;
const NOTHING: Incoming = { do: 'nothing' };
const execute = z.object({
  action: z.object({ type: z.string().max(100).nullish(), data: z.unknown().optional() }),
  trigger: z.string().max(50).nullish(),
});
const reactions: Record<string, Reaction['type']> = { like: 'like', dislike: 'dislike', '1f44e_thumbsdown': 'dislike' };

/** Where an activity was said, as Teams names it. */
export function referenceOf(
  { conversation, channelData, from, recipient }: TeamsActivity,
  { serviceUrl, tenantId }: Origin,
): Reference {
  const scope = scopeOf(conversation, channelData?.team != null);
  return {
    ...{ serviceUrl, tenantId, conversationId: conversation.id, scope, botId: recipient.id },
    userId: scope === 'personal' ? from.id : null,
    aadObjectId: scope === 'personal' ? (from.aadObjectId ?? null) : null,
  };
}

/** Where an activity belongs: its conversation by tenant, its speaker by their account in it. */
export function placeOf({ from }: TeamsActivity, reference: Reference, generation: number): Place {
  const name = plainName(from.name ?? '');
  return {
    ...{ key: chatKey(reference, generation), generation, reference, channel: TEAMS, cameWith: null },
    speaker: {
      userId: `teams:${reference.tenantId}:${from.aadObjectId ?? from.id}`,
      conversationId: chatId(reference, generation),
      ...(name === '' ? {} : { name }),
    },
  };
}

function scopeOf({ conversationType, isGroup }: TeamsActivity['conversation'], ofTeam: boolean): Reference['scope'] {
  if (conversationType === 'channel' || (conversationType == null && ofTeam)) return 'channel';
  return conversationType === 'groupChat' || isGroup === true ? 'groupChat' : 'personal';
}

/** What each type of activity comes to; of others, nothing. */
const kinds: Record<string, (sent: TeamsActivity, personal: boolean) => Incoming> = {
  message: (sent, personal) => (personal || isMentioned(sent) || isPress(sent) ? message(sent) : NOTHING),
  invoke,
  typing: (_, personal) => (personal ? { do: 'types' } : NOTHING),
  messageUpdate: (sent, personal) => (personal || isMentioned(sent) ? changed(sent) : NOTHING),
  messageDelete: (sent, personal) => (personal ? changed(sent) : NOTHING),
  messageReaction: ({ id, replyToId, reactionsAdded, reactionsRemoved }) => {
    const [added, removed] = [thumbs(reactionsAdded), thumbs(reactionsRemoved)];
    if (!replyToId || added.length + removed.length === 0) return NOTHING;
    return { do: 'react', to: replyToId, added, removed, sourceId: id ? `react:${id}` : null };
  },
  conversationUpdate: ({ membersAdded, membersRemoved, recipient }) => {
    const isBot = ({ id }: { id: string }) => id === recipient.id;
    if (membersRemoved?.some(isBot)) return { do: 'leave' };
    return membersAdded?.some(isBot) ? { do: 'arrive' } : NOTHING;
  },
  installationUpdate: ({ action }) => installed.get(action ?? '') ?? NOTHING,
};
const installed = new Map<string, Incoming>([
  ['add', { do: 'arrive' }],
  ['add-upgrade', { do: 'arrive' }],
  ['remove', { do: 'leave' }],
  ['remove-upgrade', { do: 'leave' }],
]);

/**
 * Reads what an activity of Teams asks for. In group chats and channels only what is said to the bot counts.
 * @throws {Refusal} 400 where a day was picked on a card that is none
 */
export function incomingOf(sent: TeamsActivity, { scope }: Reference): Incoming {
  if (sent.from.id === sent.recipient.id && sent.type === 'message') return NOTHING;
  const asked = scope === 'personal' ? askedOfFiles(sent) : null;
  if (asked) return { do: 'files', asked };
  return Object.hasOwn(kinds, sent.type) ? kinds[sent.type]!(sent, scope === 'personal') : NOTHING;
}

function message(sent: TeamsActivity): Incoming {
  const press = pressedOn(sent.value);
  const files = filesOf(sent);
  const text = press?.says ?? wordsOf(sent);
  const empty = text === '' && files.length === 0;
  // Without it a message that is sent again would be another.
  if (!press && !sent.id) throw badArgument('A message has an id.');
  // A card's action that is none of ours has nothing to say.
  if (empty && sent.value != null) return NOTHING;
  return {
    do: 'turn',
    activity: {
      ...{ type: 'message', text, textFormat: 'plain' },
      ...(press && { value: press.value }),
      ...(files.length > 0 ? { attachments: files } : {}),
    },
    sourceId: press ? `press:${press.press}` : `teams:${sent.id}`,
    begins: true,
  };
}

const isPress = ({ value }: TeamsActivity) => value != null && pressedOn(value) !== null;

function invoke({ name, value }: TeamsActivity): Incoming {
  if (name !== 'adaptiveCard/action') return { do: 'not-known' };
  const { data } = execute.safeParse(value);
  const seq = cardAskedFor(data?.action.data);
  if (seq !== null) return { do: 'look', seq };
  // A card that looks after itself presses nothing.
  if (!data || data.trigger === 'automatic') return { do: 'not-ours' };
  const press = pressedOn(data.action.data);
  if (!press) return { do: 'not-ours' };
  return {
    ...{ do: 'press', says: press.says, sourceId: `press:${press.press}` },
    activity: { type: 'message', text: press.says, textFormat: 'plain', value: press.value },
  };
}

/** A message that was changed, brought back or deleted: noted as what the customer did. */
function changed(sent: TeamsActivity): Incoming {
  const { type, id = '', timestamp } = sent;
  const eventType = sent.channelData?.eventType ?? '';
  const deleted = type === 'messageDelete';
  // An edit has the message's own id; one message may be edited often.
  const sourceId = id ? `${type}:${id}:${deleted ? '' : (timestamp ?? '')}` : null;
  const activity = deleted ? {} : { text: wordsOf(sent), textFormat: 'plain' };
  return { do: 'turn', activity: { type, ...activity, channelData: { eventType } }, sourceId, begins: false };
}

function thumbs(given: TeamsActivity['reactionsAdded']): Reaction[] {
  return (given ?? []).flatMap(({ type }) => (Object.hasOwn(reactions, type) ? [{ type: reactions[type]! }] : []));
}

/** Files that came with a message, by their names: the formatted text and cards are none. */
function filesOf({ attachments }: TeamsActivity): { contentType: string; name: string }[] {
  return (attachments ?? [])
    .filter(({ contentType }) => !/^text\/html\b/i.test(contentType) && !CARD.test(contentType))
    .map(({ contentType, name }) => ({ contentType, name: fileName(name) }));
}

/** What a file is called, without a path. */
export function fileName(name: string | null | undefined): string {
  return plainName((name ?? '').split(/[/\\]/).at(-1) ?? '') || 'file';
}

/** A name without signs that steer a terminal or a header. */
function plainName(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}"]/gu, '')
    .trim()
    .slice(0, 100);
}
