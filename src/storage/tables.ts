import type { Insertable, Selectable } from 'kysely';
import type { CaseHistoryTable, CaseTable, CaseWordsTable, NoticeTable } from './caseTables.js';
import type { DeskActTable, DeskAgentTable, DeskLinkTable, DeskPresenceTable, DeskSessionTable } from './deskTables.js';
import type {
  TeamsFileTable,
  TeamsLineTable,
  TeamsPlaceTable,
  TeamsReferenceTable,
  TeamsSentTable,
  TeamsThreadTable,
} from './teamsTables.js';

/**
 * One conversation: its dialog state, its version, and where its stream stands. Times are milliseconds since 1970 (UTC).
 */
export interface ConversationTable {
  /** Channel and id, `directline/…`: the same in every table. */
  key: string;
  channel: string;
  id: string;
  user_id: string;
  /** What the bot keeps, as JSON; null before its first turn. */
  state: string | null;
  /** Counts the writes of the row: the eTag of the SDK's storage, and what stops a stale writer. */
  version: number;
  /** The number of the last activity in the transcript. */
  last_seq: number;
  /** The replica on which a stream was opened last. */
  streamed_by: string | null;
  /** The agent who answers in place of the bot; null while the bot does. */
  owner: string | null;
  /** The id of the case that is open. */
  open_case: string | null;
  /** The edition of the knowledge that is gone by while a form or a guide is open; null: the current one. */
  edition: string | null;
  created_at: number;
  updated_at: number;
  ended_at: number | null;
  /** When what was said in it was removed; the rest of the row stays for as long as somebody may hold a token for it. */
  removed_at: number | null;
}

/** The transcript. `seq` counts without gaps from 1 in each conversation, in the order of the commits. */
export interface ActivityTable {
  conversation: string;
  seq: number;
  id: string;
  /** Whose words it is; `system`: those of a timer, or of another channel. */
  role: 'user' | 'bot' | 'agent' | 'system';
  type: string;
  /** The activity as it is shown, as JSON. */
  activity: string;
  at: number;
}

/** Activities that were taken in: an id has one effect, however often it arrives. */
export interface InboxTable {
  conversation: string;
  source_id: string;
  /** The id that the first arrival was answered with. */
  activity_id: string;
  at: number;
}

/** Replies that are still to be delivered. */
export interface OutboxTable {
  conversation: string;
  seq: number;
  /** Whose deliverer takes it. */
  channel: string;
  attempts: number;
  due_at: number;
  error: string | null;
  /** Set when delivery was given up. */
  dead_at: number | null;
}

/** Which replica delivers a conversation's letters in their order, and until when it holds that. */
export interface OutboxLaneTable {
  conversation: string;
  holder: string;
  until: number;
}

/** Conversations whose contents were removed: why, and by whom. It is only ever added to. */
export interface RemovalTable {
  conversation: string;
  at: number;
  why: string;
  /** Who asked for it; null: its time was over. */
  by_name: string | null;
  /** The numbers of its cases, as JSON. */
  cases: string;
}

/** When customers with a case were there last, and when a mail told them of an answer. */
export interface CustomerSeenTable {
  conversation: string;
  /** When a stream of the conversation was seen open last. */
  seen_at: number;
  mailed_at: number | null;
  /** The notice of that mail. */
  mailed_by: string | null;
}

/** The open conversation of a customer who was signed in. */
export interface CustomerTable {
  user_id: string;
  conversation: string;
}

/** Accounts in Entra of customers for whom a page's server vouched (docs/decisions/0014). */
export interface VouchedAccountTable {
  /** Tenant and object id, in small letters. */
  account: string;
  /** The customer's, open then. */
  conversation: string;
  user_id: string;
  /** Which of the customer's sign-outs came before. */
  generation: number;
  at: number;
}

/** Things that may be used once: the addresses of streams. */
export interface UsedOnceTable {
  key: string;
  expires_at: number;
  /** When it was used first; of the addresses of streams nobody asks. */
  used_at: number | null;
}

/** A customer's last sign-out: what they were given before has ended with it. */
export interface SignOutTable {
  user_id: string;
  generation: number;
  at: number;
  until: number;
}

/** What replicas counted together of something that is limited; on PostgreSQL only. The key is a hash. */
export interface LimitCountTable {
  key: string;
  points: number;
  /** When the window ends that they were counted in, by the database's clock. */
  ends_at: number;
}

/** Keys made once, where replicas share no folder. */
export interface KeyTable {
  name: string;
  value: string;
}

export interface Tables {
  conversations: ConversationTable;
  activities: ActivityTable;
  inbox: InboxTable;
  outbox: OutboxTable;
  outbox_lanes: OutboxLaneTable;
  teams_sent: TeamsSentTable;
  cases: CaseTable;
  case_history: CaseHistoryTable;
  case_words: CaseWordsTable;
  notices: NoticeTable;
  removals: RemovalTable;
  customers_seen: CustomerSeenTable;
  customers: CustomerTable;
  used_once: UsedOnceTable;
  sign_outs: SignOutTable;
  keys: KeyTable;
  limit_counts: LimitCountTable;
  desk_sessions: DeskSessionTable;
  desk_agents: DeskAgentTable;
  desk_acts: DeskActTable;
  desk_links: DeskLinkTable;
  desk_presence: DeskPresenceTable;
  teams_references: TeamsReferenceTable;
  teams_files: TeamsFileTable;
  teams_threads: TeamsThreadTable;
  teams_lines: TeamsLineTable;
  teams_places: TeamsPlaceTable;
  vouched_accounts: VouchedAccountTable;
}

export type ConversationRow = Selectable<ConversationTable>;
export type ActivityRow = Insertable<ActivityTable>;
