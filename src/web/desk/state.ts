import { computed, signal } from '@preact/signals';
import type { CaseLine, Counts, DeskFrame, Presence } from '../../desk/wire.js';
import { timesIn } from './times.js';

/** What the desk is worked with; null until it has come. */
export const frame = signal<DeskFrame | null>(null);
/** Nobody is signed in any more: by their own wish, because the service said so, or without a role for the desk. */
export const signedOut = signal<'no' | 'wished' | 'ended' | 'refused'>('no');
/** How the stream is. */
export const line = signal<'connecting' | 'live' | 'away'>('connecting');
export const counts = signal<Counts>({ waiting: 0, mine: 0, assigned: 0, onHold: 0 });
/** Who is at the desk, and where they look. */
export const present = signal<readonly Presence[]>([]);
/** Every case that this page has heard of, as it was last heard of. */
export const known = signal<ReadonlyMap<string, CaseLine>>(new Map());

export const times = computed(() => timesIn(frame.value?.timeZone ?? 'UTC'));
export const myId = computed(() => frame.value?.me.id ?? '');
export const outcomeTitles = computed(() => new Map(frame.value?.outcomes.map(({ id, title }) => [id, title])));

/** Takes lines that are newer than what is known; the others came late. @returns those that were taken */
export function learn(lines: readonly CaseLine[]): CaseLine[] {
  const before = known.value;
  const newer = lines.filter(({ id, version }) => version >= (before.get(id)?.version ?? -1));
  if (newer.length > 0) known.value = new Map([...before, ...newer.map((one) => [one.id, one] as const)]);
  return newer;
}

/** Who the customer is, as far as it is known. */
export const customerOf = ({ contact }: Pick<CaseLine, 'contact'>): string => contact.name?.trim() || 'Customer';
