import { Failure } from '../failure.js';
import { apologized, type BotAnswer, type BotCall, type BotRunner } from './botCall.js';
import { FairQueue } from './fairQueue.js';
import { type OpenedBot, Thread, type Work } from './thread.js';

/** How threads are started. */
export interface ThreadOptions {
  /** The file that a thread runs. */
  script: string;
  /** What it is given. @param edition the id of the one that the first thread opened; null for that one */
  data(edition: string | null): unknown;
  /** How many there are. */
  count: number;
  /** Told of each thread that ended by itself, or was ended because it hung. */
  onLoss(fault: Error): void;
}

/**
 * A thread that answers nothing for so many looks is taken to hang. Looks are counted, not time: a machine that sleeps
 * takes none.
 */
const LOOK_MS = 100;
const HANGS_AFTER = 30;
/** A call on which threads ended so often is not repeated. */
const LOSSES = 2;
/** Between two starts of a thread that ends before it is open. */
const REST_MS = 500;

/** A thread that answered nothing; it was ended. */
class Hung extends Error {}

/**
 * The bot on threads: what it costs to understand a message holds up nobody else. A thread that ends is replaced, and
 * what it was given is given to another; one that hangs is ended, and whoever wrote what it hung on gets the apology.
 */
export class BotThreads implements BotRunner {
  private readonly threads = new Set<Thread>();
  private readonly waiting = new FairQueue<Work>();
  private readonly looking: NodeJS.Timeout;
  private isClosed = false;
  private bot: OpenedBot | null = null;

  private constructor(private readonly options: ThreadOptions) {
    this.looking = setInterval(() => this.look(), LOOK_MS).unref();
  }

  /** Resolves when the first thread can answer. @throws {Failure} and whatever else keeps it from that */
  static async open(options: ThreadOptions): Promise<BotThreads> {
    const threads = new BotThreads(options);
    try {
      threads.bot = await new Promise<OpenedBot>((opened, failed) => threads.start({ opened, failed }));
    } catch (fault) {
      await threads.close();
      throw fault;
    }
    // The first may have learned the knowledge; the others find what it kept.
    for (let more = 1; more < options.count; more++) threads.start();
    return threads;
  }

  /** What the first thread opened; the others do as well, if its index was kept or the folder did not change. */
  get opened(): OpenedBot {
    return this.bot!;
  }

  run(call: BotCall, inTime: () => void = () => undefined): Promise<BotAnswer> {
    return new Promise((done, failed) => {
      this.waiting.push(call.address, { call, inTime, done, failed, losses: 0 });
      this.give();
    });
  }

  /** Ends all threads; what is not answered yet is refused. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.looking);
    const left = [...this.threads].flatMap(({ given }) => given.splice(0)).concat(this.waiting.empty());
    for (const { failed } of left) failed(new Error('the bot was closed'));
    await Promise.all([...this.threads].map((thread) => thread.end()));
  }

  private start(first?: { opened(bot: OpenedBot): void; failed(fault: Error): void }): void {
    let isOpen = false;
    const { script, data } = this.options;
    const thread = new Thread(
      { script, data: data(this.bot?.id ?? null) },
      {
        opened: (bot) => {
          isOpen = true;
          first?.opened(bot);
          this.give();
        },
        refused: (why) => void thread.end(new Failure(why)),
        answered: () => this.give(),
        ended: (fault) => {
          this.threads.delete(thread);
          if (this.isClosed) return;
          const lost = fault ?? new Error('a thread of the bot ended by itself');
          if (first && !isOpen) return first.failed(lost);
          this.options.onLoss(lost);
          this.takeBack(thread.given.splice(0), lost);
          if (isOpen) this.start();
          else setTimeout(() => this.isClosed || this.start(), REST_MS).unref();
        },
      },
    );
    this.threads.add(thread);
  }

  /** What a thread that ended was given waits again, but for a call that threads hang on or end on again and again. */
  private takeBack([at, ...behind]: Work[], fault: Error): void {
    this.waiting.putBack(behind);
    if (!at) return;
    at.losses += 1;
    if (fault instanceof Hung || at.losses >= LOSSES) at.done(apologized(at.call, this.opened.apology, fault));
    else this.waiting.putBack([at]);
    this.give();
  }

  private give(): void {
    for (let thread = this.leastBusy(); thread; thread = this.leastBusy()) {
      const work = this.waiting.next();
      if (!work) return;
      try {
        work.inTime();
        thread.give(work);
      } catch (fault) {
        work.failed(fault);
      }
    }
  }

  /** Of the threads that take more, the one that has been given least; one that hangs is the last to get any. */
  private leastBusy(): Thread | undefined {
    return [...this.threads]
      .filter(({ takesMore }) => takesMore)
      .sort((one, other) => one.given.length - other.given.length || one.looks - other.looks)[0];
  }

  private look(): void {
    for (const thread of this.threads) {
      if (thread.given.length === 0) continue;
      thread.looks += 1;
      if (thread.looks === HANGS_AFTER) void thread.end(new Hung('a thread of the bot did not answer'));
    }
  }
}
