import type { SecretKind } from '../certificates/secrets.js';
import type { ActivityRow, ConversationRow } from '../storage/tables.js';
import { begun } from './begun.js';
import { type BotAnswer, type BotRunParts, runBot } from './botRun.js';
import { TooLate, withinDeadline } from './deadline.js';
import { earlierArrival, sourceIdOf } from './inbox.js';
import { takeIn } from './intake.js';
import type { OwnerOf } from './owner.js';
import { ConversationQueue } from './queue.js';
import type { TurnOutcome, TurnRequest } from './request.js';
import { asShown } from './shows.js';
import { idAt, shownReply, transcriptRows } from './transcriptRows.js';
import type { TurnRows, TurnStore } from './turnStore.js';

/** What a turn is made of. */
export interface TurnParts extends BotRunParts {
  store: TurnStore;
  ownerOf: OwnerOf;
  /** Told of each turn's rows after their commit, and what must be known to deliver them. */
  committed(rows: readonly ActivityRow[], conversation: ConversationRow): void;
  /** The bot's name to its customers. */
  botName: string;
  now(): Date;
  /** How long a caller waits for a turn, in ms (docs/decisions/0006); null: as long as it takes. */
  inTimeMs: number | null;
  /** How many messages may wait, in one conversation and in all. */
  limits: { each: number; all: number };
}

/** A reply that nobody delivered after its commit is looked for after this time. */
const DELIVERED_WITHIN_MS = 10_000;

/** A request whose activity was taken in: its secrets are gone. */
interface TakenIn extends TurnRequest {
  found: readonly SecretKind[];
}

/**
 * The durable turn: secrets are taken out, an activity that was seen is dropped, the turns of one conversation wait
 * for each other on all replicas, its owner answers, and state, transcript, case and outbox are committed together.
 * Whoever gets an outcome from here may tell the sender that it is kept.
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
  run(request: TurnRequest): Promise<TurnOutcome> {
    const taken = takeIn(request.activity, request.files);
    const turn: TakenIn = { ...request, ...taken, sourceId: sourceIdOf(request.sourceId) };
    return withinDeadline(this.parts.inTimeMs, (inTime) =>
      this.queue.run(request.conversation, async () => {
        inTime();
        const { outcome, rows, conversation } = await this.parts.store.transact((store) => {
          inTime();
          return this.inOneCommit(store, turn, inTime);
        });
        if (conversation && rows.length > 0) this.parts.committed(rows, conversation);
        return outcome;
      }),
    );
  }

  /** Waits until no turn is waiting or running. */
  async idle(): Promise<void> {
    while (this.queue.size > 0) await new Promise((later) => setTimeout(later, 20));
  }

  get waiting(): number {
    return this.queue.size;
  }

  private async inOneCommit(store: TurnRows, turn: TakenIn, inTime: () => void): Promise<Committed> {
    const conversation = await store.conversation(turn.conversation, turn.begins ? this.made(turn) : null);
    if (!conversation) return nothing({ status: 'unknown' });
    const ended = conversation.ended_at !== null;
    const activityId = turn.shown === false ? `${conversation.id}|start` : idAt(conversation, 1);
    const seen = await earlierArrival(store, turn, ended ? null : activityId);
    if (seen !== null) return nothing({ status: 'seen', activityId: seen });
    if (ended) return nothing({ status: 'ended' });
    const committed = await this.effects(store, conversation, {
      ...turn,
      activity: { ...turn.activity, id: activityId },
    });
    inTime();
    return committed;
  }

  private made({ conversation, userId, activity }: TakenIn) {
    const { channelId: channel = '', conversation: { id } = { id: '' } } = activity;
    return { key: conversation, channel, id, userId, at: this.parts.now().getTime() };
  }

  private async effects(store: TurnRows, conversation: ConversationRow, turn: TakenIn): Promise<Committed> {
    const {
      by = 'customer',
      shown = true,
      ends = false,
      answeredHere = false,
      shows = { cards: true, choices: true },
    } = turn;
    const at = this.parts.now();
    const before = conversation.open_case === null ? null : await store.cases.read(conversation.open_case);
    const answer = await this.answer(conversation, turn, before);
    const about = shown ? turn.activity.id : undefined;
    const replies = answer.replies.map((reply) =>
      shownReply(asShown(reply, shows), { botName: this.parts.botName, heard: answer.heard, about, at }),
    );
    const heard = shown ? { activity: answer.heard, role: begun[by].role } : null;
    const rows = transcriptRows(conversation, { heard, replies }, at);
    if (answer.case && answer.case !== before) await store.cases.keep(conversation.key, answer.case);
    const outgoing = answeredHere ? [] : rows.filter(({ role }) => role !== 'user');
    const kept = await store.keep({
      before: conversation,
      state: answer.state,
      openCase: answer.case?.id ?? null,
      rows,
      outgoing: { seqs: outgoing.map(({ seq }) => seq), dueAt: at.getTime() + DELIVERED_WITHIN_MS },
      ends,
      at: at.getTime(),
    });
    if (!kept) throw new TooLate('another replica has gone on with this conversation');
    return { outcome: { status: 'done', activityId: turn.activity.id ?? '', replies }, rows, conversation };
  }

  /** What is said to the activity: by the bot, or for now by nobody, where an agent owns the conversation or speaks. */
  private async answer(conversation: ConversationRow, turn: TakenIn, open: BotAnswer['case']): Promise<BotAnswer> {
    const { by = 'customer', activity, found, shown = true } = turn;
    const silent = this.parts.ownerOf(conversation) !== 'bot' || !begun[by].heard;
    if (silent) return { heard: activity, replies: [], state: undefined, case: open };
    const first = shown ? 2 : 1;
    return runBot(this.parts, conversation, activity, {
      beside: { discarded: found, case: open },
      idOf: (reply) => idAt(conversation, first + reply),
    });
  }
}

interface Committed {
  outcome: TurnOutcome;
  rows: readonly ActivityRow[];
  conversation: ConversationRow | null;
}

const nothing = (outcome: TurnOutcome): Committed => ({ outcome, rows: [], conversation: null });
