/** Conversations that wait for a person, or have one. */
export interface CaseTable {
  id: string;
  conversation: string;
  status: string;
  reason: string;
  /** What is known of the matter, as JSON. */
  facts: string;
  outcome: string | null;
  opened_at: number;
  /** The whole case, as JSON; the other columns say again what is looked for. Null: a release before wrote it. */
  body: string | null;
  /** Counts the turns of its conversation that were written while it was open. */
  version: number;
  /** The first are urgent: 0, the others 1. */
  rank: number;
  agent: string | null;
  group_name: string | null;
  waiting_since: number | null;
  resolved_at: number | null;
  due_at: number | null;
  changed_at: number;
}

/** What happened to a case, numbered from 1. It is only ever added to; people's words go with their conversation. */
export interface CaseHistoryTable {
  case_id: string;
  seq: number;
  at: number;
  by_kind: string;
  by_id: string | null;
  by_name: string | null;
  what: string;
  from_status: string | null;
  to_status: string;
  note: string | null;
  /** Where an agent did it, if elsewhere than at the desk. */
  via: string | null;
}

/** Words by which a case is found: of what was said and of what is known. PostgreSQL's column is a tsvector. */
export interface CaseWordsTable {
  case_id: string;
  words: string;
}

/** Letters that are no activity of a conversation: mails and calls of other programs' webhooks. */
export interface NoticeTable {
  id: string;
  kind: string;
  /** What it is made of, as JSON. */
  body: string;
  /** The conversation that it is of; null: a release before wrote it. */
  conversation: string | null;
  attempts: number;
  due_at: number;
  error: string | null;
  dead_at: number | null;
}
