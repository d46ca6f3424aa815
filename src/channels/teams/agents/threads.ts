import type { Case } from '../../../cases/case.js';
import type { Entry } from '../../../cases/history.js';
import type { Reference } from '../reference.js';

/** Where a case stands in the agents' channel: how much of it is there already. */
export interface Thread {
  /** Where its thread is; null before it was begun. */
  reference: Reference | null;
  /** What those who write in its thread name it by. */
  root: string | null;
  /** The card's id at the Connector: what it is edited by. */
  cardId: string | null;
  /** A mark of the card that is shown. */
  card: string | null;
  /** The case's version that the thread was brought up to; 0 before that. */
  version: number;
  /** The transcript's last row and the history's last line that were posted, or passed over. */
  saidSeq: number;
  historySeq: number;
  /** How often a thread was begun in another's place. */
  renewals: number;
  /** Tries without success, one after the other. */
  attempts: number;
  /** When Teams was last called for it (ms), as far back as its short windows go: they hold across restarts. */
  calls: readonly number[];
}

/** What is kept of a channel's threads. A lease is held by one worker at a time; who lost it writes nothing. */
export interface AgentsThreads {
  /** Cases whose threads are behind, or whose card has to say another time, and that nobody is at work on. */
  due(channel: string, now: number, most: number): Promise<string[]>;
  /** @returns null where another worker has it */
  lease(channel: string, caseId: string, lease: Lease): Promise<Thread | null>;
  /** Notes how far it is, and goes on holding it. @returns whether it was still held */
  advance(channel: string, caseId: string, lease: Lease, to: Partial<Thread>): Promise<boolean>;
  /** Lets go of it. @param next when it has to be looked at again, changed or not; and until when it rests */
  release(channel: string, caseId: string, holder: string, next: Next): Promise<void>;
  /** Keeps what was posted in the thread by its id at the Connector, so that it can be taken back. */
  posted(channel: string, caseId: string, messageId: string): Promise<void>;
  /** What was posted in the thread and not taken back. */
  lines(channel: string, caseId: string): Promise<string[]>;
  /** Notes that it was taken back. */
  tookBack(channel: string, caseId: string, messageId: string): Promise<void>;
  /** Forgets a thread that the holder has, and all that is kept of it. */
  forget(channel: string, caseId: string, holder: string): Promise<void>;
  /** The case whose thread is named so. */
  caseOf(channel: string, root: string): Promise<string | null>;
}

/** Times in ms. */
export interface Lease {
  holder: string;
  now: number;
  until: number;
}
export interface Next {
  /** Null: not before it changes. */
  dueAt: number | null;
  /** 0: it doesn't. */
  restsUntil: number;
  /** Whether nothing more is expected of the case. */
  over: boolean;
}

/** What is known of the channel itself. Times in ms. */
export interface KnownPlace {
  reference: Reference;
  /** Since when it refuses us; null while it doesn't. */
  goneAt: number | null;
  attempts: number;
  /** When it is tried again; null: not before something comes from there. */
  probeAt: number | null;
}

/** Where channels are, as the last activity from there said it. */
export interface AgentsPlaces {
  find(channel: string): Promise<KnownPlace | null>;
  /** Keeps where it is, and that it is there. */
  keep(channel: string, reference: Reference): Promise<void>;
  setGone(channel: string, gone: Pick<KnownPlace, 'goneAt' | 'attempts' | 'probeAt'>): Promise<void>;
}

/** A case and the conversation that it is about. */
export interface CaseHere {
  case: Case;
  /** The conversation's key. */
  conversation: string;
  version: number;
}

/** The cases, as the desk reads them. */
export interface CasesHere {
  read(id: string): Promise<CaseHere | null>;
  history(id: string): Promise<Entry[]>;
  list(wanted: { q: string; most: number }): Promise<{ cases: CaseHere[] }>;
}
