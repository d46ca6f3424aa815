import type { CaseLine } from '../../desk/wire.js';

/** The queue's tabs, in their order. */
export const tabs = ['waiting', 'mine', 'assigned', 'onHold', 'all'] as const;
export type Tab = (typeof tabs)[number];

export const tabWords: Record<Tab, string> = {
  waiting: 'Waiting',
  mine: 'Mine',
  assigned: 'Assigned',
  onHold: 'On hold',
  all: 'All',
};

type Status = CaseLine['status'];

/** What the list on the screen is narrowed down to; `owner`: an agent's id, `none`, or empty for anybody's. */
export interface Sought {
  tab: Tab;
  q: string;
  status: Status | '';
  owner: string;
}

const held: readonly Status[] = ['assigned', 'with-customer', 'on-hold'];
const ofTab: Record<Tab, readonly Status[]> = {
  waiting: ['waiting'],
  mine: held,
  assigned: ['assigned', 'with-customer'],
  onHold: ['on-hold'],
  all: [],
};

/** What is asked of the service for it: a search looks through all cases, filters are of the tab with all. */
export function wanted({ tab, q, status, owner }: Sought, me: string): { status: readonly Status[]; owner: string } {
  if (q.trim() !== '' || tab === 'all') return { status: status === '' ? [] : [status], owner };
  return { status: ofTab[tab], owner: tab === 'mine' ? me : '' };
}

/** Whether a case stands in that list, as far as this can be told here: words are searched by the service. */
export function belongs(line: Pick<CaseLine, 'status' | 'agent'>, sought: Sought, me: string): boolean {
  const { status, owner } = wanted(sought, me);
  if (status.length > 0 && !status.includes(line.status)) return false;
  return owner === '' || (owner === 'none' ? line.agent === null : line.agent?.id === owner);
}

/** As the service orders them: those that wait first, urgent before all, then by how long; the newest of the others. */
export function inOrder(lines: readonly CaseLine[]): CaseLine[] {
  const rank = ({ status, urgent }: CaseLine) => (status !== 'waiting' ? 2 : urgent ? 0 : 1);
  const since = ({ waitingSince, openedAt }: CaseLine) => waitingSince ?? openedAt;
  return [...lines].sort((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    const order = rank(a) === 2 ? compared(b.changedAt, a.changedAt) : compared(since(a), since(b));
    return order || compared(a.id, b.id);
  });
}

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
