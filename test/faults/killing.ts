import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectLineClient, type Following } from '../directLineClient.js';
import { seeded } from '../seeded.js';
import type { Service } from '../service.js';
import { sayAll, script } from './dialogue.js';
import { type Faults, startFaulty } from './faultyService.js';
import { broken, keptConversations, type Place, query } from './records.js';

export const later = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

/** A statement that doesn't come within this time isn't waited for: longer than the slowest of the service's timers (5 s). */
const UNMET_MS = 7000;

/** A service that is killed and started again, on one port and one set of records, and customers who go on talking to it. */
export class Killing {
  readonly clients: DirectLineClient[] = [];
  readonly random: () => number;
  /** What each complete conversation must look like. */
  expected: string[] = [];
  /** Statements that a conversation leads to, as far as they can be told apart. */
  statements: string[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'certdesk-killed-'));
  private readonly place: Place;
  private service: Service | undefined;
  private port = 0;
  private talking: Promise<void>[] = [];
  private readonly streams: [DirectLineClient, Following][] = [];
  private enough = false;

  /** @param url PostgreSQL's address; without one the embedded database is used */
  constructor(
    private readonly url?: string,
    seed = 1,
  ) {
    this.place = url ? { url } : { folder: this.folder };
    this.random = seeded(seed);
  }

  async start(faults: Faults = {}): Promise<Service> {
    this.service = await startFaulty(faults, { data: this.folder, port: this.port, env: { DATABASE_URL: this.url } });
    this.port = this.service.port;
    return this.service;
  }

  /** One conversation without a fault: what it must look like, and which statements it leads to. */
  async learn(): Promise<void> {
    const record = join(this.folder, 'statements.txt');
    await this.start({ record });
    const client = this.customer();
    await client.start();
    const stream = client.follow();
    await sayAll(client);
    this.expected = script(await client.history());
    await stream.until(this.expected.length);
    // Long enough for the work that is done every second.
    await later(1500);
    await stream.close();
    await this.service!.stop();
    const starts = readFileSync(record, 'utf8')
      .trimEnd()
      .split('\n')
      .map((statement) => statement.slice(0, 40));
    this.statements = [...new Set(starts)].filter((start) => start !== 'select 1');
  }

  /** Customers who begin one conversation after another until it is {@link finish}ed; the first of them follows each on a stream. */
  talk(customers: number): void {
    this.talking = Array.from({ length: customers }, async (_, number) => {
      while (!this.enough) {
        const client = this.customer();
        await client.start();
        if (number === 0) this.streams.push([client, client.follow()]);
        await sayAll(client, () => later(this.random() * 60));
      }
    });
    // Whoever finishes the run hears of a customer who gave up.
    for (const customer of this.talking) customer.catch(() => undefined);
  }

  /** One life: the service starts, and dies at that statement or, without one, at a random moment. @returns whether it died where it should */
  async live(strike?: Faults['strike']): Promise<boolean> {
    const service = await this.start(strike ? { strike } : {});
    if (strike) {
      const struck = await Promise.race([service.gone.then(() => true), later(UNMET_MS).then(() => false)]);
      if (struck) return service.logs().includes(`struck ${strike.when}`);
    } else await later(this.random() * 500);
    await service.kill();
    return !strike;
  }

  /** A last start; every conversation is brought to its end, and then the records are compared with what customers were told. @returns what is wrong */
  async finish(): Promise<string[]> {
    if (!this.service || !(await this.answers())) await this.start();
    this.enough = true;
    await Promise.all(this.talking);
    const kept = await keptConversations(this.place);
    const faults = this.clients.flatMap((client) => broken(client, kept.get(client.conversationId)));
    for (const client of this.clients) {
      const found = script(kept.get(client.conversationId)?.activities ?? []);
      if (JSON.stringify(found) !== JSON.stringify(this.expected))
        faults.push(`${client.conversationId} went another way: ${JSON.stringify(found, null, 1)}`);
    }
    for (const [client, stream] of this.streams) {
      await stream.until(this.expected.length);
      await stream.close();
      const ids = stream.received.map(({ id }) => id).join();
      if (
        ids !==
        kept
          .get(client.conversationId)
          ?.activities.map(({ id }) => id)
          .join()
      )
        faults.push(`the stream of ${client.conversationId} differs: ${ids}`);
    }
    return faults;
  }

  /** Waits until nothing is left to be delivered. @returns how many replies are left after that many milliseconds */
  async undelivered(within: number): Promise<number> {
    for (const giveUp = Date.now() + within; ; await later(200)) {
      const [row] = await query<{ count: string | number }>(this.place, 'select count(*) as count from outbox');
      if (Number(row!.count) === 0 || Date.now() > giveUp) return Number(row!.count);
    }
  }

  /** Messages that were acknowledged. */
  get acknowledged(): number {
    return this.clients.reduce((sum, { ledger }) => sum + ledger.size, 0);
  }

  async end(): Promise<void> {
    this.enough = true;
    for (const client of this.clients) client.abandoned = true;
    await Promise.allSettled([...this.talking, ...this.streams.map(([, stream]) => stream.close())]);
    await this.service?.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private customer(): DirectLineClient {
    const client = new DirectLineClient({
      url: () => `http://127.0.0.1:${this.port}`,
      patience: 6000,
      deadline: 800_000,
    });
    this.clients.push(client);
    return client;
  }

  private answers(): Promise<boolean> {
    return fetch(`http://127.0.0.1:${this.port}/live`).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}

const long = Boolean(process.env.CERTDESK_LONG);
/** Kills of a run, the customers who talk meanwhile. */
const { kills, customers } = long ? { kills: 220, customers: 6 } : { kills: 7, customers: 2 };

/**
 * The run that both databases pass: killed right before and right after each statement, and at random moments up to that many kills, the service keeps
 * what it acknowledged.
 * @param mine which half of the statements a short run is killed at, spread over every other one: the other half is another run's
 * @returns what is wrong afterwards: faults of the records, statements that were never struck, replies that were not delivered
 */
export async function killOften(killing: Killing, mine: 0 | 1) {
  const half = long ? undefined : mine;
  await killing.learn();
  killing.talk(customers);
  const all = killing.statements
    .flatMap((at) => [
      { at, when: 'before' as const },
      { at, when: 'after' as const },
    ])
    .filter((_, index) => half === undefined || (index >> 1) % 2 === (index + half) % 2);
  const boundaries = all
    .filter(
      (_, index) =>
        half === undefined ||
        all.length <= kills ||
        Math.floor((index * kills) / all.length) !== Math.floor(((index - 1) * kills) / all.length),
    )
    // A replica that dies with replies it has claimed leaves them to the others for a while: early on, so that nobody waits for it in the end.
    .sort(
      (one, other) => Number(other.at.startsWith('update "outbox"')) - Number(one.at.startsWith('update "outbox"')),
    );
  const missed: string[] = [];
  let done = 0;
  for (const { at, when } of boundaries) {
    // Each time at another message of a conversation; a rare statement may not come so often.
    let struck = false;
    for (const nth of [1 + Math.floor(killing.random() * 3), 1, 1]) {
      if (struck) continue;
      done += 1;
      struck = await killing.live({ at, when, nth });
    }
    if (!struck) missed.push(`${when} ${at}`);
  }
  for (; done < kills; done += 1) await killing.live();
  const faults = await killing.finish();
  return { faults, missed, undelivered: await killing.undelivered(30_000) };
}
