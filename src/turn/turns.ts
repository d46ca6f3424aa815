import type { DeskNow } from '../cases/deskNow.js';
import type { SecretKind } from '../certificates/secrets.js';
import type { ActivityRow, ConversationRow } from '../storage/tables.js';
import { begun } from './begun.js';
import { type BotAnswer, BotClosed, type BotRunner } from './botCall.js';
import { withinDeadline } from './deadline.js';
import type { Edition, Editions } from './editions.js';
import { sourceIdOf } from './inbox.js';
import { takeIn } from './intake.js';
import type { OwnerOf } from './owner.js';
import { ConversationQueue } from './queue.js';
import type { TurnOutcome, TurnRequest } from './request.js';
import { asShown } from './shows.js';
import { idAt, shownReply, transcriptRows } from './transcriptRows.js';
import { type Effects, type Found, isNew, type TurnStore } from './turnStore.js';

/** What a turn is made of. */
export interface TurnParts {
  store: TurnStore;
  editions: Editions;
  ownerOf: OwnerOf;
  /** The id of a case that is opened. */
  newCaseId(): string;
  /** How things are at the desk. */
  deskNow(): DeskNow;
  /** Told of each turn's rows after their commit, and on which replica they are streamed. */
  committed(rows: readonly ActivityRow[], conversation: Pick<ConversationRow, 'key' | 'channel' | 'streamed_by'>): void;
  /** Told when the bot failed in a turn; the customer gets an apology. */
  onBotFault(fault: unknown, conversation: string): void;
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
  discarded: readonly SecretKind[];
}

/** An activity that was answered, and all that its effects are made of. */
interface Answered {
  found: Found;
  turn: TakenIn;
  activityId: string;
  edition: Edition;
  answer: BotAnswer;
}

/** What a turn comes to, and what of it is to be written. */
interface Thought {
  outcome: TurnOutcome;
  effects?: Effects;
}

