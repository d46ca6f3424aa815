import { createHash } from 'node:crypto';
import type { Activity, TurnContext } from 'botbuilder';
import type { Transaction } from 'kysely';
import { keptOfPress } from '../bot/press.js';
import { markDiscarded } from '../bot/turn.js';
import { withoutSecrets } from '../bot/withoutSecrets.js';
import type { SecretKind } from '../certificates/secrets.js';
import { ConversationQueue } from './conversationQueue.js';
import type { ConversationStorage } from './conversationStorage.js';
import type { Database } from './database.js';
import type { ActivityRow, ConversationRow, Tables } from './tables.js';
import { TurnAdapter } from './turnAdapter.js';

/** What a channel hands in. */
export interface TurnRequest {
  /** The conversation's key. */
  conversation: string;
  /** Who speaks, as the channel knows; nothing in the activity says otherwise. */
  userId: string;
  /**
   * The activity with `channelId`, `conversation`, `from`, `recipient` and `timestamp` set by the channel; its id is
   * made here.
   */
  activity: Partial<Activity>;
  /**
   * The id under which the inbox knows it, or null where the sender gave none: then each arrival is a message of its
   * own.
   */
  sourceId: string | null;
  /** Makes the conversation if there is none yet. */
  begins?: boolean;
  /** Whether the activity itself is part of the transcript. */
  shown?: boolean;
  /** Ends the conversation with this turn. */
  ends?: boolean;
  /** Whether the channel has thrown a private key away already, from a file. */
  secret?: boolean;
}

/** What became of it. `seen`: it had been taken in before, and had its effect then. */
export type TurnOutcome = { status: 'done' | 'seen'; activityId: string } | { status: 'unknown' } | { status: 'ended' };

/** What a turn is made of. */
export interface TurnParts {
  database: Database;
  storage: ConversationStorage;
  /** The bot's logic for one activity. */
  bot: { run(context: TurnContext): Promise<void> };
  /** Told of each turn's rows after their commit. */
  committed(conversation: string, rows: ActivityRow[], streamedBy: string | null): void;
  /** Said when the bot itself fails. */
  apology: string;
  /** The bot's name to its customers. */
  botName: string;
  onBotFault(fault: unknown, conversation: string): void;
  now(): Date;
  /** How many messages may wait, in one conversation and in all. */
  limits: { each: number; all: number };
}

/** The database did not do a turn in time; the sender tries again, and the inbox knows what was done. */
export class TooLate extends Error {}

const IN_TIME_MS = 4500;
const PLAIN_ID = /^[\x20-\x7e]{1,50}$/;
/** A reply that nobody delivered after its commit is looked for after this time. */
const DELIVERED_WITHIN_MS = 10_000;

/**
 * The durable turn: secrets are taken out, an activity that was seen is dropped, the turns of one conversation wait
 * for each other on all replicas, and state, transcript and outbox are committed together. Whoever gets an outcome
 * from here may tell the sender that it is kept.
 */
export class Turns {
  private readonly queue: ConversationQueue;

  constructor(private readonly parts: TurnParts) {
    this.queue = new ConversationQueue(parts.limits);
  }

