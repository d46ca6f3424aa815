import { Refused, type Retry } from './deliverer.js';
import { failedTry } from './failedTry.js';
import type { Notice } from './notice.js';
import type { DueNotice, Notices } from './notices.js';

/** Longer than any try takes: what is claimed and not settled by then is tried anew. */
const CLAIMED_FOR_MS = 60_000;
const SWEEP_MS = 1000;
/** After a fault of the database. */
const REST_MS = 2000;
/** Tries at a time of one receiver: while it hangs, the others' go on. */
const OF_A_RECEIVER = 4;
const PUT_OFF_MS = 5000;

/**
 * Takes notices of one kind to where they are read. A repeated one is known by its id.
 *
 * @example
 * const sender: Sender = { retry: patient, receiverOf: () => 'mail', send: (notice) => mail(notice) }
 */
export interface Sender {
  retry: Retry;
  /** Who receives it, by any name: those of one receiver wait for each other. */
  receiverOf(notice: Notice): string;
  /**
   * Sends it, or finds that nobody needs it any more.
   *
   * @param ending aborted when the service stops: whoever can breaks off, and the notice is tried anew later
   * @throws {Refused} for good, anything else for now
   */
  send(notice: Notice, ending: AbortSignal): Promise<void>;
}

/** What a sender of notices is made of. */
export interface NoticeParts {
  notices: Notices;
  /** By kind; a kind that is not set up is refused for good. */
  senders: Partial<Record<Notice['kind'], Sender>>;
  now(): Date;
  onFault(fault: unknown): void;
}

/**
 * Sends mails and calls webhooks, each again and again with growing pauses until it works or is given up. Nothing
 * waits for it, and a receiver that hangs holds up nobody else's.
 */
export class NoticeSender {
  private timer: NodeJS.Timeout | undefined;
  private readonly ending = new AbortController();
  private sweeping: Promise<unknown> = Promise.resolve();
  /** Tries that are under way, by receiver. */
  private readonly trying = new Map<string, Set<Promise<void>>>();

  constructor(private readonly parts: NoticeParts) {}

  start(): void {
    let rests = 0;
    let busy = false;
    const sweep = async () => {
      if (busy || performance.now() < rests) return;
      busy = true;
      await this.sweep().catch((fault: unknown) => {
        rests = performance.now() + REST_MS;
        this.parts.onFault(fault);
      });
      busy = false;
    };
    this.timer ??= setInterval(() => {
      this.sweeping = sweep();
    }, SWEEP_MS).unref();
  }

  /** Breaks off what can be, and ends when nothing is under way. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.ending.abort();
    await this.sweeping;
    await this.idle();
  }

  /** Waits for all tries that are under way. */
  async idle(): Promise<void> {
    await Promise.all([...this.trying.values()].flatMap((tries) => [...tries]));
  }

  /** Begins to try what is due now, of any replica. @returns how many were claimed */
  async sweep(): Promise<number> {
    const { notices, senders, now } = this.parts;
    const claimed = await notices.claim(now().getTime(), CLAIMED_FOR_MS);
    for (const notice of claimed) {
      const receiver = senders[notice.kind]?.receiverOf(notice) ?? '';
      const tries = this.trying.get(receiver) ?? new Set();
      if (tries.size >= OF_A_RECEIVER) {
        await notices.postpone(notice.id, now().getTime() + PUT_OFF_MS);
        continue;
      }
      this.trying.set(receiver, tries);
      const trying: Promise<void> = this.tried(notice)
        .catch(this.parts.onFault)
        .finally(() => {
          tries.delete(trying);
          if (tries.size === 0) this.trying.delete(receiver);
        });
      tries.add(trying);
    }
    return claimed.length;
  }

  private async tried(notice: DueNotice): Promise<void> {
    const { notices, senders } = this.parts;
    const sender = senders[notice.kind];
    try {
      if (!sender) throw new Refused('nothing sends this kind');
      await sender.send(notice, this.ending.signal);
    } catch (fault) {
      // Its claim runs out, and the next start tries it anew.
      if (this.ending.signal.aborted) return;
      const made = { before: notice.attempts, now: this.parts.now().getTime() };
      await notices.failed(notice.id, failedTry(fault, sender?.retry, made));
      return;
    }
    await notices.remove(notice.id);
  }
}
