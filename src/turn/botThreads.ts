import { Failure } from '../failure.js';
import { apologized, type BotAnswer, type BotCall, BotClosed, type BotRunner } from './botCall.js';
import { FairQueue } from './fairQueue.js';
import type { Passage } from './passage.js';
import { type OpenedBot, Thread, type Work } from './thread.js';

/** How threads are started. */
export interface ThreadOptions {
  /** The file that a thread runs. */
  script: string;
  /** What it is given. @param edition the id of the one that the first thread opened; null for that one */
  data(edition: string | null): unknown;
  /** Told of each thread that ended by itself, or was ended because it hung. */
  onLoss(fault: Error): void;
  /** Told that a library wrote to the console, and by which method. */
  onConsole(method: string): void;
}

/**
 * A thread that answers nothing for so many looks is taken to hang. Looks are counted, not time: a machine that sleeps
 * takes none.
 */
const LOOK_MS = 100;
const HANGS_AFTER = 30;
/** A call on which threads ended so often is not repeated. */
const LOSSES = 2;
/** Between two starts of threads that end before they have answered anything: it doubles up to the second. */
const REST_MS = 500;
const LONGEST_REST_MS = 10_000;
/** What the transcript has of a message that the bot could not look at while something was asked: it may be a password. */
const NOT_READ = '[not read]';

/**
 * The bot on threads: what it costs to understand a message holds up nobody else. A thread that ends is replaced, and
 * what it was given is given to another; one that hangs is ended, and whoever wrote what it hung on gets the apology.
 */
export class BotThreads implements BotRunner {
  private readonly threads = new Set<Thread>();
  private readonly waiting = new FairQueue<Work>();
  private readonly looking: NodeJS.Timeout;
  private isClosed = false;
  private restMs = REST_MS;
  private bot: OpenedBot | null = null;

  private constructor(private readonly options: ThreadOptions) {
    this.looking = setInterval(() => this.look(), LOOK_MS).unref();
  }

  /**
   * Resolves when the first thread can answer. @param signal gives the opening up @throws {Failure} and whatever else
   * keeps it from that
   */
  static async open(options: ThreadOptions, signal?: AbortSignal): Promise<BotThreads> {
    const threads = new BotThreads(options);
    try {
      threads.bot = await new Promise<OpenedBot>((opened, failed) => {
        signal?.addEventListener('abort', () => failed(new BotClosed('the opening was given up')), { once: true });
        threads.start({ opened, failed });
        signal?.throwIfAborted();
      });
    } catch (fault) {
      await threads.close();
      throw fault;
    }
    return threads;
  }

  /** Starts so many more threads. What the first had to learn they find kept. */
  grow(more: number): void {
    for (let started = 0; started < more && !this.isClosed; started++) this.start();
  }

  /** What the first thread opened; the others do as well, if its index was kept or the folder did not change. */
  get opened(): OpenedBot {
    return this.bot!;
  }

  run(call: BotCall, inTime: () => void = () => undefined): Promise<BotAnswer> {
    if (this.isClosed) return Promise.reject(new BotClosed('the bot was closed'));
    return new Promise((done, failed) => {
      this.waiting.push(call.address, { call, inTime, done, failed, losses: 0 });
      this.give();
    });
  }

  /** Passages that may answer a text; none where every thread is taken. */
  async suggest(text: string): Promise<Passage[]> {
    return (await this.leastBusy()?.passages(text)) ?? [];
  }

  /** Ends all threads; what is not answered yet is refused. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.looking);
    const left = [...this.threads].flatMap(({ given }) => given.splice(0)).concat(this.waiting.empty());
    for (const { failed } of left) failed(new BotClosed('the bot was closed'));
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
        wrote: (method) => this.options.onConsole(method),
        answered: () => {
          this.restMs = REST_MS;
          this.give();
        },
        ended: (fault) => {
          this.threads.delete(thread);
          if (this.isClosed) return;
          const lost = fault ?? new Error('a thread of the bot ended by itself');
          if (first && !isOpen) return first.failed(lost);
          this.options.onLoss(lost);
          this.takeBack(thread.given.splice(0), thread, lost);
          if (thread.hasAnswered) return this.start();
          setTimeout(() => this.isClosed || this.start(), this.restMs).unref();
          this.restMs = Math.min(2 * this.restMs, LONGEST_REST_MS);
        },
      },
    );
    this.threads.add(thread);
  }

  /** What a thread that ended was given waits again, but for a call that threads hang on or end on again and again. */
  private takeBack([at, ...behind]: Work[], { hungOn }: Thread, fault: Error): void {
    this.waiting.putBack(behind);
    if (!at) return;
    at.losses += hungOn === null ? 1 : 0;
    if (at === hungOn || at.losses >= LOSSES) at.done(this.apologized(at.call, fault));
    else this.waiting.putBack([at]);
    this.give();
  }

  private apologized(call: BotCall, fault: Error): BotAnswer {
    const answer = apologized(call, this.opened.apology, fault);
    return call.formOpen ? { ...answer, text: NOT_READ } : answer;
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
      if (thread.looks !== HANGS_AFTER) continue;
      thread.hungOn = thread.given[0] ?? null;
      void thread.end(new Error('a thread of the bot did not answer'));
    }
  }
}
