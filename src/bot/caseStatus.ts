import type { TurnContext } from 'botbuilder';
import type { Case } from '../cases/case.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { say } from '../knowledge/say.js';
import { momentSaid, sinceSaid } from '../languages/en/moments.js';
import { knownPresence } from './presence.js';
import { turnOf } from './turn.js';

/** How a case stands, in plain words. */
export function caseStatus(context: TurnContext, knowledge: Pick<Knowledge, 'desk' | 'sayings'>, open: Case): string {
  const { sayings, desk } = knowledge;
  const { at } = turnOf(context);
  const { id, agent, status, waitingSince, openedAt, resolvedAt } = open;
  const stands = say(sayings, `status.${status}`, {
    case: id,
    agent: agent?.name ?? say(sayings, 'desk.somebody'),
    since: sinceSaid(waitingSince ?? openedAt, at, desk.timeZone),
    when: momentSaid(resolvedAt ?? openedAt, at, desk.timeZone),
  });
  const soon = status === 'waiting' ? knownPresence(context, knowledge) : null;
  return soon === null ? stands : `${stands} ${soon}`;
}
