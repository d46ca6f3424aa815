import type { Facts } from '../knowledge/facts.js';
import { type Brief, freshBrief } from './brief.js';

/**
 * Where a case stands; docs/agents.md draws the moves. `waiting`: for whoever claims it. `assigned`: an agent has it
 * and is expected to act. `with-customer`: the agent has it and waits for the customer. `on-hold`: the agent has it and
 * waits for something else. `resolved`: settled, the customer may still judge it. `returned-to-bot`: the bot goes on,
 * and a person comes back when one is asked for again. `closed`: over.
 */
export const statuses = [
  ...(['waiting', 'assigned', 'with-customer', 'on-hold', 'resolved', 'returned-to-bot', 'closed'] as const),
] as const;
export type Status = (typeof statuses)[number];

/** Why a person is wanted. */
export const reasons = ['asked', 'misunderstood', 'decided', 'compromised', 'mis-issued', 'feedback'] as const;
export type Reason = (typeof reasons)[number];

/** An agent, by the id that signed them in. */
export interface Agent {
  id: string;
  name: string;
}

/** How the customer can be reached; what was not given is null. */
export interface Contact {
  name: string | null;
  email: string | null;
  telephone: string | null;
}

/** What an agent decided in place of the machine, which is kept beside it. */
export interface Override {
  outcome: string;
  reason: string;
  by: Agent;
  /** ISO timestamp, as all times here. */
  at: string;
}

/** What the customer said of how it went. */
export interface Rating {
  score: 'good' | 'bad';
  comment: string | null;
  at: string;
}

/** A conversation that a person is wanted in, and what that person needs to know. */
export interface Case {
  /** What a customer quotes. */
  id: string;
  status: Status;
  reason: Reason;
  facts: Facts;
  /** The outcome that the form reached, where one decided. */
  outcome: string | null;
  /** What an agent decided; equal to the machine's outcome where it was confirmed. */
  override: Override | null;
  contact: Contact;
  brief: Brief;
  /** Who has it, in `assigned`, `with-customer` and `on-hold`. */
  agent: Agent | null;
  /** The group that it waits for; null: anybody. */
  group: string | null;
  /** A fact that the bot asks for on the agent's behalf: until it is known the bot answers. */
  asking: string | null;
  rating: Rating | null;
  openedAt: string;
  /** Since when it has waited for an agent to claim it or to answer; null while it doesn't. */
  waitingSince: string | null;
  /** When an agent wrote first. */
  answeredAt: string | null;
  resolvedAt: string | null;
  /** What the agent said of how it was settled. */
  resolution: string | null;
  /** When somebody has to look at it who is not asked (a timer); null: never. */
  dueAt: string | null;
  /** Whether the customer was told that it takes longer, since it began to wait. */
  told: boolean;
}

/** What a case is opened with, or what is new of the one that is open. */
export interface News {
  reason: Reason;
  facts: Facts;
  outcome: string | null;
}

/**
 * Opens a case, or brings the one that is open up to date: a conversation has one open case, however often a person is
 * asked for. One that was given back to the bot waits again; beside one that is settled a new one is opened.
 */
export function openCase(open: Case | null, news: News, made: { id: string; at: string }): Case {
  if (!open || isOver(open)) return fresh(news, made);
  const again = open.status === 'returned-to-bot';
  const outcome = news.outcome ?? open.outcome;
  const reason = again || isUrgent(news) ? news.reason : open.reason;
  return {
    ...{ ...open, facts: news.facts, outcome, reason },
    ...(again && { status: 'waiting' as const, waitingSince: made.at, told: false }),
  };
}

function fresh({ reason, facts, outcome }: News, { id, at }: { id: string; at: string }): Case {
  return {
    ...{ id, status: 'waiting', reason, facts, outcome, override: null, agent: null, group: null, asking: null },
    contact: { name: null, email: null, telephone: null },
    brief: freshBrief(),
    ...{ rating: null, openedAt: at, waitingSince: at, answeredAt: null, resolvedAt: null, resolution: null },
    ...{ dueAt: null, told: false },
  };
}

/** A case as it was kept: the release before wrote briefs that tell of one subject only. */
export const caseKept = (kept: Case): Case => ({ ...kept, brief: { ...freshBrief(), ...kept.brief } });

/** The case with what is known by now; where nothing is known any more it keeps what it has. */
export function withFacts(open: Case, facts: Facts): Case {
  const same = JSON.stringify(open.facts) === JSON.stringify(facts);
  return same || Object.keys(facts).length === 0 ? open : { ...open, facts: { ...facts } };
}

/** Whether it is settled: nothing that is said in its conversation is about it any more. */
export const isOver = ({ status }: Pick<Case, 'status'>): boolean => status === 'resolved' || status === 'closed';

/** Whether it goes before those that have waited longer. */
export const isUrgent = ({ reason }: Pick<Case, 'reason'>): boolean => reason === 'compromised';

/** The agent who answers in the conversation in place of the bot; null while the bot does. */
export function ownerOf({ status, agent, asking }: Case): Agent | null {
  const held = status === 'assigned' || status === 'with-customer' || status === 'on-hold';
  return held && asking === null ? agent : null;
}
