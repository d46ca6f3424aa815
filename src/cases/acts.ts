import type { Agent, Case, Status } from './case.js';
import { isOver } from './case.js';
import type { CaseKnowledge } from './caseKnowledge.js';
import { dueOf } from './due.js';
import type { ActName, Entry, Happened, Who } from './history.js';
import type { Refused } from './refused.js';

/** What an agent does to a case. */
export type Act =
  | { do: 'claim' }
  | { do: 'release' }
  | { do: 'reply'; text: string }
  | { do: 'note'; text: string }
  /** Confirms the machine's outcome or puts another in its place, with the reason why. */
  | { do: 'verdict'; outcome: string; reason: string }
  /** Has the bot ask for a fact; with it the customer's answer comes back. */
  | { do: 'ask'; fact: string }
  | { do: 'hold'; reason: string }
  | { do: 'transfer'; to: { agent: Agent } | { group: string } }
  | { do: 'resolve'; reason: string }
  | { do: 'return' };

/** Who acts, and what they may: supervisors act on cases that others have. */
export interface Acting {
  by: Agent;
  supervises: boolean;
  /** ISO timestamp. */
  at: string;
}

/** A sentence for the customer, by its key in `knowledge/sayings/`, and what it is filled with. */
export interface Told {
  key: string;
  with: Record<string, string>;
}

/**
 * What the bot is asked to do when the conversation is its own again. `go-on` says in any case that it is there,
 * `resume` only puts again what it had asked: the customer was told already what they can do.
 */
export type ForBot = { do: 'go-on' } | { do: 'resume' } | { do: 'ask'; fact: string } | { do: 'ask-rating' };

/** What came of an act, or of a timer's look. */
export interface Acted {
  case: Case;
  history: readonly Entry[];
  /** Said to the customer before anything else. */
  tells: readonly Told[];
  /** What the agent says. */
  says: string | null;
  /** What the bot is run on after it. */
  bot: ForBot | null;
  /** The hand-off's state for programs (Bot Framework, `handoff.status`). */
  status: 'accepted' | 'completed' | 'failed' | null;
}

type Of<K extends ActName> = Extract<Act, { do: K }>;
/** What an act changes, and what follows from it. */
interface Change {
  to: Partial<Case>;
  note?: string;
  tells?: readonly Told[];
  says?: string;
  bot?: ForBot;
  status?: NonNullable<Acted['status']>;
}
interface Rule<K extends ActName> {
  /** Who may: `anybody`, `finder`: nobody else has it, `holder`: they have it, or supervise. */
  may: 'anybody' | 'finder' | 'holder';
  /** Whether it can be done to a case that is settled. */
  whenOver?: boolean;
  refuses?(act: Of<K>, open: Case, knowledge: CaseKnowledge): Refused['code'] | null;
  change(act: Of<K>, open: Case, acting: Acting, knowledge: CaseKnowledge): Change;
}

const tell = (key: string, filled: Record<string, string> = {}): Told => ({ key, with: filled });
const claimed = (open: Case, { by, at }: Acting): Change =>
  open.agent?.id === by.id
    ? { to: {} }
    : {
        to: { status: 'assigned', agent: by, group: null, asking: null, waitingSince: open.waitingSince ?? at },
        tells: [tell('case.claimed', { agent: by.name })],
        status: 'accepted',
      };
const free = { agent: null, asking: null } as const;

