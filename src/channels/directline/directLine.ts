import { randomBytes } from 'node:crypto';
import { Refusal } from '../../refusal.js';
import { openConversationOf, type Standing, standingOf } from '../../storage/conversations.js';
import type { Database } from '../../storage/database.js';
import { pageOf, readTranscript } from '../../storage/transcript.js';
import { firstUse } from '../../storage/usedOnce.js';
import { noteVouched } from '../../storage/vouchedAccounts.js';
import { conversationKey } from '../../turn/conversationKey.js';
import type { Turns } from '../../turn/turns.js';
import { type Call, type CallBody, type ChannelAnswer, envelope, joining } from '../channel.js';
import { type CustomerTyping, isTypingSign } from './customerTyping.js';
import { DIRECT_LINE, readIncoming, shows } from './incoming.js';
import { type Count, countMessage } from './messageCost.js';
import { ended, forbidden, unauthorized } from './refusals.js';
import type { SignOuts } from './signOuts.js';
import { type Holder, TOKEN_SECONDS, type Tokens } from './tokens.js';

/** Most activities that one GET answers with; the client asks again from the watermark. */
const PAGE = 100;
/** A way back that was used is renewed; two tabs, or an answer that was lost, may use the old one for so long. */
const RENEWED_MS = 60_000;
/** A mail's link that was used may be used again for so long. */
const LINKED_MS = 24 * 3600_000;

interface Parts {
  tokens: Tokens;
  turns: Turns;
  database: Database;
  signOuts: SignOuts;
  /** Where browsers open streams: `ws://…` or `wss://…`, without a slash at the end. */
  streamBase(): string;
  now(): Date;
  count: Count;
  /** Told of a customer who types while an agent answers them. */
  typing: CustomerTyping;
}

/** Direct Line 3.0 (the REST part): each method is a route's work. All of them are safe to be called again. */
export class DirectLine {
  constructor(private readonly parts: Parts) {}

  /**
   * A token for a customer's conversation: of the customer whom a page's server names (their one open conversation),
   * of the one whom `resume` names or a mail's link (`back`), or of somebody new, who stays anonymous.
   */
  async generate({ bearer }: Call, { json }: CallBody): Promise<ChannelAnswer> {
    const { tokens, signOuts, database, now } = this.parts;
    if (bearer !== null) {
      const customer = await tokens.signedIn(bearer);
      if (!customer || !(await signOuts.vouchedSince(customer))) throw forbidden();
      const conversationId = await this.openConversationOf(customer.userId);
      const holder = { ...customer, conversationId, generation: await signOuts.generation(customer.userId) };
      if (customer.account) {
        const vouched = { ...holder, account: customer.account, conversation: keyOf(holder) };
        await noteVouched(database, vouched, now().getTime());
      }
      return this.granted(200, holder);
    }
    const { resume, back } = (json ?? {}) as { resume?: unknown; back?: unknown };
    if (back !== undefined && back !== null) return this.cameBack(back);
    if (resume === undefined || resume === null)
      return this.granted(200, { userId: `dl_${secretId()}`, conversationId: secretId() }, { resumable: true });
    const holder = typeof resume === 'string' ? await tokens.read('resume', resume) : null;
    const refused = new Refusal(403, 'ResumeRefused', "The conversation can't be resumed; start a new one.");
    if (!holder || !(await signOuts.outlived(holder)) || (await this.conversationOf(holder)).ended) throw refused;
    const at = now().getTime();
    if (at - (await firstUse(database, `resume:${holder.jti}`, at, holder.exp * 1000)) > RENEWED_MS) throw refused;
    return this.granted(200, holder, { resumable: true });
  }

  /**
   * Lets a customer in whom a mail's link led back. It may be used again for a day (another device, a mail program that
   * opened it first); whoever finds it later gets nothing.
   */
  private async cameBack(back: unknown): Promise<ChannelAnswer> {
    const { tokens, signOuts, database, now } = this.parts;
    const refused = new Refusal(403, 'ResumeRefused', 'The link is no longer good; start a new conversation.');
    const holder = typeof back === 'string' ? await tokens.read('back', back) : null;
    if (!holder || !(await signOuts.outlived(holder)) || (await this.conversationOf(holder)).ended) throw refused;
    const at = now().getTime();
    if (at - (await firstUse(database, `back:${holder.jti}`, at, holder.exp * 1000)) > LINKED_MS) throw refused;
    return this.granted(200, holder, { resumable: true });
  }

  /** A fresh token for an unexpired one. */
  async refresh(call: Call): Promise<ChannelAnswer> {
    const holder = await this.holderOf(call);
    if ((await this.conversationOf(holder)).ended) throw ended();
    return this.granted(200, holder);
  }

