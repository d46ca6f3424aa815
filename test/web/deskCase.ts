import { type Case, openCase, type Reason } from '../../src/cases/case.js';
import type { Entry } from '../../src/cases/history.js';
import type { Said } from '../../src/desk/wire.js';

/** A case of the fixture, with what a conversation and a history add to it. */
export interface DeskCase {
  case: Case;
  customer: string;
  version: number;
  changedAt: string;
  said: Said[];
  history: Entry[];
}

/** What a case of the fixture is made of. */
export interface Draft {
  id: string;
  reason: Reason;
  /** Minutes since it was opened. */
  since: number;
  customer?: string;
  contact?: Partial<Case['contact']>;
  facts?: Case['facts'];
  brief?: Partial<Case['brief']>;
  outcome?: string | null;
  to?: Partial<Case>;
  said: [role: Said['role'], text: string, minutesAgo: number, more?: Partial<Said>][];
  history?: [by: Entry['by'], what: Entry['what'], to: Entry['to'], minutesAgo: number, note?: string][];
}

/** A case of the fixture. @param now ms */
export function deskCase(
  { id, reason, since, contact, facts = {}, brief, outcome = null, to, said, history = [], customer = id }: Draft,
  now: number,
): DeskCase {
  const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
  const opened = openCase(null, { reason, facts, outcome }, { id, at: ago(since) });
  const made: Case = {
    ...opened,
    contact: { ...opened.contact, ...contact },
    brief: { ...opened.brief, ...brief },
    ...to,
  };
  const lines = said.map(
    ([role, text, minutes, more], index): Said => ({
      ...{ seq: index + 1, role, at: ago(minutes), name: null, text, files: [], pressed: false, changed: null },
      ...more,
    }),
  );
  const first: Entry = { at: ago(since), by: { kind: 'bot' }, what: 'opened', from: null, to: 'waiting', note: reason };
  const rest = history.map(
    ([by, what, status, minutes, note]): Entry => ({
      ...{ at: ago(minutes), by, what, from: 'waiting', to: status, note: note ?? null },
    }),
  );
  return {
    case: made,
    customer,
    version: lines.length + 1,
    changedAt: lines.at(-1)?.at ?? ago(since),
    said: lines,
    history: [first, ...rest],
  };
}
