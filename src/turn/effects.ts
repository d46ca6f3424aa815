import { type Case, ownerOf } from '../cases/case.js';
import type { ChangedCase } from '../cases/caseStore.js';
import type { ActivityRow, ConversationRow } from '../storage/tables.js';
import type { DeskLinks } from './deskLinks.js';
import type { Edition } from './editions.js';
import type { Effects } from './turnStore.js';

/** A reply that nobody delivered after its commit is looked for after this time. */
const DELIVERED_WITHIN_MS = 10_000;

/** What a turn came to, before it is written. */
export interface CameTo {
  /** The conversation as it was found. */
  before: ConversationRow;
  arrival: Effects['arrival'];
  state: Effects['state'];
  edition: Edition;
  /** Whether a form or a guide is open now. */
  formOpen: boolean;
  /** The conversation's case as it stands now; null where it has none, undefined where another case was acted on. */
  current: Case | null | undefined;
  cases: readonly ChangedCase[];
  rows: readonly ActivityRow[];
  /** Where the customer is answered. */
  answersOn: string;
  ends: boolean;
  /** Whoever ran the turn shows its replies. */
  answeredHere: boolean;
  at: Date;
}

/** What is to be written of a turn. */
export function effectsOf(came: CameTo, desk: DeskLinks | undefined): Effects {
  const { before, arrival, state, edition, formOpen, current, cases, rows, ends, answeredHere, answersOn, at } = came;
  const outgoing = answeredHere ? [] : rows.filter(({ role }) => role !== 'user');
  const open = current == null || current.status === 'closed' ? null : current;
  const standing =
    current === undefined
      ? { openCase: before.open_case, owner: before.owner }
      : { openCase: open?.id ?? null, owner: open && (ownerOf(open)?.id ?? null) };
  return {
    ...{ before, arrival, state, rows, cases, ends, at: at.getTime() },
    edition: formOpen ? edition.id : null,
    ...standing,
    outgoing: { seqs: outgoing.map(({ seq }) => seq), channel: answersOn, dueAt: at.getTime() + DELIVERED_WITHIN_MS },
    notices: cases.length === 0 ? [] : (desk?.notices(cases, before) ?? []),
  };
}
