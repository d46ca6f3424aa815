import type { TurnContext } from 'botbuilder';
import { type Case, isOver, openCase, type Reason } from '../cases/case.js';
import type { Facts } from '../knowledge/facts.js';
import { besideOf, turnOf } from './turn.js';

/** Why a person is wanted, and what is new of the matter. */
export interface Wanted {
  reason: Reason;
  facts: Facts;
  outcome: string | null;
  /** In words, where the reason doesn't say it all. */
  why?: string | null;
}

/** The conversation's case where it is about what is said now; null where there is none or it is settled. */
export function openCaseOf(context: TurnContext): Case | null {
  const { case: open } = besideOf(context);
  return open && !isOver(open) ? open : null;
}

/**
 * Brings the conversation to a person: opens a case, or brings the open one up to date.
 * @returns the case, and whether somebody is called by this who was not before
 */
export function callPerson(context: TurnContext, { why = null, ...news }: Wanted): { case: Case; called: boolean } {
  const beside = besideOf(context);
  const before = openCaseOf(context);
  const made = { id: before?.id ?? beside.newCaseId, at: turnOf(context).at };
  const open = openCase(beside.case, { ...news, facts: { ...news.facts } }, made);
  const called = before === null || before.status === 'returned-to-bot';
  const said = [called && before ? null : open.brief.why, why].filter((one) => one !== null);
  beside.case = { ...open, brief: { ...open.brief, why: said.length > 0 ? [...new Set(said)].join('\n') : null } };
  return { case: beside.case, called };
}
