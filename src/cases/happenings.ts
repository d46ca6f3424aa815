import { type Acted, acted, lineOf, type Told } from './acts.js';
import { type Case, isOver, type Status } from './case.js';
import type { CaseKnowledge } from './caseKnowledge.js';
import type { ChangedCase } from './caseStore.js';
import { dueOf } from './due.js';
import type { Entry, Happened } from './history.js';

type Looked = Parameters<typeof acted>[2] & { what: Happened };
const tell = (key: string): readonly Told[] => [{ key, with: {} }];

/** What a timer does to a case whose time is over, by where it stands: each leads on, so that every case ends. */
const overdue: Record<Exclude<Status, 'closed'>, (open: Case, at: string) => Looked> = {
  waiting: ({ told }) =>
    told
      ? {
          ...{ what: 'not-answered', tells: tell('case.unclaimed'), status: 'failed', bot: { do: 'resume' } },
          to: { status: 'returned-to-bot', waitingSince: null },
        }
      : { what: 'waits-long', to: { told: true }, tells: tell('case.waitsLong') },
  // It has waited since the customer wrote: it goes before those that came later.
  assigned: ({ waitingSince }, at) => ({
    what: 'not-answered',
    to: { status: 'waiting', agent: null, asking: null, waitingSince: waitingSince ?? at, told: true },
    tells: tell('case.notAnswered'),
  }),
  'with-customer': (_, at) => ({
    what: 'customer-quiet',
    to: { status: 'resolved', asking: null, resolvedAt: at, resolution: 'customer-quiet' },
    tells: tell('case.customerQuiet'),
    status: 'completed',
  }),
  'on-hold': (_, at) => ({ what: 'held-long', to: { status: 'assigned', waitingSince: at } }),
  resolved: () => ({ what: 'closed', to: { status: 'closed', agent: null } }),
  'returned-to-bot': () => ({ what: 'closed', to: { status: 'closed' } }),
};

/** What a timer does to a case that is due. @returns null where it isn't */
export function lookAt(open: Case, at: string, knowledge: CaseKnowledge): Acted | null {
  if (open.status === 'closed' || open.dueAt === null || open.dueAt > at) return null;
  const { what, ...change } = overdue[open.status](open, at);
  return acted(open, what, change, { who: { kind: 'timer' }, at }, knowledge);
}

/** Notes in a case's history what the customer did without a word; the case stays as it is. */
export function noted(open: Case, what: Happened, at: string): Acted {
  const history = [lineOf(open.status, open.status, { what, by: { kind: 'customer' }, at })];
  return { case: open, history, tells: [], says: null, bot: null, status: null };
}

/** How a message came. */
interface Heard {
  /** ISO timestamp. */
  at: string;
  /** Whether it was words: a thumb up asks nothing of anybody. */
  spoke: boolean;
  /** Whether a form or a guide is open after it. */
  formOpen: boolean;
}

/**
 * What a customer's message does to the case that was open before it, once the bot has answered it or, where an agent
 * owns the conversation, nobody has.
 * @param before the case as the message found it, null where there was none
 * @param after as the bot left it
 * @returns what is to be written: an open case also where nothing of it changed, as its conversation went on
 */
export function afterMessage(
  before: Case | null,
  after: Case | null,
  { at, spoke, formOpen }: Heard,
  knowledge: CaseKnowledge,
): ChangedCase[] {
  if (after === null) return [];
  // The bot opened another beside one that was settled.
  const left = before !== null && before.id !== after.id ? before : null;
  const closed =
    left && left.status !== 'closed'
      ? acted(left, 'closed', { to: { status: 'closed', agent: null } }, { who: { kind: 'bot' }, at }, knowledge)
      : null;
  const known = before?.id === after.id ? before : null;
  const { open, history } = heard(known, after, { at, spoke, formOpen });
  const changed = !isOver(open) || history.length > 0 || JSON.stringify(known) !== JSON.stringify(open);
  // Whoever writes is not quiet.
  const isQuiet = open.status !== 'returned-to-bot' && !(spoke && open.status === 'with-customer');
  const kept = open.status === known?.status && history.length === 0 && isQuiet && open.dueAt !== null;
  const due = kept ? open.dueAt : dueOf(open, at, knowledge);
  return [
    ...(closed ? [{ case: closed.case, history: closed.history }] : []),
    ...(changed ? [{ case: { ...open, dueAt: due }, history }] : []),
  ];
}

/** The case as the message leaves it, and what that adds to its history. */
function heard(before: Case | null, after: Case, { at, spoke, formOpen }: Heard): { open: Case; history: Entry[] } {
  const line = (from: Status | null, to: Status, what: Happened, kind: 'bot' | 'customer', note?: string | null) =>
    lineOf(from, to, { what, by: { kind }, at, note });
  if (before === null) return { open: after, history: [line(null, after.status, 'opened', 'bot', after.reason)] };
  const history: Entry[] = [];
  if (before.status === 'returned-to-bot' && after.status === 'waiting')
    history.push(line('returned-to-bot', 'waiting', 'asked-again', 'customer'));
  if (after.rating !== null && before.rating === null)
    history.push(line(after.status, after.status, 'rated', 'customer', after.rating.score));
  if (JSON.stringify(after.contact) !== JSON.stringify(before.contact))
    history.push(line(after.status, after.status, 'contact', 'customer'));
  if (after.asking !== null) {
    const known = after.facts[after.asking] !== undefined;
    // Who cancelled what the bot asked for has nothing more to bring.
    if (!known && (formOpen || !spoke)) return { open: after, history };
    const what = known ? 'brought-back' : 'customer-wrote';
    history.push(line(after.status, 'assigned', what, known ? 'bot' : 'customer', after.asking));
    return { open: { ...after, status: 'assigned', asking: null, waitingSince: at }, history };
  }
  if (!spoke) return { open: after, history };
  if (after.status === 'with-customer' || after.status === 'on-hold') {
    history.push(line(after.status, 'assigned', 'customer-wrote', 'customer'));
    return { open: { ...after, status: 'assigned', waitingSince: after.waitingSince ?? at }, history };
  }
  return { open: after.status === 'assigned' ? { ...after, waitingSince: after.waitingSince ?? at } : after, history };
}
