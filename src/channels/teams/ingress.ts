import { badArgument, Refusal } from '../../refusal.js';
import { TooLate, withinDeadline } from '../../turn/deadline.js';
import { Overloaded } from '../../turn/queue.js';
import type { Call, CallBody, ChannelAnswer, ChannelRoute } from '../channel.js';
import type { InvokeAnswer, TeamsCustomers } from './customers.js';
import type { Admitted, Door, Origin } from './door.js';
import { readActivity, type TeamsActivity } from './schema.js';
import type { TeamsAdapter } from './teamsAdapter.js';

/** Teams gives up after fifteen seconds, and a call that is late is sent again: it is answered well before. */
const ANSWERED_MS = 4800;
const MOST_BYTES = 256_000;

/** What the agents' channel is asked, each time with an activity that was let in. */
interface AgentsHere {
  /** Whether it is the channel's and no customer's. */
  wants(activity: object): boolean;
  take(activity: object): Promise<InvokeAnswer>;
  /** Tells it where its channel may be. */
  heed(activity: object): Promise<void>;
}

interface Parts {
  door: Door;
  /** Bot Framework is loaded where Teams is used, and only then. */
  adapter(): Promise<Pick<TeamsAdapter, 'run'>>;
  customers: Pick<TeamsCustomers, 'take'>;
  /** The agents' channel; null where agents are at the desk alone. */
  agents: AgentsHere | null;
  /** Told why a call was refused, in a word; the caller never is. */
  onRefused(why: string): void;
}

/**
 * The way in of Teams. A call is admitted by its signature before its body is read, its body says where it comes from
 * before anything else of it is believed, and whoever is told 200 knows that it is kept.
 */
export class TeamsIngress {
  /** What is known of a call since it was admitted, and how long that took. */
  private readonly admitted = new WeakMap<Call, { admitted: Admitted; took: number }>();

  constructor(private readonly parts: Parts) {}

  get routes(): ChannelRoute[] {
    return [
      {
        ...{ method: 'post', path: '/api/messages', silent: true, shared: true },
        takes: { kind: 'json', most: MOST_BYTES },
        admit: (call) => this.admit(call),
        answer: (call, body) => this.answer(call, body),
      },
    ];
  }

  private async admit(call: Call): Promise<void> {
    const began = performance.now();
    const admitted = await this.noting(() => this.parts.door.admit(call));
    this.admitted.set(call, { admitted, took: performance.now() - began });
  }

  private answer(call: Call, { json }: CallBody): Promise<ChannelAnswer> {
    return this.noting(async () => {
      const { admitted, took } = this.admitted.get(call)!;
      if (typeof json !== 'object' || json === null || Array.isArray(json))
        throw badArgument('The body is no activity.');
      const origin = this.parts.door.check(admitted, json);
      const sent = readActivity(json);
      return withinDeadline(ANSWERED_MS - took, async () => {
        const adapter = await this.parts.adapter();
        const answer = await adapter.run(asActivity(sent), () => this.take(json, sent, origin));
        return { status: answer?.status ?? 200, body: answer?.body ?? '' };
      });
    });
  }

  private async take(json: object, sent: TeamsActivity, origin: Origin): Promise<InvokeAnswer | null> {
    const { agents, customers } = this.parts;
    if (agents?.wants(json)) return agents.take(json);
    await agents?.heed(json);
    return customers.take(sent, origin);
  }

  private async noting<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (fault) {
      if (fault instanceof Refusal) this.parts.onRefused(fault.code);
      // Teams sends it again, and the inbox knows what was done.
      if (fault instanceof TooLate || fault instanceof Overloaded)
        throw new Refusal(503, 'TooLate', 'It was not done in time. Send it again.', 2);
      throw fault;
    }
  }
}

/** What the SDK is given: what was read, and nothing else that was sent. */
function asActivity({ type, id, name, from, recipient, conversation }: TeamsActivity) {
  const named = { ...(id ? { id } : {}), ...(name ? { name } : {}) };
  const plain = ({ id: of }: { id: string }) => ({ id: of, name: '' });
  const where = { id: conversation.id, name: '', isGroup: false, conversationType: '' };
  return {
    ...{ type, ...named, channelId: 'msteams', from: plain(from), recipient: plain(recipient), conversation: where },
  };
}
