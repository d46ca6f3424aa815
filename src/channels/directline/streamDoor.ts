import type { WebSocket } from 'ws';
import { Refusal } from '../../refusal.js';
import { noteStream, standingOf } from '../../storage/conversations.js';
import type { Database } from '../../storage/database.js';
import { useOnce } from '../../storage/usedOnce.js';
import { keyOf, watermarkOf } from './directLine.js';
import { ended, forbidden } from './refusals.js';
import type { SignOuts } from './signOuts.js';
import type { StreamEnds } from './streamEnds.js';
import type { StreamHub } from './streamHub.js';
import type { TokenHolder, Tokens } from './tokens.js';

/** Streams of one conversation: a customer with some tabs and devices. */
const MOST_OF_CONVERSATION = 10;
/** A used address is remembered for longer than it could be valid, clocks aside. */
const REMEMBERED_MS = 10 * 60_000;

/** Who was let in, to which conversation, and from where on. */
export interface Admitted {
  holder: TokenHolder;
  conversation: string;
  after: number;
}

/** Lets a stream in: its address is for this conversation, unexpired, and used for the first time on any replica. */
export class StreamDoor {
  constructor(
    private readonly parts: {
      tokens: Tokens;
      database: Database;
      hub: StreamHub;
      signOuts: SignOuts;
      ends: StreamEnds;
      replica: string;
      now(): Date;
      onFault(fault: unknown): void;
      count(conversationId: string): Promise<void>;
    },
  ) {}

  /** @returns the conversation and where its stream goes on @throws {Refusal} 403, 404 or 429 */
  async admit(conversationId: string, token: string, watermark: string | undefined): Promise<Admitted> {
    const { tokens, database, hub, signOuts, now } = this.parts;
    const holder = await tokens.read('stream', token);
    if (!holder || holder.conversationId !== conversationId || !(await signOuts.outlived(holder))) throw forbidden();
    await this.parts.count(holder.conversationId);
    const conversation = keyOf(holder);
    if (hub.size(conversation) >= MOST_OF_CONVERSATION)
      throw new Refusal(429, 'TooManyRequests', 'Too many streams of this conversation are open.', 10);
    if (!(await useOnce(database, `stream:${holder.jti}`, now().getTime() + REMEMBERED_MS))) throw forbidden();
    const standing = await standingOf(database, conversation);
    if (standing.ended) throw ended();
    return { holder, conversation, after: Math.min(watermarkOf(watermark), standing.lastSeq) };
  }

  /**
   * Serves the socket for as long as its holder may listen, and notes that this replica streams the conversation, so
   * that others tell it of news.
   */
  enter(socket: WebSocket, { holder, conversation, after }: Admitted): void {
    const { database, hub, ends, replica, onFault } = this.parts;
    ends.watch(socket, holder);
    hub.add(socket, conversation, after);
    noteStream(database, conversation, replica).catch(onFault);
  }
}
