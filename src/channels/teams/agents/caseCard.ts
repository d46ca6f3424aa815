import { inert } from '../../../bot/cards/cardText.js';
import { mayTry } from '../../../cases/acts.js';
import { type Agent, type Case, isUrgent, type Status } from '../../../cases/case.js';
import type { CaseKnowledge } from '../../../cases/caseKnowledge.js';
import type { ActName } from '../../../cases/history.js';
import { marked, plain, type Saying } from './sayings.js';
import { waitedInWords } from './waited.js';

/** The verbs of a case's buttons. */
export const verbs = ['claim', 'confirm', 'override', 'release', 'return', 'resolve', 'refresh'] as const;
export type Verb = (typeof verbs)[number];

/** What the card is made for. */
export interface Shown {
  knowledge: CaseKnowledge;
  /** Who looks at it; null: anybody. */
  viewer: Agent | null;
  /** Said above all else. */
  note?: string;
  /** ms */
  now: number;
  /** The case's page at the desk; null where there is none to reach. */
  address: string | null;
}

interface Button {
  verb: Exclude<Verb, 'refresh'>;
  act: ActName;
  says: Saying;
  style?: 'positive';
  /** Opens a dialog. */
  asks?: true;
  shown(open: Case): boolean;
}
const always = () => true;
/** Who may do what is the cases' own table of rules; here is what there is to do at all. */
const buttons: readonly Button[] = [
  { verb: 'claim', act: 'claim', says: 'teams.button.claim', style: 'positive', shown: ({ agent }) => agent === null },
  {
    ...{ verb: 'confirm', act: 'verdict', says: 'teams.button.confirm', style: 'positive' },
    shown: ({ outcome, override }) => outcome !== null && override?.outcome !== outcome,
  },
  { verb: 'override', act: 'verdict', says: 'teams.button.override', asks: true, shown: always },
  { verb: 'release', act: 'release', says: 'teams.button.release', shown: always },
  { verb: 'return', act: 'return', says: 'teams.button.return', shown: always },
  { verb: 'resolve', act: 'resolve', says: 'teams.button.resolve', shown: always },
];
const nobody: Agent = { id: '', name: '' };
/** More facts than any form has; a card that says everything is read by nobody. */
const MOST_FACTS = 12;
const LONGEST = 300;

/**
 * The card of a case, in Adaptive Cards 1.5, as Teams on a phone renders it too. What customers and agents wrote means
 * nothing in it.
 */
