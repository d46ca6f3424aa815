import type { TurnContext } from 'botbuilder';
import type { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import { type Case, withFacts } from '../cases/case.js';
import { confirming } from '../forms/question.js';
import type { FormState } from '../forms/state.js';
import type { Facts } from '../knowledge/facts.js';
import { openCaseOf } from './cases.js';
import { factsNow } from './progress.js';
import { turnOf } from './turn.js';

/** Whether a form's state gives the agent who asked what they asked for: it is known, and agreed to. */
export function bringsBack(
  context: TurnContext,
  { facts, expecting }: Pick<FormState, 'facts' | 'expecting'>,
): boolean {
  const asking = openCaseOf(context)?.asking ?? null;
  return asking !== null && facts[asking] !== undefined && !isAsked(expecting, asking);
}

/** The case with all that is known by now. What an agent asked for is not known while it is being asked. */
export function withKnownFacts(dc: DialogContext, open: Case): Case {
  const facts: Facts = { ...factsNow(turnOf(dc.context).progress) };
  const { asking } = open;
  if (asking === null) return withFacts(open, facts);
  const states = dc.stack.map(({ state }) => state as Partial<FormState>);
  const isOpen = states.some(({ expecting }) => isAsked(expecting ?? null, asking));
  if (!isOpen && facts[asking] !== undefined) return withFacts(open, facts);
  const { [asking]: _, ...others } = { ...open.facts, ...facts };
  return { ...open, facts: others };
}

const isAsked = (expecting: string | null, fact: string) => expecting === fact || expecting === `${confirming}${fact}`;