/** What each act asks for and does. */
const rules: { [K in ActName]: Rule<K> } = {
  claim: { may: 'finder', change: (_, open, acting) => claimed(open, acting) },
  release: {
    may: 'holder',
    change: (_, { waitingSince }, { at }) => ({
      to: { ...free, status: 'waiting', waitingSince: waitingSince ?? at, told: false },
      tells: [tell('case.released')],
    }),
  },
  reply: {
    may: 'finder',
    // Whoever writes without having claimed claims by it.
    change: ({ text }, open, acting) => ({
      ...claimed(open, acting),
      to: {
        ...claimed(open, acting).to,
        ...{ status: 'with-customer', asking: null, waitingSince: null, told: false },
        answeredAt: open.answeredAt ?? acting.at,
      },
      says: text,
    }),
  },
  note: { may: 'anybody', whenOver: true, change: ({ text }) => ({ to: {}, note: text }) },
  verdict: {
    may: 'holder',
    refuses: ({ outcome, reason }, open, { outcomes }) => {
      if (!outcomes.some(({ id }) => id === outcome)) return 'no-such-outcome';
      return outcome !== open.outcome && reason.trim() === '' ? 'needs-reason' : null;
    },
    change: ({ outcome, reason }, open, { by, at }, { outcomes }) => {
      const title = outcomes.find(({ id }) => id === outcome)!.title;
      const key = outcome === open.outcome ? 'case.confirmed' : 'case.overridden';
      return {
        to: { override: { outcome, reason, by, at } },
        note: reason,
        tells: [tell(key, { agent: by.name, title })],
      };
    },
  },
  ask: {
    may: 'holder',
    refuses: ({ fact }, _, { facts }) => (facts.some(({ name }) => name === fact) ? null : 'no-such-fact'),
    change: ({ fact }) => ({
      to: { status: 'with-customer', asking: fact, waitingSince: null },
      note: fact,
      bot: { do: 'ask', fact },
    }),
  },
  hold: {
    may: 'holder',
    change: ({ reason }, _, { by }) => ({
      to: { status: 'on-hold', asking: null, waitingSince: null },
      note: reason,
      tells: [tell('case.held', { agent: by.name })],
    }),
  },
  transfer: {
    may: 'holder',
    refuses: ({ to }, _, { groups }) => ('group' in to && !groups.includes(to.group) ? 'no-such-group' : null),
    change: ({ to }, { waitingSince }, { at }) =>
      'agent' in to
        ? {
            to: { status: 'assigned', agent: to.agent, asking: null, waitingSince: waitingSince ?? at },
            note: to.agent.name,
            tells: [tell('case.transferred', { agent: to.agent.name })],
          }
        : {
            to: { ...free, status: 'waiting', group: to.group, waitingSince: waitingSince ?? at, told: false },
            note: to.group,
            tells: [tell('case.toGroup', { group: to.group })],
          },
  },
  resolve: {
    may: 'holder',
    change: ({ reason }, { id, agent, rating }, { at }) => ({
      to: { ...free, status: 'resolved', resolution: reason, resolvedAt: at, waitingSince: null, agent },
      note: reason,
      tells: [tell('case.resolved', { case: id })],
      ...(rating === null && { bot: { do: 'ask-rating' } as const }),
      status: 'completed',
    }),
  },
  return: {
    may: 'holder',
    change: (_, __, { by }) => ({
      to: { ...free, status: 'returned-to-bot', waitingSince: null },
      tells: [tell('case.returned', { agent: by.name })],
      bot: { do: 'go-on' },
      status: 'completed',
    }),
  },
};

/**
 * Does an agent's act to a case, where the rules let them.
 *
 * @example
 * act(waiting, { do: 'claim' }, { by: anna, supervises: false, at }, knowledge)
 * // { case: { ...waiting, status: 'assigned', agent: anna }, tells: [{ key: 'case.claimed', … }], … }
 */
export function act(open: Case, what: Act, acting: Acting, knowledge: CaseKnowledge): Acted | Refused {
  const rule = rules[what.do] as unknown as Rule<ActName>;
  const refused = refusalOf(open, what.do, rule, acting) ?? rule.refuses?.(what, open, knowledge) ?? null;
  if (refused !== null) return { code: refused, agent: open.agent?.name ?? null };
  const change = rule.change(what, open, acting, knowledge);
  return acted(open, what.do, change, { who: { kind: 'agent', ...acting.by }, at: acting.at }, knowledge);
}

/** Whether an act was refused. */
export const isRefused = (one: Acted | Refused): one is Refused => 'code' in one;

/** Whether the rules let an agent try an act now: what a screen offers them. */
export function mayTry(open: Case, name: ActName, by: Agent): boolean {
  return refusalOf(open, name, rules[name] as unknown as Rule<ActName>, { by, supervises: false }) === null;
}

function refusalOf(
  open: Case,
  name: ActName,
  rule: Pick<Rule<ActName>, 'may' | 'whenOver'>,
  acting: Pick<Acting, 'by' | 'supervises'>,
): Refused['code'] | null {
  if (isOver(open) && !rule.whenOver) return 'over';
  const has = open.agent?.id === acting.by.id;
  if (rule.may === 'anybody' || has) return null;
  if (rule.may === 'finder') return open.agent === null ? null : 'taken';
  return acting.supervises && (open.agent !== null || name === 'transfer') ? null : 'not-yours';
}

/** The case after a change, its history and when it is looked at again. */
export function acted(
  open: Case,
  what: Happened,
  { to, note, tells = [], says, bot, status }: Change,
  { who, at }: { who: Who; at: string },
  knowledge: CaseKnowledge,
): Acted {
  const changed: Case = { ...open, ...to };
  const entry = lineOf(open.status, changed.status, { what, by: who, at, note });
  const still = what === 'note' || (what === 'claim' && Object.keys(to).length === 0);
  return {
    case: still ? changed : { ...changed, dueAt: dueOf(changed, at, knowledge) },
    history: what === 'claim' && still ? [] : [entry],
    ...{ tells, says: says ?? null, bot: bot ?? null, status: status ?? null },
  };
}

/** A line of the history. */
export function lineOf(
  from: Status | null,
  to: Status,
  { note, ...rest }: Pick<Entry, 'what' | 'by' | 'at'> & { note?: string | null | undefined },
): Entry {
  return { ...rest, from, to, note: note ?? null };
}
