import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import type { Tables } from './tables.js';

/** Work inside a transaction that is shared: it may read and write, and may not commit. */
export type Work<Result> = (trx: Transaction<Tables>) => Promise<Result>;

interface Waiting {
  /** Does the work. @returns what tells whoever waits, after the commit */
  work(trx: Transaction<Tables>): Promise<() => void>;
  failed(fault: unknown): void;
}

/**
 * A group goes on for at least so long while work is there, and for at least so many times what its last commit took.
 */
const LEAST_MS = 4;
const COMMITS = 3;

/** Around each work: made once, they are most of the statements. */
const [SAVE, UNDO, RELEASE] = ['savepoint work', 'rollback to work', 'release work'].map((text) =>
  CompiledQuery.raw(text),
) as [CompiledQuery, CompiledQuery, CompiledQuery];

/**
 * Several works, one commit: on the embedded database every commit waits for the disk, and works run one after
 * another anyway. Each stands behind a savepoint of its own, so one that fails undoes only itself; nobody hears of a
 * success before the commit that holds it is on the disk. Nothing is held back to make a group larger: it takes in
 * what has arrived while the one before was being committed.
 */
export class GroupCommit {
  private readonly waiting: Waiting[] = [];
  private running = false;
  private commitMs = 0;

  /** @param leastMs for how long a group goes on at least while work is there */
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly leastMs = LEAST_MS,
  ) {}

  /**
   * Runs the work and waits for its commit. @throws what the work threw (then nothing of it is kept), or what the
   * commit did
   */
  run<Result>(work: Work<Result>): Promise<Result> {
    return new Promise((done, failed) => {
      this.waiting.push({
        failed,
        work: async (trx) => {
          const result = await work(trx);
          return () => done(result);
        },
      });
      if (!this.running) void this.commitAll();
    });
  }

  private async commitAll(): Promise<void> {
    this.running = true;
    do {
      await arrivals();
      await this.commitSome();
    } while (this.waiting.length > 0);
    this.running = false;
  }

  /** Never throws: whoever waits is told. */
  private async commitSome(): Promise<void> {
    const done: (() => void)[] = [];
    const taken: Waiting[] = [];
    let ended = 0;
    try {
      await this.db.transaction().execute(async (trx) => {
        const begun = performance.now();
        const longest = Math.max(this.leastMs, COMMITS * this.commitMs);
        for (let next = this.waiting.shift(); next; next = await this.another(begun + longest)) {
          taken.push(next);
          await trx.executeQuery(SAVE);
          try {
            done.push(await next.work(trx));
          } catch (fault) {
            next.failed(fault);
            await trx.executeQuery(UNDO);
          }
          await trx.executeQuery(RELEASE);
        }
        ended = performance.now();
      });
    } catch (fault) {
      // A promise that was settled stays so: those whose work had failed have heard why. Where no transaction could
      // be begun, nobody is kept waiting for one.
      for (const { failed } of taken.length > 0 ? taken : this.waiting.splice(0)) failed(fault);
      return;
    }
    this.commitMs = performance.now() - ended;
    for (const tell of done) tell();
  }

  private async another(until: number): Promise<Waiting | undefined> {
    if (performance.now() >= until) return undefined;
    if (this.waiting.length === 0) await arrivals();
    return this.waiting.shift();
  }
}

/** Lets in what has arrived at the sockets meanwhile. */
const arrivals = () => new Promise<void>((next) => setImmediate(next));
