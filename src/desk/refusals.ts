import type { Refused } from '../cases/refused.js';
import { Refusal } from '../refusal.js';
import type { DeskAnswer } from './route.js';

/** Why an act can't be done, in words for the one who tried: the case is in a state against it, or what was sent is. */
const words: Record<Refused['code'], { status: 400 | 409; says(agent: string | null): string }> = {
  taken: { status: 409, says: (agent) => `${agent ?? 'Somebody else'} has this case.` },
  'not-yours': {
    status: 409,
    says: (agent) => (agent === null ? 'Nobody has this case: claim it first.' : `${agent} has this case.`),
  },
  over: { status: 409, says: () => 'This case is settled. A new question opens another.' },
  left: {
    status: 409,
    says: () => 'The customer has ended this conversation and reads no more of it. Resolve the case.',
  },
  'needs-reason': { status: 400, says: () => "Say why: the reason is kept beside the machine's verdict." },
  'no-such-outcome': { status: 400, says: () => 'There is no such outcome.' },
  'no-such-fact': { status: 400, says: () => 'There is no such fact to ask for.' },
  'no-such-group': { status: 400, says: () => 'Nobody here goes by that id, and no group is called so.' },
};

/** Why an act was refused, in a sentence. */
export const refusedInWords = ({ code, agent }: Refused): string => words[code].says(agent);

/** The answer to an act that was refused. */
export function answerToRefused({ code, agent }: Refused): DeskAnswer {
  const { status, says } = words[code];
  return { status, body: { error: { code, message: says(agent), agent } } };
}

/** A case that isn't there, and one that is none of theirs: nothing tells which. */
export const noSuchCase = () => new Refusal(404, 'NotFound', 'There is no such case.');
