import { randomBytes } from 'node:crypto';
import { conversationKey } from '../../storage/conversationKey.js';
import type { Database } from '../../storage/database.js';
import { pageOf, readTranscript } from '../../storage/transcript.js';
import type { Turns } from '../../storage/turn.js';
import { firstUse } from '../../storage/usedOnce.js';
import { type ReceivedFile, readIncoming } from './incoming.js';
import { ended, forbidden, Refusal, unauthorized } from './refusal.js';
import type { SignOuts } from './signOuts.js';
import { type Holder, TOKEN_SECONDS, type Tokens } from './tokens.js';

/** What a request carries that its route needs. */
export interface DirectLineRequest {
  /** What follows `Bearer ` in its Authorization header. */
  bearer: string | null;
  params: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
  /** Files that came with the activity. */
  files?: ReceivedFile[];
  /** Whether there was a private key in one of them. */
  secret?: boolean;
}

/** What it is answered with; a text is JSON already. */
export interface DirectLineAnswer {
  status: number;
  body: object | string;
}

/** Most activities that one GET answers with; the client asks again from the watermark. */
const PAGE = 100;
/** A way back that was used is renewed; two tabs, or an answer that was lost, may use the old one for so long. */
const RENEWED_MS = 60_000;

interface Parts {
  tokens: Tokens;
  turns: Turns;
  database: Database;
  signOuts: SignOuts;
  /** Where browsers open streams: `ws://…` or `wss://…`, without a slash at the end. */
  streamBase(): string;
  now(): Date;
  /** Counts a request of a conversation. @throws {Refusal} 429 */
  count(what: 'conversation' | 'send', conversationId: string): Promise<void>;
}

/** Direct Line 3.0 (the REST part): each method is a route's work. All of them are safe to be called again. */
export class DirectLine {
  constructor(private readonly parts: Parts) {}

  /**
   * A token for a customer's conversation: of the customer whom a page's server names (their one open conversation),
   * of the one whom `resume` names, or of somebody new, who stays anonymous.
   */
  async generate({ bearer, body }: DirectLineRequest): Promise<DirectLineAnswer> {
    const { tokens, signOuts } = this.parts;
    if (bearer !== null) {
      const customer = await tokens.signedIn(bearer);
      if (!customer || !(await signOuts.vouchedSince(customer))) throw forbidden();
      const conversationId = await this.openConversationOf(customer.userId);
      return this.granted(200, {
        ...customer,
        conversationId,
        generation: await signOuts.generation(customer.userId),
      });
    }
    const resume = (body as { resume?: unknown } | null)?.resume;
    if (resume === undefined || resume === null)
      return this.granted(200, { userId: `dl_${secretId()}`, conversationId: secretId() }, { resumable: true });
    const holder = typeof resume === 'string' ? await tokens.read('resume', resume) : null;
    const refused = new Refusal(403, 'ResumeRefused', "The conversation can't be resumed; start a new one.");
    if (!holder || !(await signOuts.outlived(holder)) || (await this.conversationOf(holder)).ended) throw refused;
    const now = this.parts.now().getTime();
    if (now - (await firstUse(this.parts.database, `resume:${holder.jti}`, now, holder.exp * 1000)) > RENEWED_MS)
      throw refused;
    return this.granted(200, holder, { resumable: true });
  }

  /** A fresh token for an unexpired one. */
  async refresh(request: DirectLineRequest): Promise<DirectLineAnswer> {
    const holder = await this.holderOf(request);
    if ((await this.conversationOf(holder)).ended) throw ended();
    return this.granted(200, holder);
  }

  /**
   * Signs a customer out everywhere: all that they were given before is worth nothing from now on, and their streams
   * end. Asked with a conversation's token or way back, or with a sign-in of a page's server.
   */
  async signOut(request: DirectLineRequest): Promise<DirectLineAnswer> {
    const { tokens, signOuts } = this.parts;
    const { bearer } = request;
    const known = bearer === null ? null : ((await tokens.signedIn(bearer)) ?? (await tokens.read('resume', bearer)));
    const { userId, until = 0 } = known ?? (await this.holderOf(request));
    await signOuts.signOut(userId, until);
    return { status: 200, body: {} };
  }

  /** Starts the token's conversation, or gives it back where it has been started: the greeting is made once. */
  async start(request: DirectLineRequest): Promise<DirectLineAnswer> {
    const holder = await this.holderOf(request);
    const fresh = await this.begin(holder);
    return this.granted(fresh ? 201 : 200, holder, { streamFrom: 0 });
  }

  /** A conversation that goes on: a stream from the watermark. */
  async reconnect(request: DirectLineRequest): Promise<DirectLineAnswer> {
    const holder = await this.holderOf(request, request.params.id);
    if ((await this.conversationOf(holder)).ended) throw ended();
    return this.granted(200, holder, { streamFrom: watermarkOf(request.query.watermark) });
  }

