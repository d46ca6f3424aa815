import { isUrgent } from '../cases/case.js';
import type { Entry } from '../cases/history.js';
import type { FactValue } from '../knowledge/facts.js';
import type { KeptCase } from './deskStore.js';
import { lineOfWords } from './saidOf.js';
import type { CaseLine, HistoryLine } from './wire.js';

const textOf = (value: FactValue | undefined): string | null =>
  value === undefined || value === null ? null : String(value);

/** A case as a line of a list. */
export function lineOf({ case: kept, version, changedAt, last }: KeptCase): CaseLine {
  const { id, status, reason, contact, facts, outcome, override, agent, group, openedAt, waitingSince } = kept;
  return {
    ...{ id, status, reason, urgent: isUrgent(kept), version, contact },
    ...{ commonName: textOf(facts.newCommonName) ?? textOf(facts.commonName), product: textOf(facts.product) },
    ...{ outcome, override: override?.outcome ?? null, agent, group },
    ...{ openedAt, changedAt, waitingSince, resolvedAt: kept.resolvedAt, rating: kept.rating?.score ?? null },
    last: last && {
      role: last.role,
      text: lineOfWords(last.activity),
      at: new Date(last.at).toISOString(),
    },
  };
}

/** A line of a case's history. */
export function historyLineOf({ at, by, what, from, to, note }: Entry): HistoryLine {
  return { at, by: { kind: by.kind, name: by.kind === 'agent' ? by.name : null }, what, from, to, note };
}
