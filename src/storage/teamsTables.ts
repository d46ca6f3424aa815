/** What arrived in Teams: the id by which its Connector knows a message, or each of the parts of a long one. */
export interface TeamsSentTable {
  conversation: string;
  seq: number;
  /** From 1. */
  part: number;
  message_id: string;
  at: number;
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
  /** When Teams was last called for it, as JSON; null: a release before this column wrote it. */
  calls: string | null;
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

/** What is to be done with a file in Teams, or was. */
export interface TeamsFileTable {
  id: string;
  conversation: string;
  /** What, as JSON; null once it is done. */
  body: string | null;
  attempts: number;
  error: string | null;
  created_at: number;
  /** Null once it is done or was given up. */
  due_at: number | null;
}
