import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { ThreadData } from './botOnThread.js';
import { Failure } from './failure.js';
import { BotThreads } from './turn/botThreads.js';
import type { Edition, Editions } from './turn/editions.js';

interface Options {
  knowledgeFolder: string;
  /** Where what was learned is kept if it can't be beside the program. */
  keepIn: string;
  /** Threads of an edition's bot; null: half as many as the machine has processors, at most four. */
  threads: number | null;
  /** Told of each thread of a bot that was lost; another takes its place. */
  onLoss(fault: Error): void;
  /** Told that a library wrote to the console of a thread, and by which method. */
  onConsole(method: string): void;
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
    private readonly closing: AbortController,
  ) {}

  /** @param closing gives up what is still being opened @throws {Failure} where the knowledge can't be used */
  static async open(options: Options, closing = new AbortController()): Promise<OpenEditions> {
    const first = await opened(options, closing.signal);
    first.bot.grow(threadsOf(options) - 1);
    return new OpenEditions(options, first, closing);
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

  /** Ends all threads, those that still learn something among them. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.renewing;
    await Promise.all([this.now, this.before].map((edition) => edition?.bot.close()));
  }

  private async renewNow(): Promise<boolean> {
    const fresh = await opened(this.options, this.closing.signal);
    if (fresh.id === this.now.id) {
      await fresh.bot.close();
      return false;
    }
    const oldest = this.before;
    if (fresh.id === oldest?.id) {
      [this.before, this.now] = [this.now, oldest];
      await fresh.bot.close();
      return true;
    }
    [this.before, this.now] = [this.now, fresh];
    // Its calls are made again with another edition.
    await oldest?.bot.close();
    fresh.bot.grow(threadsOf(this.options) - 1);
    return true;
  }
}

const threadsOf = ({ threads }: Options) => threads ?? Math.min(4, Math.max(1, Math.floor(availableParallelism() / 2)));

/** The folder's edition as it is now, on one thread. */
async function opened(options: Options, signal: AbortSignal): Promise<Open> {
  const { knowledgeFolder, keepIn, onLoss, onConsole } = options;
  const file = script.find((one) => existsSync(one));
  if (!file) throw new Failure("The bot's threads are not built yet. Run `npm run build`.");
  const isTTY = process.stderr.isTTY === true;
  const data = (edition: string | null): ThreadData => ({ knowledgeFolder, edition, keepIn, isTTY });
  const bot = await BotThreads.open({ script: file, data, onLoss, onConsole }, signal);
  const { id, botName, opening, cases } = bot.opened;
  return { id, botName, opening, cases, bot, suggest: (text) => bot.suggest(text) };
}
