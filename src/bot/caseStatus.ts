import type { TurnContext } from 'botbuilder';
import type { Case } from '../cases/case.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { say } from '../knowledge/say.js';
import { momentSaid, sinceSaid } from '../languages/en/moments.js';
import { knownPresence } from './presence.js';
import { turnOf } from './turn.js';

/** How a case stands, in plain words, and how soon somebody answers where that is known. */
export function caseStatus(context: TurnContext, knowledge: Pick<Knowledge, 'desk' | 'sayings'>, open: Case): string {
  const { says } = knowledge.sayings;
  const stands = caseStands(open, turnOf(context).at, { says, timeZone: knowledge.desk.timeZone });
  const soon = open.status === 'waiting' ? knownPresence(context, knowledge) : null;
  return soon === null ? stands : `${stands} ${soon}`;
}

/** How a case stands at a moment, in plain words. @param at ISO timestamp @param says the knowledge's sentences */
export function caseStands(
  { id, agent, status, waitingSince, openedAt, resolvedAt }: Case,
  at: string,
  { says, timeZone }: { says: Record<string, string>; timeZone: string },
): string {
  return say({ says }, `status.${status}`, {
    case: id,
    agent: agent?.name ?? say({ says }, 'desk.somebody'),
    since: sinceSaid(waitingSince ?? openedAt, at, timeZone),
    when: momentSaid(resolvedAt ?? openedAt, at, timeZone),
  });
}
