import type { Insertable, Selectable } from 'kysely';

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

/** What arrived in Teams: the id by which its Connector knows a message, or each of the parts of a long one. */
export interface TeamsSentTable {
  conversation: string;
  seq: number;
  /** From 1. */
  part: number;
  message_id: string;
  at: number;
}

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

/** An agent's session; the cookie's value is kept as a hash. */
export interface DeskSessionTable {
  hash: string;
  /** The id that signed them in. */
  agent: string;
  name: string;
  /** With spaces between them. */
  roles: string;
  created_at: number;
  seen_at: number;
  /** When it ends however much it is used. */
  expires_at: number;
  /** By what the provider is asked again what they may, sealed; null: it can't be. */
  provider_grant: string | null;
  /** When the provider was asked last, and when it last answered. */
  asked_at: number | null;
  confirmed_at: number | null;
}

/** What was asked for under an `Idempotency-Key`. */
export interface DeskActTable {
  /** Of the agent's id and the key, hashed. */
  key: string;
  /** Of the route and the body, hashed. */
  asked: string;
  /** The answer where it was refused, as JSON. */
  refusal: string | null;
  at: number;
}

/** Who has signed in to the desk. */
export interface DeskAgentTable {
  id: string;
  name: string;
  roles: string;
  signed_in_at: number;
}

/** One-time sign-in links of this machine; the secret in a link is kept as a hash. */
export interface DeskLinkTable {
  agent: string;
  hash: string;
  /** 1 once it was used. */
  used: number;
  expires_at: number;
}

/** Who is at the desk, as each replica sees it. */
export interface DeskPresenceTable {
  replica: string;
  agent: string;
  name: string;
  status: string;
  looking: string | null;
  typing: number;
  seen_at: number;
}

/** Where a conversation of Teams is. */
export interface TeamsReferenceTable {
  conversation: string;
  service_url: string;
  tenant_id: string;
  conversation_id: string;
  scope: 'personal' | 'groupChat' | 'channel';
  bot_id: string;
  user_id: string | null;
  aad_object_id: string | null;
  /** Which of the chat's conversations it is: from 1, one more after each removal. */
  generation: number;
  /** Since when the bot is removed or blocked there; null while it isn't. */
  gone_at: number | null;
  updated_at: number;
}

/** The thread of a case in the agents' channel in Teams. */
export interface TeamsThreadTable {
  /** Tenant and channel. */
  channel: string;
  case_id: string;
  /** Where it is, as JSON; null before it was begun. */
  reference: string | null;
  /** What messages in it name it by. */
  root: string | null;
  /** The card's id at the Connector. */
  card_id: string | null;
  /** A mark of the card that is shown. */
  card: string | null;
  /** The case's version that it was brought up to. */
  version: number;
  said_seq: number;
  history_seq: number;
  renewals: number;
  attempts: number;
  /** The worker that is at it, and until when nobody else is. */
  leased_by: string | null;
  leased_until: number;
  /** When its card has to say another time. */
  due_at: number | null;
  /** After a fault: not before. */
  rests_until: number;
  /** 1 where nothing more is expected of the case. */
  over: number;
}

/** What was posted in a case's thread, so that it can be taken back. */
export interface TeamsLineTable {
  channel: string;
  case_id: string;
  /** The Connector's id of it. */
  message_id: string;
}

/** Agents' channels in Teams, as the last activity from there named them. */
export interface TeamsPlaceTable {
  channel: string;
  /** As JSON. */
  reference: string;
  gone_at: number | null;
  attempts: number;
  probe_at: number | null;
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
  teams_threads: TeamsThreadTable;
  teams_lines: TeamsLineTable;
  teams_places: TeamsPlaceTable;
}

export type ConversationRow = Selectable<ConversationTable>;
export type ActivityRow = Insertable<ActivityTable>;