  /**
   * Runs one activity. @throws {Overloaded} {TooLate} or what the database said; then nothing was kept, or (too late)
   * it may have been: sending it again is safe
   */
  async run(request: TurnRequest): Promise<TurnOutcome> {
    const { activity, found: inside } = withoutSecrets(request.activity);
    const found: SecretKind[] = request.secret ? [...inside, 'private-key'] : inside;
    const time = { over: false };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, refuse) => {
      timer = setTimeout(() => {
        time.over = true;
        refuse(new TooLate('the turn took too long'));
      }, IN_TIME_MS);
    });
    const sourceId = request.sourceId === null ? null : shortId(request.sourceId);
    const turn = this.queue.run(request.conversation, async () => {
      const { outcome, rows, streamedBy } = await this.commit({ ...request, activity, sourceId }, found, time);
      if (rows.length > 0) this.parts.committed(request.conversation, rows, streamedBy);
      return outcome;
    });
    turn.catch(() => undefined);
    return Promise.race([turn, late]).finally(() => clearTimeout(timer));
  }

  /** Waits until no turn is waiting or running. */
  async idle(): Promise<void> {
    while (this.queue.size > 0) await new Promise((later) => setTimeout(later, 20));
  }

  get waiting(): number {
    return this.queue.size;
  }

  private async commit(request: TurnRequest, found: SecretKind[], time: { over: boolean }): Promise<Committed> {
    const inTime = () => {
      if (time.over) throw new TooLate('the turn took too long');
    };
    inTime();
    return this.parts.database.transact(async (trx) => {
      inTime();
      const conversation = await this.lock(trx, request);
      if (!conversation) return nothing({ status: 'unknown' });
      const activityId = request.shown === false ? `${conversation.id}|start` : idAt(conversation, 1);
      const seen = await earlierArrival(trx, request, conversation.ended_at === null ? activityId : null);
      if (seen !== null) return nothing({ status: 'seen', activityId: seen });
      if (conversation.ended_at !== null) return nothing({ status: 'ended' });
      const committed = await this.effects(
        trx,
        conversation,
        { ...request, activity: { ...request.activity, id: activityId } },
        found,
      );
      inTime();
      return committed;
    });
  }

  /** The conversation's row, locked until the commit. */
  private async lock(
    trx: Transaction<Tables>,
    { conversation, userId, activity, begins }: TurnRequest,
  ): Promise<ConversationRow | undefined> {
    if (begins) {
      const at = this.parts.now().getTime();
      const made = {
        key: conversation,
        channel: activity.channelId ?? '',
        id: activity.conversation?.id ?? '',
        user_id: userId,
        created_at: at,
        updated_at: at,
      };
      await trx
        .insertInto('conversations')
        .values({ ...made, state: null, version: 0, last_seq: 0, streamed_by: null, ended_at: null })
        .onConflict((row) => row.column('key').doNothing())
        .execute();
    }
    const row = trx.selectFrom('conversations').selectAll().where('key', '=', conversation);
    // On the embedded database the transaction itself is the lock.
    return (this.parts.database.kind === 'postgres' ? row.forUpdate() : row).executeTakeFirst();
  }

  private async effects(
    trx: Transaction<Tables>,
    conversation: ConversationRow,
    request: TurnRequest,
    found: SecretKind[],
  ): Promise<Committed> {
    const { activity: given, shown = true, ends = false } = request;
    const at = this.parts.now();
    const before = shown ? 1 : 0;
    const { heard, replies, state, changed } = await this.answers(conversation, given, found, (reply) =>
      idAt(conversation, before + reply + 1),
    );

    const said = [
      ...(shown ? [{ ...withoutAddresses(heard), value: keptOfPress(heard.value) }] : []),
      ...replies.map((reply) => this.reply(reply, heard, shown, at)),
    ];
    const rows = said.map((activity, index): ActivityRow => {
      const { id = '', type = '' } = activity;
      const role = index < before ? 'user' : 'bot';
      return {
        conversation: conversation.key,
        seq: conversation.last_seq + index + 1,
        id,
        role,
        type,
        activity: JSON.stringify(activity),
        at: at.getTime(),
      };
    });
    if (rows.length > 0) await trx.insertInto('activities').values(rows).execute();
    const due = at.getTime() + DELIVERED_WITHIN_MS;
    const outgoing = rows.slice(before).map(({ seq }) => ({
      conversation: conversation.key,
      seq,
      attempts: 0,
      due_at: due,
      error: null,
      dead_at: null,
    }));
    if (outgoing.length > 0) await trx.insertInto('outbox').values(outgoing).execute();
    const written = await trx
      .updateTable('conversations')
      .set({
        ...(changed ? { state } : {}),
        ...{
          version: conversation.version + 1,
          last_seq: conversation.last_seq + rows.length,
          updated_at: at.getTime(),
        },
        ...(ends ? { ended_at: at.getTime() } : {}),
      })
      .where('key', '=', conversation.key)
      .where('version', '=', conversation.version)
      .executeTakeFirst();
    if (written.numUpdatedRows !== 1n) throw new TooLate('another replica has gone on with this conversation');
    if (ends) await trx.deleteFrom('customers').where('conversation', '=', conversation.key).execute();
    return { outcome: { status: 'done', activityId: heard.id ?? '' }, rows, streamedBy: conversation.streamed_by };
  }

  /**
   * What the bot says to it, and the state after that; and what it heard, without a password that only the bot could
   * know for one. A bot that fails has said nothing and changed nothing: the customer gets an apology.
   */
  private async answers(
    conversation: ConversationRow,
    given: Partial<Activity>,
    found: SecretKind[],
    idOf: (reply: number) => string,
  ) {
    const { storage, bot, apology, onBotFault } = this.parts;
    const adapter = new TurnAdapter(idOf);
    const heard = structuredClone(given);
    const held = storage.hold(conversation.key, conversation.state, conversation.version);
    try {
      await adapter.run(
        heard,
        (context) => bot.run(context),
        (context) => markDiscarded(context, found),
      );
      return { heard: { ...given, text: heard.text }, replies: adapter.replies, ...held };
    } catch (fault) {
      onBotFault(fault, conversation.key);
      const replies = [{ type: 'message', text: apology, id: idOf(0) }];
      return { heard: { ...given, text: heard.text }, replies, state: conversation.state, changed: false };
    } finally {
      storage.release(conversation.key);
    }
  }

  private reply(reply: Partial<Activity>, heard: Partial<Activity>, shown: boolean, at: Date): Partial<Activity> {
    const said = withoutAddresses(reply);
    const { channelId, conversation } = heard;
    const from = { id: 'certdesk', name: this.parts.botName, role: 'bot' };
    const about = shown ? { replyToId: heard.id } : {};
    return {
      ...said,
      channelId,
      conversation,
      from,
      timestamp: at,
      ...about,
      ...(said.type === 'message' ? { textFormat: 'markdown' } : {}),
    };
  }
}

