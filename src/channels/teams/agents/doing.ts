import type { Act } from '../../../cases/acts.js';
import type { Agent } from '../../../cases/case.js';
import type { CaseKnowledge } from '../../../cases/caseKnowledge.js';
import type { Turns } from '../../../turn/turns.js';
import { plain } from './sayings.js';
import type { CaseHere, CasesHere } from './threads.js';
import { refusedInWords } from './told.js';

interface Parts {
  turns: Pick<Turns, 'act'>;
  cases: CasesHere;
  knowledge(): CaseKnowledge;
}

/** What came of an act: the case as it is now, and what is said to the agent; null where nothing has to be. */
export interface Came {
  kept: CaseHere | null;
  says: string | null;
  refused: boolean;
}

/** Under which the inbox knows what came by an activity from the channel: delivered again it has no second effect. */
export const sourceIdOf = (activityId: string): string => `agents:${activityId}`;

/** What is kept with words that were written in the channel. */
export const VIA = 'teams';

/** Does an agent's act, as the desk does them: one turn of the case's conversation. */
export async function doAct(
  { turns, cases, knowledge }: Parts,
  { kept, act, by, activityId }: { kept: CaseHere; act: Act; by: Agent; activityId: string },
): Promise<Came> {
  const outcome = await turns.act({
    ...{ conversation: kept.conversation, case: kept.case.id, sourceId: sourceIdOf(activityId) },
    act: { act, acting: { by, supervises: false } },
    via: VIA,
  });
  const now = await cases.read(kept.case.id);
  if (outcome.status === 'refused')
    return { kept: now, says: refusedInWords(outcome.refused, knowledge()), refused: true };
  if (outcome.status === 'unknown') return { kept: null, says: plain(knowledge(), 'teams.told.gone'), refused: true };
  return { kept: now, says: null, refused: false };
}
