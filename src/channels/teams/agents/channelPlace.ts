import type { Reference } from '../reference.js';
import type { Heard } from './heard.js';
import { type AgentsPlace, placeKey, threadOf } from './place.js';
import type { AgentsPlaces, KnownPlace } from './threads.js';

/** How the channel is, for whoever runs the service. `unknown`: nothing has come from there yet. */
export type ChannelState = 'there' | 'unknown' | 'gone';

/** After so many tries it is left alone until something comes from there. */
const TRIES = 8;
/** From a minute on, each four times as long, up to six hours. */
const pauseOf = (attempts: number) => Math.min(60_000 * 4 ** (attempts - 1), 6 * 3600_000);

interface Parts {
  place: AgentsPlace;
  places: AgentsPlaces;
  now(): Date;
  /** Told when the channel goes, and when it is back. */
  onState(state: ChannelState, why: string | null): void;
  /** Called when it is there, or there again. */
  there(): void;
}

/** Knows where the agents' channel is, from what comes from there, and whether it is there at all. */
export class ChannelPlace {
  private known: KnownPlace | null = null;
  private told: ChannelState = 'there';
  readonly key: string;

  constructor(private readonly parts: Parts) {
    this.key = placeKey(parts.place);
  }

  get state(): ChannelState {
    return this.known === null ? 'unknown' : this.known.goneAt === null ? 'there' : 'gone';
  }

  /** Where the channel is; null where that isn't known, or it is gone and not tried again yet. */
  async find(): Promise<{ reference: Reference; probe: boolean } | null> {
    this.known = await this.parts.places.find(this.key);
    this.tell(null);
    if (this.known === null) return null;
    const { reference, goneAt, probeAt } = this.known;
    if (goneAt === null) return { reference, probe: false };
    return probeAt !== null && probeAt <= this.parts.now().getTime() ? { reference, probe: true } : null;
  }

  /**
   * Learns from a verified activity of the tenant where the channel is. One of another channel counts only while
   * nothing else is known: a tenant's teams share the Connector's address.
   */
  async heed(heard: Heard): Promise<void> {
    const { place } = this.parts;
    const { channelData, conversation, serviceUrl, recipient, type } = heard;
    if (channelData?.tenant?.id !== place.tenantId) return;
    const here = channelData.channel?.id === place.channelId || threadOf(conversation.id).channelId === place.channelId;
    if (!here && !channelData.team) return;
    if (here && channelData.eventType === 'channelDeleted') return this.gone('the channel was deleted');
    const joined = type === 'installationUpdate' && heard.action?.startsWith('add') === true;
    this.known ??= await this.parts.places.find(this.key);
    const { known } = this;
    if (!here && !(known === null || (joined && known.goneAt !== null))) return;
    const at = { conversationId: place.channelId, scope: 'channel', userId: null, aadObjectId: null } as const;
    const reference: Reference = { ...at, serviceUrl, tenantId: place.tenantId, botId: recipient.id };
    if (known?.goneAt === null && JSON.stringify(known.reference) === JSON.stringify(reference)) return;
    await this.parts.places.keep(this.key, reference);
    this.known = { reference, goneAt: null, attempts: 0, probeAt: null };
    this.tell(null);
    this.parts.there();
  }

  /** Notes that it refuses us: it was deleted, or the app was taken out of its team. */
  async gone(why: string): Promise<void> {
    const known = await this.parts.places.find(this.key);
    if (known === null) return;
    const now = this.parts.now().getTime();
    const attempts = known.attempts + 1;
    const probeAt = attempts < TRIES ? now + pauseOf(attempts) : null;
    this.known = { ...known, goneAt: known.goneAt ?? now, attempts, probeAt };
    await this.parts.places.setGone(this.key, this.known);
    this.tell(why);
  }

  /** Notes that it took something. */
  async took(reference: Reference): Promise<void> {
    if (this.known !== null && this.known.goneAt === null) return;
    await this.parts.places.keep(this.key, reference);
    this.known = { reference, goneAt: null, attempts: 0, probeAt: null };
    this.tell(null);
    this.parts.there();
  }

  private tell(why: string | null): void {
    const { state } = this;
    if (state === this.told) return;
    this.told = state;
    this.parts.onState(state, why);
  }
}
