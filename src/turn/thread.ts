import { Worker } from 'node:worker_threads';
import type { CaseKnowledge } from '../cases/caseKnowledge.js';
import type { BotAnswer, BotCall } from './botCall.js';
import type { Opening } from './opening.js';
import type { Passage } from './passage.js';

/** What a thread says once it has opened its edition of the knowledge. */
export interface OpenedBot {
  /** The edition's id. */
  id: string;
  botName: string;
  opening: Opening;
  cases: CaseKnowledge;
  /** Said when the bot itself fails. */
  apology: string;
}

/** A fault as it comes over from a thread. */
export type PlainFault = Pick<Error, 'name' | 'message' | 'stack'> & { code?: string | undefined };

/**
 * What a thread says: first that it is open, or why it can't be; then one answer for each call, in their order; between
 * them, by which method a library wrote to the console, without what it wrote.
 */
export type FromThread =
  | { opened: OpenedBot }
  | { failure: string }
  | { console: string }
  | { passages: Passage[]; to: number }
  | { answer: Omit<BotAnswer, 'fault'>; fault: PlainFault | null };

/** What a thread is asked: a call, or for passages, by a number of the asker's. */
export type ToThread = BotCall | { suggest: string; to: number };

/** A call, and who waits for its answer. */
export interface Work {
  call: BotCall;
  /** Throws once nobody waits for it any more. */
  inTime(): void;
  done(answer: BotAnswer): void;
  failed(fault: unknown): void;
  /** How many threads have ended on it. */
  losses: number;
}

/** Who is told what becomes of a thread. */
interface Owner {
  opened(bot: OpenedBot): void;
  /** The knowledge can't be opened; the thread ends. */
  refused(why: string): void;
  /** A library wrote to the console. */
  wrote(method: string): void;
  /** It has answered, and may be given more. */
  answered(): void;
  /** It is no more. @param fault why, where it was not told to end */
  ended(fault: Error | null): void;
}

/** Calls that a thread is given at once: while it answers one the next lies ready. */
const AT_ONCE = 2;

/** One thread and the calls that it was given. */
export class Thread {
  /** The first is the one that it is at. */
  readonly given: Work[] = [];
  /** It has answered something. */
  hasAnswered = false;
  /** What it is ended for: it hung on it. */
  hungOn: Work | null = null;
  /** Looks at it since it last answered. */
  looks = 0;
  private readonly worker: Worker;
  /** Who waits for passages, by number. */
  private readonly suggesting = new Map<number, (passages: Passage[]) => void>();
  private suggested = 0;
  private isOpen = false;
  private fault: Error | null = null;

  /** @param script the file that it runs @param data what that is given */
  constructor({ script, data }: { script: string; data: unknown }, owner: Owner) {
    this.worker = new Worker(script, { workerData: data });
    this.worker.on('message', (said: FromThread) => {
      if ('console' in said) return owner.wrote(said.console);
      if ('passages' in said) return this.suggest(said);
      if ('failure' in said) return owner.refused(said.failure);
      if ('opened' in said) {
        this.isOpen = true;
        return owner.opened(said.opened);
      }
      this.looks = 0;
      this.hasAnswered = true;
      this.given.shift()?.done({ ...said.answer, ...(said.fault && { fault: remade(said.fault) }) });
      owner.answered();
    });
    this.worker.on('error', (fault: Error) => {
      this.fault = fault;
    });
    this.worker.on('exit', () => {
      this.isOpen = false;
      for (const to of this.suggesting.keys()) this.suggest({ passages: [], to });
      owner.ended(this.fault);
    });
  }

  get takesMore(): boolean {
    return this.isOpen && this.given.length < AT_ONCE;
  }

  give(work: Work): void {
    if (this.given.length === 0) this.looks = 0;
    this.worker.postMessage(work.call);
    this.given.push(work);
  }

  /** Asks for passages between two calls; a thread that ends has none. */
  passages(text: string): Promise<Passage[]> {
    this.suggested += 1;
    const to = this.suggested;
    this.worker.postMessage({ suggest: text, to } satisfies ToThread);
    return new Promise((found) => this.suggesting.set(to, found));
  }

  private suggest({ passages, to }: { passages: Passage[]; to: number }): void {
    this.suggesting.get(to)?.(passages);
    this.suggesting.delete(to);
  }

  /** @param because why, where it has to go before it was told to */
  async end(because: Error | null = null): Promise<void> {
    this.isOpen = false;
    this.fault ??= because;
    await this.worker.terminate();
  }
}

/** An error as whoever logs it expects one. */
function remade({ message, ...fault }: PlainFault): Error {
  return Object.assign(new Error(message), fault);
}
