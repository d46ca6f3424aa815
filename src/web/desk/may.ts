import type { CaseLine, DeskFrame } from '../../desk/wire.js';

/** What an agent can do to a case, as the pages name it. */
export type ActName =
  | ('claim' | 'release' | 'reply' | 'note' | 'verdict')
  | ('ask' | 'hold' | 'transfer' | 'resolve' | 'return');
type Me = Pick<DeskFrame['me'], 'id' | 'roles'>;
type Looked = Pick<CaseLine, 'status' | 'agent'>;

/**
 * Why an act can't be done now, in words for the one who would do it. The service has the last word: this only says it
 * beforehand.
 * @returns null where it can
 */
export function whyNot(act: ActName, { status, agent }: Looked, { id, roles }: Me): string | null {
  if (act === 'note') return null;
  if (status === 'resolved' || status === 'closed') return 'This case is settled.';
  const mine = agent?.id === id;
  if (act === 'claim') {
    if (mine) return 'You have this case already.';
    return agent === null ? null : `${agent.name} has this case.`;
  }
  if (act === 'reply') return agent === null || mine ? null : `${agent.name} has this case.`;
  if (act === 'hold' && status === 'on-hold' && mine) return 'It is on hold already.';
  if (mine) return null;
  const supervises = roles.includes('supervisor');
  if (supervises && (agent !== null || act === 'transfer')) return null;
  return agent === null ? 'Claim the case first.' : `${agent.name} has this case.`;
}
