import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectLineClient } from '../directLineClient.js';
import { seeded } from '../seeded.js';
import type { Service } from '../service.js';
import { type Defence, type Faults, startFaulty } from './faultyService.js';
import { later } from './killing.js';
import { keptConversations, type Place, query } from './records.js';

const AGENTS = ['anna', 'ben'].map((name) => ({ name, token: `${name}-has-a-token-of-the-tests-only-0123456789` }));
const PATIENCE_MS = 6000;
const DEADLINE_MS = process.env.CERTDESK_LONG ? 800_000 : 300_000;

/** What was acknowledged of one conversation. */
interface Told {
  customer: DirectLineClient;
  case: string;
  /** The name of the agent whose claim was acknowledged. */
  winner: string;
  replies: string[];
  resolved: boolean;
}

/** A service that is killed while customers ask for a person, two agents race for each case, write and settle it. */
export class DeskKilling {
  readonly told: Told[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'certdesk-desk-killed-'));
  private readonly place: Place;
  private readonly random: () => number;
  private service: Service | undefined;
  private port = 0;
  private enough = false;
  private working: Promise<void>[] = [];
  private readonly customers: DirectLineClient[] = [];

  /** @param url PostgreSQL's address; without one the embedded database is used */
  constructor(
    private readonly url?: string,
    seed = 7,
  ) {
    this.place = url ? { url } : { folder: this.folder };
    this.random = seeded(seed);
  }

  /** One life of the service: it dies at that statement, or without one at a random moment. */
  async live(strike?: Faults['strike']): Promise<void> {
    const service = await this.start(strike ? { strike } : {});
    if (strike) await Promise.race([service.gone, later(5000)]);
    else await later(100 + this.random() * 900);
    await service.kill();
  }

  /** People who go from the first word to the settled case, again and again until it is {@link finish}ed. */
  work(side: number): void {
    this.working = Array.from({ length: side }, async () => {
      while (!this.enough) await this.oneCase();
    });
    for (const one of this.working) one.catch(() => undefined);
  }

  /** A last life in which everybody comes to an end. @param off defences taken away @returns what was told and isn't so */
  async finish(off: Defence[] = []): Promise<string[]> {
    await this.start({ off });
    this.enough = true;
    await Promise.all(this.working);
    const kept = await keptConversations(this.place);
    const rows = await query<{ case_id: string; what: string; by_id: string | null; by_name: string | null }>(
      this.place,
      'select case_id, what, by_id, by_name from case_history order by case_id, seq',
    );
    return this.told.flatMap((told) => {
      const { customer, case: id, winner, replies, resolved } = told;
      const { activities } = kept.get(customer.conversationId) ?? { activities: [] };
      const history = rows.filter(({ case_id }) => case_id === id);
      const said = activities.filter(({ type }) => type === 'message').map(({ text }) => text);
      const count = <One>(list: readonly One[], one: One) => list.filter((other) => other === one).length;
      const claims = history.filter(({ what }) => what === 'claim');
      const owners = [...new Set(claims.map(({ by_name }) => by_name))];
      return [
        ...replies
          .filter((text) => count(said, text) !== 1)
          .map((text) => `${id}: "${text}" ${count(said, text)} times`),
        ...[...customer.ledger.keys()]
          .filter((own) => activities.filter(({ channelData }) => channelData?.clientActivityID === own).length !== 1)
          .map((own) => `${id}: the customer's ${own} is not there once`),
        ...(claims.length === 1 && owners[0] === winner
          ? []
          : [`${id}: ${winner} was told it is theirs, ${owners} have it`]),
        ...(count(
          history.map(({ what }) => what),
          'resolve',
        ) === (resolved ? 1 : 0)
          ? []
          : [`${id}: settled otherwise`]),
        ...(count(
          history.map(({ what }) => what),
          'opened',
        ) === 1
          ? []
          : [`${id}: opened otherwise`]),
      ];
    });
  }

  async end(): Promise<void> {
    this.enough = true;
    for (const customer of this.customers) customer.abandoned = true;
    await Promise.allSettled(this.working);
    await this.service?.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The next life, which a fault ends, or nobody. */
  async start(faults: Faults): Promise<Service> {
    const CERTDESK_DESK_TOKENS = AGENTS.map(({ name, token }) => `${name}:agent:${token}`).join(',');
    const env = { DATABASE_URL: this.url, CERTDESK_DESK_TOKENS };
    this.service = await startFaulty(faults, { data: this.folder, port: this.port, env });
    this.port = this.service.port;
    return this.service;
  }

  private async oneCase(): Promise<void> {
    const url = () => `http://127.0.0.1:${this.port}`;
    const customer = new DirectLineClient({ url, patience: PATIENCE_MS, deadline: DEADLINE_MS });
    this.customers.push(customer);
    await customer.start();
    await customer.say('talk to a person');
    const said = (await customer.history()).map(({ text }) => text ?? '').join('\n');
    const id = /\bC-[2-9A-Z]{6}\b/.exec(said)?.[0];
    if (!id) throw new Error(`no case's number was told: ${said}`);
    const claims = await Promise.all(AGENTS.map((agent) => this.act(agent, id, 'claim', {})));
    const won = AGENTS.filter((_, index) => claims[index] === 200);
    if (won.length !== 1) throw new Error(`${id} was given to ${won.length}`);
    const told: Told = { customer, case: id, winner: won[0]!.name, replies: [], resolved: false };
    this.told.push(told);
    for (let number = 1; number <= 3; number++) {
      const text = `${id} answer ${number}`;
      if ((await this.act(won[0]!, id, 'reply', { text })) === 200) told.replies.push(text);
      await customer.say(`${id} words ${number}`);
      await later(this.random() * 40);
    }
    told.resolved = (await this.act(won[0]!, id, 'resolve', { reason: 'told how' })) === 200;
  }

  /** An agent's act, sent again under the same key until its fate is known. @returns the status */
  private async act(agent: (typeof AGENTS)[number], id: string, what: string, body: object): Promise<number> {
    const key = randomUUID();
    for (const giveUp = Date.now() + DEADLINE_MS; Date.now() < giveUp && !this.customers[0]?.abandoned; ) {
      const answer = await fetch(`http://127.0.0.1:${this.port}/desk/api/cases/${id}/${what}`, {
        method: 'POST',
        headers: {
          ...{ authorization: `Bearer ${agent.token}`, 'content-type': 'application/json', 'idempotency-key': key },
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      }).catch(() => null);
      await answer?.text().catch(() => '');
      if (answer && answer.status < 500 && answer.status !== 429) return answer.status;
      await later(30 + Math.random() * 100);
    }
    throw new Error(`${what} of ${id} was not done in time`);
  }
}

const long = Boolean(process.env.CERTDESK_LONG);
const { kills, side } = long ? { kills: 100, side: 4 } : { kills: 5, side: 2 };
/** Cases that somebody must have been given meanwhile: a run of fewer shows nothing. */
export const LEAST = 2;
/** Where a claim, an answer or a settled case is half written. */
const PLACES = ['insert into "cases"', 'insert into "case_history"', 'insert into case_words', 'commit'];

/**
 * Killed at the statements that write cases, and at random moments.
 * @param mine which half of the places a short run is killed at: the other half is another run's
 * @returns what was told and isn't so
 */
export async function killDesk(killing: DeskKilling, mine: 0 | 1): Promise<string[]> {
  killing.work(side);
  const strikes = PLACES.flatMap((at) =>
    (['before', 'after'] as const).flatMap((when) => [1, 3].map((nth) => ({ at, when, nth }))),
  );
  const some = long ? strikes : strikes.filter((_, index) => index % 8 === 1 + 4 * mine);
  for (const strike of some) await killing.live(strike);
  // On a busy machine a life may see little: more of them, until there is something to lose.
  const enough = () => killing.told.length > LEAST;
  for (let done = some.length; done < kills || (!enough() && done < 3 * kills); done++) await killing.live();
  return killing.finish();
}
