import { type Agent, isUrgent } from '../../src/cases/case.js';
import * as wire from '../../src/desk/wire.js';
import type { DeskCase } from './deskCase.js';

type Cases = ReadonlyMap<string, DeskCase>;
const PAGE = 50;

/** The list as it is asked for. */
export function listed(cases: Cases, query: URLSearchParams, agent: Agent): wire.CaseList {
  const statuses = query.get('status')?.split(',') ?? [];
  const owner = query.get('owner');
  const words = (query.get('q') ?? '').toLowerCase();
  const found = [...cases.values()]
    .filter(({ case: { status } }) => statuses.length === 0 || statuses.includes(status))
    .filter(({ case: { agent: has } }) => !owner || (owner === 'none' ? has === null : has?.id === owner))
    .filter((one) => JSON.stringify([one.case, one.said]).toLowerCase().includes(words))
    .map((one) => ({ line: lineOf(one), rank: rankOf(one) }))
    .sort((a, b) => a.rank - b.rank || orderOf(a.rank, a.line, b.line));
  const from = Number(query.get('cursor') ?? 0);
  const next = from + PAGE < found.length ? `${from + PAGE}` : null;
  return wire.caseList.parse({
    cases: found.slice(from, from + PAGE).map(({ line }) => line),
    next,
    counts: countsFor(cases, agent),
  });
}

/** A case with all that is known of it. */
export function detailsOf(cases: Cases, one: DeskCase): wire.CaseDetails {
  const { brief, override, asking, resolution, rating } = one.case;
  return wire.caseDetails.parse({
    ...{ ...lineOf(one), brief, verdict: override, asking, resolution, comment: rating?.comment ?? null },
    transcript: one.said,
    history: one.history.map(({ by, ...line }) => ({
      ...line,
      by: { kind: by.kind, name: 'name' in by ? by.name : null },
    })),
    earlier: [...cases.values()].filter((other) => other !== one && other.customer === one.customer).map(lineOf),
  });
}

/** What the tabs count. */
export function countsFor(cases: Cases, { id }: Agent): wire.Counts {
  const all = [...cases.values()].map((one) => one.case);
  const held = (status: string) => status === 'assigned' || status === 'with-customer';
  return {
    waiting: all.filter(({ status }) => status === 'waiting').length,
    mine: all.filter(({ status, agent }) => agent?.id === id && (held(status) || status === 'on-hold')).length,
    assigned: all.filter(({ status }) => held(status)).length,
    onHold: all.filter(({ status }) => status === 'on-hold').length,
  };
}

const rankOf = ({ case: one }: DeskCase): number => (one.status !== 'waiting' ? 2 : isUrgent(one) ? 0 : 1);
const orderOf = (rank: number, a: wire.CaseLine, b: wire.CaseLine): number =>
  rank === 2 ? b.changedAt.localeCompare(a.changedAt) : (a.waitingSince ?? '').localeCompare(b.waitingSince ?? '');

/** A case as a line of the list. */
export function lineOf({ case: one, version, changedAt, said }: DeskCase): wire.CaseLine {
  const { id, status, reason, contact, outcome, agent, group, openedAt, waitingSince, resolvedAt, facts } = one;
  const last = said.at(-1);
  return wire.caseLine.parse({
    ...{ id, status, reason, urgent: isUrgent(one), version, contact, outcome, agent, group, openedAt, changedAt },
    ...{ waitingSince, resolvedAt, override: one.override?.outcome ?? null, rating: one.rating?.score ?? null },
    commonName: typeof facts.commonName === 'string' ? facts.commonName : null,
    product: typeof facts.product === 'string' ? facts.product : null,
    last: last ? { role: last.role, text: last.text.slice(0, 200), at: last.at } : null,
  });
}
