import type { Agent } from '../../../cases/case.js';
import { entraAgentId } from '../../../cases/entraAgent.js';
import type { Connector, Member } from '../connector.js';
import type { Heard } from './heard.js';
import type { AgentsPlace } from './place.js';
import type { AgentsPlaces } from './threads.js';

/** Who somebody is: an agent, nobody of the team, or it can't be told just now. */
export type Who = { agent: Agent } | 'nobody' | 'unknown';

interface Parts {
  place: AgentsPlace;
  connector: Pick<Connector, 'member'>;
  where(): ReturnType<AgentsPlaces['find']>;
  /** Told of each who is found to be a member. */
  met(agent: Agent): Promise<void>;
  now(): Date;
  onFault(fault: unknown): void;
}

/** For so long nobody is asked of again: who leaves the team may act so much longer. */
const KEPT_MS = 5 * 60_000;
/** Teams waits for an answer five seconds. */
const ASKED_MS = 3000;
const MOST = 2000;
const LONGEST_NAME = 200;

/** Knows who acts: members of the channel's team, by its own roster. Guests are none. */
export class Members {
  private readonly known = new Map<string, { agent: Agent; until: number }>();
  private readonly asking = new Map<string, Promise<Who>>();

  constructor(private readonly parts: Parts) {}

  /** @param heard a verified activity: nothing in its body but the sender's ids counts */
  async who({ from, channelData }: Heard): Promise<Who> {
    const { place, now } = this.parts;
    if (channelData?.tenant?.id !== place.tenantId || !from.aadObjectId) return 'nobody';
    const kept = this.known.get(from.id);
    if (kept && kept.until > now().getTime() && kept.agent.id === this.idOf(from.aadObjectId))
      return { agent: kept.agent };
    const asked = this.asking.get(from.id) ?? this.ask(from.id, from.aadObjectId);
    this.asking.set(from.id, asked);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Who>((decide) => {
      timer = setTimeout(() => decide('unknown'), ASKED_MS);
    });
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  }

  private async ask(userId: string, aadObjectId: string): Promise<Who> {
    const { connector, where, met, now, onFault } = this.parts;
    try {
      const known = await where();
      if (known === null) return 'unknown';
      const member = await connector.member(known.reference, userId);
      if (member === null || isGuest(member) || member.aadObjectId !== aadObjectId) {
        this.known.delete(userId);
        return 'nobody';
      }
      const agent = {
        id: this.idOf(aadObjectId),
        name: (member.name || member.email || aadObjectId).slice(0, LONGEST_NAME),
      };
      await met(agent);
      if (this.known.size >= MOST) this.known.clear();
      this.known.set(userId, { agent, until: now().getTime() + KEPT_MS });
      return { agent };
    } catch (fault) {
      onFault(fault);
      return 'unknown';
    } finally {
      this.asking.delete(userId);
    }
  }

  private readonly idOf = (aadObjectId: string) => entraAgentId(this.parts.place.tenantId, aadObjectId);
}

/** Entra names accounts of elsewhere so where the roster doesn't say it. */
const isGuest = ({ guest, email }: Member) => guest === true || (email?.toUpperCase().includes('#EXT#') ?? false);
