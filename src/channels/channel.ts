import type { Activity } from 'botbuilder';
import type { Deliverer } from '../delivery/deliverer.js';
import type { Shows } from '../turn/shows.js';

/**
 * What a channel is: a way for customers in, and for replies out.
 *
 * @example
 * const channel: Channel<string> = {
 *   id: 'directline',
 *   routes: directLineRoutes(directLine),
 *   identify: (token) => directLine.holderOf(token),
 *   envelope: (speaker, at) => envelope('directline', speaker, at),
 *   deliverer: streamsDeliverer(streams),
 *   shows: { cards: true, choices: true },
 * }
 */
export interface Channel<Credential> {
  /** The first part of its conversations' keys, and the `channelId` of its activities. */
  id: string;
  /** Its rows in the server's table of routes; none where it is no web server's. */
  routes: readonly ChannelRoute[];
  /** Who speaks, by what the call carries; nothing in its body says otherwise. @throws {Refusal} */
  identify(credential: Credential): Promise<Speaker>;
  /** What surrounds each activity of that speaker. */
  envelope(speaker: Speaker, at: Date): Partial<Activity>;
  /** Takes replies to customers; null where they are the answer to the call that brought the message. */
  deliverer: Deliverer | null;
  shows: Shows;
}

/** Who speaks, and in which conversation of the channel. */
export interface Speaker {
  userId: string;
  conversationId: string;
  name?: string;
}

/** A call of a route. */
export interface Call {
  params: Record<string, string>;
  query: Record<string, string>;
  /** What follows `Bearer ` in its Authorization header. */
  bearer: string | null;
  /** What shares a rate limit with the caller: their address, or the part of it that one customer has. */
  address: string;
  /** Of which page a browser sends it; null where none does. */
  origin: string | null;
  /** Whether it comes from this machine, past nobody in between. */
  isLocal: boolean;
}

/** What came in a call's body, read as the route asks for it. */
export interface CallBody {
  json: unknown;
  files: readonly ReceivedFile[];
}

/** A file that came with a call. */
export interface ReceivedFile {
  name: string;
  contentType: string;
  size: number;
  /** Each byte a sign (Latin-1). */
  content: string;
}

/** What a call is answered with; a text is JSON already. */
export interface ChannelAnswer {
  status: number;
  body: object | string;
}

/** One row of a channel's routes. */
export interface ChannelRoute {
  method: 'get' | 'post';
  path: string;
  /** Whether listed pages of other origins may call it. */
  cors?: boolean;
  /** Whether a refusal says nothing but its status. */
  silent?: boolean;
  /** Whether its callers are a few addresses that speak for many people; what they ask for is limited by conversation. */
  shared?: boolean;
  /** The body that it takes, and its most bytes (those of an upload's activity as well); none where nothing is said. */
  takes?: { kind: 'json'; most: number } | { kind: 'upload'; most: number; mostActivity: number };
  /** Looks at the call before its body is read: whoever may not speak is not listened to. @throws {Refusal} */
  admit?(call: Call): Promise<void>;
  /** @throws {Refusal} */
  answer(call: Call, body: CallBody): Promise<ChannelAnswer>;
}

/** The envelope of a customer's activity, the same on every channel of ours. */
export function envelope(channel: string, { userId, conversationId, name = '' }: Speaker, at: Date): Partial<Activity> {
  return {
    channelId: channel,
    serviceUrl: `urn:certdesk:${channel}`,
    conversation: { id: conversationId, name: '', isGroup: false, conversationType: 'personal' },
    from: { id: userId, name, role: 'user' },
    recipient: { id: 'certdesk', name: 'certdesk', role: 'bot' },
    timestamp: at,
  };
}

/** The activity by which a customer joins a conversation: the bot greets them. */
export function joining(envelope: Partial<Activity>): Partial<Activity> {
  const { from, recipient } = envelope;
  return { ...envelope, type: 'conversationUpdate', membersAdded: [from!, recipient!] };
}
