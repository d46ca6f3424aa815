import { BotClosed } from './botCall.js';
import { CustomerTurn } from './customerTurn.js';
import { withinDeadline } from './deadline.js';
import { type DeskOutcome, type DeskRequest, DeskTurn } from './deskTurn.js';
import { sourceIdOf } from './inbox.js';
import { takeIn } from './intake.js';
import { ConversationQueue } from './queue.js';
import type { TurnOutcome, TurnRequest } from './request.js';
import type { TurnParts } from './turnParts.js';
import type { Thought } from './turnStore.js';

type Think<Outcome> = (inTime: () => void) => Promise<Thought<Outcome>>;

/**
 * The durable turn: secrets are taken out, an activity that was seen is dropped, the turns of one conversation wait
 * for each other, its owner answers, and state, transcript, case and outbox are committed together. Nothing is locked
 * while the bot thinks: where another replica went on with the conversation meanwhile, the turn is made anew from what
 * is there now. Whoever gets an outcome from here may tell the sender that it is kept.
 */
export class Turns {
  private readonly queue: ConversationQueue;
  private readonly ofCustomer: CustomerTurn;
  private readonly ofDesk: DeskTurn;

  constructor(private readonly parts: TurnParts) {
    this.queue = new ConversationQueue(parts.limits);
    this.ofCustomer = new CustomerTurn(parts);
    this.ofDesk = new DeskTurn(parts);
  }

  /**
   * Runs one activity. @throws {Overloaded} {TooLate} or what the database said; then nothing was kept, or (too late)
   * it may have been: sending it again is safe
   */
  run(request: TurnRequest): Promise<TurnOutcome> {
    const { activity, found: discarded } = takeIn(request.activity, request.files);
    const turn = { ...request, activity, discarded, sourceId: sourceIdOf(request.sourceId) };
    return this.durably(request.conversation, (inTime) => this.ofCustomer.think(turn, inTime));
  }

  /**
   * Does an agent's act to a case, or has a timer look at it: in the line of the case's conversation, so that of many
   * who claim it one gets it, and no reply that the bot had begun is sent behind that. @throws as {@link run}
   */
  act(request: DeskRequest): Promise<DeskOutcome> {
    const turn = { ...request, sourceId: sourceIdOf(request.sourceId) ?? request.sourceId };
    return this.durably(request.conversation, (inTime) => this.ofDesk.think(turn, inTime));
  }

  private durably<Outcome>(conversation: string, think: Think<Outcome>): Promise<Outcome> {
    return withinDeadline(this.parts.inTimeMs, (inTime) =>
      this.queue.run(conversation, () => this.untilWritten(think, inTime)),
    );
  }

  /** Waits until no turn is waiting or running. */
  async idle(): Promise<void> {
    while (this.queue.size > 0) await new Promise((later) => setTimeout(later, 20));
  }

  get waiting(): number {
    return this.queue.size;
  }

  private async untilWritten<Outcome>(think: Think<Outcome>, inTime: () => void): Promise<Outcome> {
    for (;;) {
      inTime();
      const thought = await think(inTime).catch((fault: unknown) => {
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
      if (effects.rows.length > 0 || effects.cases.length > 0)
        this.parts.committed(
          effects.rows,
          {
            key,
            channel,
            answersOn: effects.outgoing.channel,
            streamed_by: written.streamedBy,
            open_case: effects.openCase,
          },
          effects.cases,
        );
      return outcome;
    }
  }
}

/** Lets in what has arrived meanwhile, the end of the time that a turn may take among it. */
const arrivals = () => new Promise<void>((next) => setImmediate(next));