/**
 * The durable turn: secrets are taken out, an activity that was seen is dropped, the turns of one conversation wait
 * for each other, its owner answers, and state, transcript, case and outbox are committed together. Nothing is locked
 * while the bot thinks: where another replica went on with the conversation meanwhile, the turn is made anew from what
 * is there now. Whoever gets an outcome from here may tell the sender that it is kept.
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
    const { activity, found: discarded } = takeIn(request.activity, request.files);
    const turn: TakenIn = { ...request, activity, discarded, sourceId: sourceIdOf(request.sourceId) };
    return withinDeadline(this.parts.inTimeMs, (inTime) =>
      this.queue.run(request.conversation, () => this.untilWritten(turn, inTime)),
    );
  }

  /** Waits until no turn is waiting or running. */
  async idle(): Promise<void> {
    while (this.queue.size > 0) await new Promise((later) => setTimeout(later, 20));
  }

  get waiting(): number {
    return this.queue.size;
  }

  private async untilWritten(turn: TakenIn, inTime: () => void): Promise<TurnOutcome> {
    for (;;) {
      inTime();
      const thought = await this.thought(turn, inTime).catch((fault: unknown) => {
        // Its edition gave way to newer ones meanwhile.
        if (fault instanceof BotClosed && this.parts.inTimeMs !== null) return null;
        throw fault;
      });
      if (!thought) {
        await arrivals();
        continue;
      }
      const { outcome, effects } = thought;
      if (!effects) return outcome;
      inTime();
      const written = await this.parts.store.write(effects);
      if (!written) {
        await arrivals();
        continue;
      }
      const { key, channel } = effects.before;
      if (effects.rows.length > 0)
        this.parts.committed(effects.rows, { key, channel, streamed_by: written.streamedBy });
      return outcome;
    }
  }

  private async thought(turn: TakenIn, inTime: () => void): Promise<Thought> {
    const { store } = this.parts;
    const found = (await store.find(turn.conversation, turn.sourceId)) ?? (turn.begins ? this.blank(turn) : null);
    if (!found) return { outcome: { status: 'unknown' } };
    const { conversation, seen } = found;
    if (seen !== null) return { outcome: { status: 'seen', activityId: seen } };
    // The inbox forgets; a conversation begins once.
    if (turn.begins && turn.shown === false && !isNew(conversation))
      return { outcome: { status: 'seen', activityId: `${conversation.id}|start` } };
    if (conversation.ended_at !== null) return { outcome: { status: 'ended' } };
    const activityId = turn.shown === false ? `${conversation.id}|start` : idAt(conversation, 1);
    const edition = this.parts.editions.of(conversation.edition);
    const identified = { ...turn, activity: { ...turn.activity, id: activityId } };
    const answer = await this.answer(edition.bot, found, identified, inTime);
    return this.effects({ found, turn: identified, activityId, edition, answer });
  }

  /** A conversation that is made with this turn. */
  private blank({ conversation: key, userId, activity }: TakenIn): Found {
    const { channelId: channel = '', conversation: { id } = { id: '' } } = activity;
    const at = this.parts.now().getTime();
    const nothing = { state: null, version: 0, last_seq: 0, streamed_by: null, owner: null, open_case: null };
    const times = { created_at: at, updated_at: at, ended_at: null };
    return {
      conversation: { key, channel, id, user_id: userId, ...nothing, edition: null, ...times },
      ...{ case: null, seen: null },
    };
  }

  private effects({ found, turn, activityId, edition, answer }: Answered): Thought {
    const { conversation } = found;
    const { by = 'customer', sourceId, shown = true, ends = false, answeredHere = false } = turn;
    const { shows = { cards: true, choices: true } } = turn;
    const at = this.parts.now();
    const heard = { ...turn.activity, text: answer.text };
    const about = shown ? activityId : undefined;
    const replies = answer.replies.map((reply) =>
      shownReply(asShown(reply, shows), { botName: edition.botName, heard, about, at }),
    );
    const said = shown ? { activity: heard, role: begun[by].role } : null;
    const rows = transcriptRows(conversation, { heard: said, replies }, at);
    const outgoing = answeredHere ? [] : rows.filter(({ role }) => role !== 'user');
    return {
      outcome: { status: 'done', activityId, replies },
      effects: {
        ...{ before: conversation, state: answer.state, openCase: answer.case?.id ?? null, rows, ends },
        arrival: sourceId === null ? null : { sourceId, activityId, at: at.getTime() },
        edition: answer.formOpen ? edition.id : null,
        cases: answer.case === null || same(answer.case, found.case) ? [] : [{ case: answer.case, history: [] }],
        ...{ owner: conversation.owner, notices: [] },
        outgoing: { seqs: outgoing.map(({ seq }) => seq), dueAt: at.getTime() + DELIVERED_WITHIN_MS },
        at: at.getTime(),
      },
    };
  }

  /** What is said to the activity: by the bot, or for now by nobody, where an agent owns the conversation or speaks. */
  private async answer(bot: BotRunner, found: Found, turn: TakenIn, inTime: () => void): Promise<BotAnswer> {
    const { conversation } = found;
    const { by = 'customer', activity, discarded, shown = true } = turn;
    const formOpen = conversation.edition !== null;
    const silent = this.parts.ownerOf(conversation) !== 'bot' || !begun[by].heard;
    if (silent) return { text: activity.text, replies: [], state: undefined, case: found.case, formOpen };
    const { key, id, state, version, last_seq } = conversation;
    const call = {
      ...{ conversation: key, id, state, version, activity, discarded, formOpen },
      address: turn.address ?? key,
      ...{
        case: found.case,
        desk: this.parts.deskNow(),
        newCaseId: this.parts.newCaseId(),
        lastSeq: last_seq + (shown ? 1 : 0),
      },
    };
    const answer = await bot.run(call, inTime);
    if (answer.fault !== undefined) this.parts.onBotFault(answer.fault, key);
    return answer;
  }
}

/** Lets in what has arrived meanwhile, the end of the time that a turn may take among it. */
const arrivals = () => new Promise<void>((next) => setImmediate(next));

const same = (one: object, other: object | null) => JSON.stringify(one) === JSON.stringify(other);