/**
 * What a sender chose as an id, kept by its hash where it is longer or odder than ids are: it may be anything, a
 * piece of a key too.
 */
const shortId = (id: string) => (PLAIN_ID.test(id) ? id : createHash('sha256').update(id).digest('base64url'));

interface Committed {
  outcome: TurnOutcome;
  rows: ActivityRow[];
  streamedBy: string | null;
}

const nothing = (outcome: TurnOutcome): Committed => ({ outcome, rows: [], streamedBy: null });

/** The id of the activity that many places behind the conversation's last one; ids sort in the order of the stream. */
const idAt = ({ id, last_seq }: ConversationRow, ahead: number) => `${id}|${String(last_seq + ahead).padStart(7, '0')}`;

/**
 * Notes the arrival in the inbox.
 * @param activityId what a first arrival is answered with; null to only look
 * @returns the id that an earlier arrival was answered with, or null for the first
 */
async function earlierArrival(
  trx: Transaction<Tables>,
  { conversation, sourceId, activity }: TurnRequest,
  activityId: string | null,
): Promise<string | null> {
  if (sourceId === null) return null;
  if (activityId !== null) {
    const first = await trx
      .insertInto('inbox')
      .values({
        conversation,
        source_id: sourceId,
        activity_id: activityId,
        at: new Date(activity.timestamp ?? 0).getTime(),
      })
      .onConflict((row) => row.columns(['conversation', 'source_id']).doNothing())
      .returning('source_id')
      .executeTakeFirst();
    if (first) return null;
  }
  const earlier = trx
    .selectFrom('inbox')
    .select('activity_id')
    .where('conversation', '=', conversation)
    .where('source_id', '=', sourceId);
  return (await earlier.executeTakeFirst())?.activity_id ?? null;
}

/** An activity as the transcript keeps it. */
function withoutAddresses({ recipient: _, serviceUrl: __, ...said }: Partial<Activity>): Partial<Activity> {
  return said;
}