  /** The transcript behind the watermark. */
  async activities(request: DirectLineRequest): Promise<DirectLineAnswer> {
    const holder = await this.holderOf(request, request.params.id);
    const conversation = await this.conversationOf(holder);
    if (conversation.ended) throw ended();
    const after = Math.min(watermarkOf(request.query.watermark), conversation.lastSeq);
    const rows = await readTranscript(this.parts.database, keyOf(holder), after, PAGE);
    return { status: 200, body: pageOf(rows, after).json };
  }

  /** Looks at the token before the body is read. @throws {Refusal} 401, 403, or 429 for too many messages */
  async admit(request: DirectLineRequest): Promise<void> {
    const holder = await this.holderOf(request, request.params.id);
    await this.parts.count('send', holder.conversationId);
  }

  /** Takes an activity in. Whoever gets its id knows that it is kept and answered. */
  async send(request: DirectLineRequest): Promise<DirectLineAnswer> {
    const holder = await this.holderOf(request, request.params.id);
    const incoming = readIncoming(request.body, holder, this.parts.now(), request.files);
    if (incoming === null) return { status: 200, body: { id: `${holder.conversationId}|passing` } };
    const turn = { ...incoming, conversation: keyOf(holder), userId: holder.userId, secret: request.secret === true };
    let outcome = await this.parts.turns.run(turn);
    if (outcome.status === 'unknown') {
      await this.begin(holder);
      outcome = await this.parts.turns.run(turn);
    }
    if (outcome.status === 'ended' || outcome.status === 'unknown') throw ended();
    return { status: 200, body: { id: outcome.activityId } };
  }

  /**
   * Who holds the request's token. @param conversationId the conversation that it must be for @throws {Refusal} 401
   * or 403
   */
  private async holderOf({ bearer }: DirectLineRequest, conversationId?: string): Promise<Holder> {
    if (bearer === null) throw unauthorized();
    const holder = await this.parts.tokens.read('directline', bearer);
    if (!holder || (conversationId !== undefined && holder.conversationId !== conversationId)) throw forbidden();
    await this.parts.count('conversation', holder.conversationId);
    if (!(await this.parts.signOuts.outlived(holder))) throw forbidden();
    return holder;
  }

  private async granted(
    status: number,
    holder: Holder,
    { resumable = false, streamFrom }: { resumable?: boolean; streamFrom?: number } = {},
  ): Promise<DirectLineAnswer> {
    const { tokens, streamBase } = this.parts;
    const { conversationId } = holder;
    const stream = async (from: number) =>
      `${streamBase()}/v3/directline/conversations/${conversationId}/stream?watermark=${from}&t=${await tokens.issue('stream', holder)}`;
    return {
      status,
      body: {
        conversationId,
        token: await tokens.issue('directline', holder),
        expires_in: TOKEN_SECONDS,
        ...(resumable ? { resume: await tokens.issue('resume', holder) } : {}),
        ...(streamFrom === undefined ? {} : { streamUrl: await stream(streamFrom) }),
      },
    };
  }

  /** Makes the conversation with its greeting. @returns whether it is new @throws {Refusal} 404 where it has ended */
  private async begin(holder: Holder): Promise<boolean> {
    const bot = { id: 'certdesk', name: 'certdesk', role: 'bot' };
    const user = { id: holder.userId, name: holder.name ?? '', role: 'user' };
    const outcome = await this.parts.turns.run({
      ...{ conversation: keyOf(holder), userId: holder.userId, sourceId: 'start', begins: true, shown: false },
      activity: {
        type: 'conversationUpdate',
        membersAdded: [user, bot],
        ...{ channelId: 'directline', serviceUrl: 'urn:certdesk:directline', timestamp: this.parts.now() },
        conversation: { id: holder.conversationId, name: '', isGroup: false, conversationType: 'personal' },
        ...{ from: user, recipient: bot },
      },
    });
    if ((await this.conversationOf(holder)).ended) throw ended();
    return outcome.status === 'done';
  }

  /** What is known of the token's conversation; it may not have been started yet. */
  private async conversationOf(holder: Holder): Promise<{ ended: boolean; lastSeq: number }> {
    const row = await this.parts.database.read
      .selectFrom('conversations')
      .select(['ended_at', 'last_seq'])
      .where('key', '=', keyOf(holder))
      .executeTakeFirst();
    return { ended: row !== undefined && row.ended_at !== null, lastSeq: row?.last_seq ?? 0 };
  }

  /** The one open conversation of a signed-in customer; of two devices that ask at once one makes it. */
  private async openConversationOf(userId: string): Promise<string> {
    const row = await this.parts.database.write
      .insertInto('customers')
      .values({ user_id: userId, conversation: conversationKey('directline', secretId()) })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ user_id: userId }))
      .returning('conversation')
      .executeTakeFirstOrThrow();
    return row.conversation.slice('directline/'.length);
  }
}

/** The conversation's key in storage. */
export function keyOf({ conversationId }: Holder): string {
  return conversationKey('directline', conversationId);
}

/** A watermark as a number; what is none counts as the beginning. */
export function watermarkOf(text: string | undefined): number {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : 0;
}

/** 128 random bits: ids are not guessed, and still give no right to anything. */
const secretId = () => randomBytes(16).toString('base64url');
