import type { CaseKnowledge } from '../../../cases/caseKnowledge.js';
import type { Refused } from '../../../cases/refused.js';
import { plain, type Saying } from './sayings.js';

const words: Record<Refused['code'], Saying> = {
  taken: 'teams.told.taken',
  'not-yours': 'teams.told.not-yours',
  over: 'teams.told.over',
  left: 'teams.told.left',
  'needs-reason': 'teams.told.needs-reason',
  'no-such-outcome': 'teams.told.no-such-outcome',
  'no-such-fact': 'teams.told.fault',
  'no-such-group': 'teams.told.fault',
};

/** Why an act was refused, in a sentence for the one who tried. */
export function refusedInWords({ code, agent }: Refused, knowledge: CaseKnowledge): string {
  const says = code === 'not-yours' && agent === null ? 'teams.told.nobodys' : words[code];
  return plain(knowledge, says, { agent: agent ?? '' });
}
