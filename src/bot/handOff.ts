import type { TurnContext } from 'botbuilder';
import type { Reason } from '../cases/case.js';
import { sayValue } from '../forms/said.js';
import type { Facts } from '../knowledge/facts.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { say } from '../knowledge/say.js';
import { caseStatus } from './caseStatus.js';
import { callPerson } from './cases.js';
import type { OpenCase } from './formDialog.js';
import { presence } from './presence.js';
import { factsNow } from './progress.js';
import { reply } from './replies.js';
import { turnOf } from './turn.js';

/** When so many messages in a row were not understood, a person is offered. */
export const MISUNDERSTOOD = 3;

/**
 * Hands the conversation over: a case with everything known so far, its number, and how soon somebody answers. That it
 * is handed over is said once; who asks again hears how the case stands.
 * @param reason without one: the customer's word, or that they were not understood
 */
export async function handOff(context: TurnContext, knowledge: Knowledge, reason?: Reason): Promise<void> {
  const turn = turnOf(context);
  const { progress } = turn;
  const { sayings } = knowledge;
  const facts = factsNow(progress);
  const { case: open, called } = callPerson(context, {
    reason: reason ?? (progress.misses >= MISUNDERSTOOD ? 'misunderstood' : 'asked'),
    ...{ facts, outcome: progress.verdict?.outcome ?? null },
  });
  Object.assign(progress, { expecting: null, misses: 0 });
  // What this message did was said already.
  if (!called && turn.handedOver) return;
  turn.handedOver = true;
  if (!called) return reply(context, caseStatus(context, knowledge, open), [], { case: open.id, stands: true });
  const known = describeFacts(knowledge, progress.form, facts);
  const paragraphs = [
    say(sayings, 'handOff.say'),
    say(sayings, 'handOff.case', { case: open.id }),
    presence(context, knowledge),
    known.length > 0
      ? `${say(sayings, 'handOff.known')}\n${known.map((line) => `- ${line}`).join('\n')}`
      : say(sayings, 'handOff.nothing'),
    `${say(sayings, 'handOff.contact')} ${say(sayings, 'handOff.goOn')}`,
  ];
  await reply(context, paragraphs.join('\n\n'), [], { case: open.id });
}

/** The facts as a person reads them: label and value, in the order of the form that asks for them. */
function describeFacts(knowledge: Knowledge, form: string | null, facts: Facts): string[] {
  const definitions = knowledge.forms.find(({ id }) => id === form)?.facts ?? {};
  const [yes, no] = ['choice.yes', 'choice.no'].map((key) => say(knowledge.sayings, key));
  return Object.entries(definitions)
    .filter(([name]) => facts[name] !== undefined && facts[name] !== null)
    .map(([name, definition]) => {
      const value = facts[name]!;
      return `${definition.label}: ${typeof value === 'boolean' ? (value ? yes : no) : sayValue(definition, value)}`;
    });
}

/**
 * Opens the case that an outcome for a person needs. One that can't wait (a key that others may have) comes before
 * others; where the conversation goes on with something else, the case says of what it is.
 * @returns its id, and how soon somebody answers
 */
export function openDecidedCase(knowledge: Knowledge): OpenCase {
  return (context, { facts, outcome }, { urgent, apart }) => {
    const reason = urgent ? 'compromised' : 'decided';
    const why = urgent && apart !== null ? say(knowledge.sayings, 'brief.urgent', { facts: apart }) : null;
    const { case: open } = callPerson(context, { reason, facts, outcome, why });
    return { id: open.id, presence: presence(context, knowledge) };
  };
}
