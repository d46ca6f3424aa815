import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { ThreadData } from './botOnThread.js';
import { BotThreads } from './turn/botThreads.js';
import type { Edition, Editions } from './turn/editions.js';

interface Options {
  knowledgeFolder: string;
  /** Threads of an edition's bot; null: half as many as the machine has processors, at most four. */
  threads: number | null;
  /** Told of each thread of a bot that was lost; another takes its place. */
  onLoss(fault: Error): void;
}

type Open = Edition & { bot: BotThreads };

/** Beside this file once built, in `dist/` when run from the sources. */
const script = [join(__dirname, 'botOnThread.js'), join(__dirname, '..', 'dist', 'botOnThread.js')];

/**
 * The editions of a knowledge folder, each with a bot on threads: the one that was opened last, and the one before,
 * for the forms that began with it.
 */
export class OpenEditions implements Editions {
  private before: Open | null = null;
  private renewing: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly options: Options,
    private now: Open,
  ) {}

  /** @throws {Failure} where the knowledge can't be used */
  static async open(options: Options): Promise<OpenEditions> {
    return new OpenEditions(options, await opened(options));
  }

  get current(): Edition {
    return this.now;
  }

  of(id: string | null): Edition {
    return id !== null && id === this.before?.id ? this.before : this.now;
  }

  /**
   * Opens the folder again. The edition that was current until now stays for the forms that began with it.
   *
   * @returns whether the knowledge is another one now @throws {Failure} where it can't be used: then nothing changed
   */
  renew(): Promise<boolean> {
    const renewed = this.renewing.then(() => this.renewNow());
    this.renewing = renewed.catch(() => undefined);
    return renewed;
  }

  async close(): Promise<void> {
    await this.renewing;
    await Promise.all([this.now, this.before].map((edition) => edition?.bot.close()));
  }

  private async renewNow(): Promise<boolean> {
    const fresh = await opened(this.options);
    if (fresh.id === this.now.id) {
      await fresh.bot.close();
      return false;
    }
    const oldest = this.before;
    [this.before, this.now] = [this.now, fresh];
    await oldest?.bot.close();
    return true;
  }
}

async function opened({ knowledgeFolder, threads, onLoss }: Options): Promise<Open> {
  const data = (edition: string | null): ThreadData => ({ knowledgeFolder, edition });
  const count = threads ?? Math.min(4, Math.max(1, Math.floor(availableParallelism() / 2)));
  const bot = await BotThreads.open({ script: script.find((file) => existsSync(file))!, data, count, onLoss });
  const { id, botName } = bot.opened;
  return { id, botName, bot };
}