  /**
   * Signs a customer out everywhere: all that they were given before is worth nothing from now on, and their streams
   * end. Asked with a conversation's token or way back, or with a sign-in of a page's server.
   */
  async signOut(call: Call): Promise<ChannelAnswer> {
    const { tokens, signOuts } = this.parts;
    const { bearer } = call;
    const known = bearer === null ? null : ((await tokens.signedIn(bearer)) ?? (await tokens.read('resume', bearer)));
    const { userId, until = 0 } = known ?? (await this.holderOf(call));
    await signOuts.signOut(userId, until);
    return { status: 200, body: {} };
  }

  /** Starts the token's conversation, or gives it back where it has been started: the greeting is made once. */
  async start(call: Call): Promise<ChannelAnswer> {
    const holder = await this.holderOf(call);
    const fresh = await this.begin(holder);
    return this.granted(fresh ? 201 : 200, holder, { streamFrom: 0 });
  }

  /** A conversation that goes on: a stream from the watermark. */
  async reconnect(call: Call): Promise<ChannelAnswer> {
    const holder = await this.holderOf(call);
    if ((await this.conversationOf(holder)).ended) throw ended();
    return this.granted(200, holder, { streamFrom: watermarkOf(call.query.watermark) });
  }

  /** The transcript behind the watermark. */
  async activities(call: Call): Promise<ChannelAnswer> {
    const holder = await this.holderOf(call);
    const conversation = await this.conversationOf(holder);
    if (conversation.ended) throw ended();
    const after = Math.min(watermarkOf(call.query.watermark), conversation.lastSeq);
    const rows = await readTranscript(this.parts.database, keyOf(holder), after, PAGE);
    return { status: 200, body: pageOf(rows, after).json };
  }

  /** Counts whoever asks for a token. @throws {Refusal} 429 */
  admitAnybody({ address }: Call): Promise<void> {
    return this.parts.count('generate', address);
  }

  /** Looks at the token before the body is read. @throws {Refusal} 401, 403, or 429 for too many messages */
  async admit(call: Call): Promise<void> {
    const holder = await this.holderOf(call);
    await this.parts.count('send', holder.conversationId);
  }

  /** Takes an activity in. Whoever gets its id knows that it is kept and answered. */
  async send(call: Call, { json, files }: CallBody): Promise<ChannelAnswer> {
    const holder = await this.holderOf(call);
    const passing = { status: 200, body: { id: `${holder.conversationId}|passing` } };
    if (isTypingSign(json)) {
      await this.parts.typing.heard(keyOf(holder), async () => {
        const { owned, ended: over } = await this.conversationOf(holder);
        return owned && !over;
      });
      return passing;
    }
    await countMessage(
      this.parts.count,
      { json, files },
      { conversation: holder.conversationId, address: call.address },
    );
    const incoming = readIncoming(json, holder, this.parts.now(), files);
    if (incoming === null) return passing;
    const turn = {
      ...incoming,
      conversation: keyOf(holder),
      userId: holder.userId,
      address: call.address,
      files,
      shows,
    };
    let outcome = await this.parts.turns.run(turn);
    if (outcome.status === 'unknown') {
      await this.begin(holder);
      outcome = await this.parts.turns.run(turn);
    }
    if (outcome.status === 'ended' || outcome.status === 'unknown') throw ended();
    return { status: 200, body: { id: outcome.activityId } };
  }

  /**
   * Who holds the call's token, which must be for the conversation that the call names, if any. @throws {Refusal} 401,
   * 403 or 429
   */
  async holderOf({ bearer, params: { id: conversationId } }: Call): Promise<Holder> {
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
  ): Promise<ChannelAnswer> {
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
    const outcome = await this.parts.turns.run({
      ...{ conversation: keyOf(holder), userId: holder.userId, sourceId: 'start', begins: true, shown: false, shows },
      activity: joining(envelope(DIRECT_LINE, holder, this.parts.now())),
    });
    if ((await this.conversationOf(holder)).ended) throw ended();
    return outcome.status === 'done';
  }

  /** What is known of the token's conversation; it may not have been started yet. */
  private conversationOf(holder: Holder): Promise<Standing> {
    return standingOf(this.parts.database, keyOf(holder));
  }

  /** The one open conversation of a signed-in customer; of two devices that ask at once one makes it. */
  private async openConversationOf(userId: string): Promise<string> {
    const fresh = conversationKey(DIRECT_LINE, secretId());
    const key = await openConversationOf(this.parts.database, userId, fresh);
    return key.slice(`${DIRECT_LINE}/`.length);
  }
}

/** The conversation's key in storage. */
export function keyOf({ conversationId }: Holder): string {
  return conversationKey(DIRECT_LINE, conversationId);
}

/** A watermark as a number; what is none counts as the beginning. */
export function watermarkOf(text: string | undefined): number {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : 0;
}

/** 128 random bits: ids are not guessed, and still give no right to anything. */
const secretId = () => randomBytes(16).toString('base64url');