export function caseCard(open: Case, shown: Shown): object {
  const { knowledge, note, viewer, address } = shown;
  const text = (words: string, look: object = {}) => ({ type: 'TextBlock', text: words, wrap: true, ...look });
  const say = (key: Saying, filled = {}) => marked(knowledge, key, filled);
  const by = viewer ?? open.agent ?? nobody;
  const there = buttons.filter((button) => button.shown(open) && mayTry(open, button.act, by));
  const over = !mayTry(open, 'reply', open.agent ?? nobody);
  return {
    ...{ $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.5' },
    refresh: { action: { type: 'Action.Execute', verb: 'refresh', data: { certdesk: { case: open.id } } } },
    body: [
      ...(note === undefined ? [] : [text(inert(note), { weight: 'Bolder', color: 'Accent' })]),
      text(say('teams.card.title', { case: open.id }), { weight: 'Bolder', size: 'Large', style: 'heading' }),
      ...(isUrgent(open) && !over ? [text(say('teams.card.urgent'), { weight: 'Bolder', color: 'Attention' })] : []),
      { type: 'FactSet', facts: factsOf(open, shown) },
      ...(over
        ? []
        : [text(say('teams.card.hint', { prefix: knowledge.notePrefix }), { isSubtle: true, size: 'Small' })]),
    ],
    actions: [
      ...there.map((button) => actionOf(button, open, knowledge)),
      ...(address === null
        ? []
        : [{ type: 'Action.OpenUrl', title: plain(knowledge, 'teams.card.open'), url: address }]),
    ],
  };
}

function actionOf({ verb, says, style, asks }: Button, { id, outcome }: Case, knowledge: CaseKnowledge): object {
  const certdesk = { case: id, verb, ...(verb === 'confirm' && { outcome }) };
  const title = plain(knowledge, says);
  if (asks) return { type: 'Action.Submit', title, data: { msteams: { type: 'task/fetch' }, certdesk } };
  const shown = { title, ...(style && { style }), data: { certdesk } };
  // A client that doesn't know the one sends the other, as a message.
  return { type: 'Action.Execute', verb, ...shown, fallback: { type: 'Action.Submit', ...shown } };
}

function factsOf(open: Case, shown: Shown): { title: string; value: string }[] {
  const { knowledge } = shown;
  const { brief, contact, reason } = open;
  const fact = (key: Saying, value: string) => ({ title: plain(knowledge, key), value });
  const inertly = (words: string) => inert(words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words);
  const reach = [contact.name, contact.email, contact.telephone].filter((one) => one !== null);
  const list = (key: Saying, words: readonly string[]) =>
    words.length > 0 ? [fact(key, inertly(words.join(', ')))] : [];
  return [
    fact('teams.card.standing', standingOf(open, shown)),
    fact('teams.card.why', brief.why === null ? marked(knowledge, `teams.reason.${reason}`) : inertly(brief.why)),
    ...list('teams.card.customer', reach),
    fact('teams.card.verdict', verdictOf(open, knowledge)),
    ...brief.facts.slice(0, MOST_FACTS).map(({ label, shown: said }) => ({ title: label, value: inertly(said) })),
    ...list(
      'teams.card.missing',
      brief.missing.map(({ label }) => label),
    ),
    ...list('teams.card.removed', brief.removed),
  ];
}

/** Where a case stands, in words, by its state. */
const standing: Record<Status, (open: Case) => Saying> = {
  waiting: ({ group }) => (group === null ? 'teams.status.waiting' : 'teams.status.toGroup'),
  assigned: ({ waitingSince }) => (waitingSince === null ? 'teams.status.assigned' : 'teams.status.answering'),
  'with-customer': ({ asking }) => (asking === null ? 'teams.status.with-customer' : 'teams.status.asking'),
  'on-hold': () => 'teams.status.on-hold',
  resolved: ({ agent, resolution }) =>
    agent === null || resolution === 'customer-quiet' ? 'teams.status.quiet' : 'teams.status.resolved',
  'returned-to-bot': () => 'teams.status.returned-to-bot',
  closed: () => 'teams.status.closed',
};

/** Where it stands, whose it is, and how long the customer has waited. */
export function standingOf(open: Case, { knowledge, now }: Pick<Shown, 'knowledge' | 'now'>): string {
  const waited = open.waitingSince === null ? '' : waitedInWords(knowledge, open.waitingSince, now);
  const filled = { agent: open.agent?.name ?? '', group: open.group ?? '', waited };
  return marked(knowledge, standing[open.status](open), filled);
}

/** The verdict: the machine's, and what an agent said of it. */
export function verdictOf({ outcome, override }: Case, knowledge: CaseKnowledge): string {
  const titleOf = (id: string) => knowledge.outcomes.find((one) => one.id === id)?.title ?? id;
  if (override === null)
    return outcome === null
      ? marked(knowledge, 'teams.verdict.none')
      : marked(knowledge, 'teams.verdict.machine', { title: titleOf(outcome) });
  const filled = { title: titleOf(override.outcome), agent: override.by.name, reason: override.reason };
  if (outcome === override.outcome) return marked(knowledge, 'teams.verdict.confirmed', filled);
  return outcome === null
    ? marked(knowledge, 'teams.verdict.decided', filled)
    : marked(knowledge, 'teams.verdict.overridden', { ...filled, machine: titleOf(outcome) });
}
