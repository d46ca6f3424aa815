import { z } from 'zod';
import { type Act, mayTry } from '../../../cases/acts.js';
import type { Agent } from '../../../cases/case.js';
import type { CaseKnowledge } from '../../../cases/caseKnowledge.js';
import type { Turns } from '../../../turn/turns.js';
import { caseCard, type Verb, verbs } from './caseCard.js';
import { doAct } from './doing.js';
import type { Answer, Heard } from './heard.js';
import { plain } from './sayings.js';
import type { CaseHere, CasesHere } from './threads.js';

/** What agents' presses are done with. */
export interface PressParts {
  turns: Pick<Turns, 'act'>;
  cases: CasesHere;
  knowledge(): CaseKnowledge;
  addressOf(caseId: string): string | null;
  now(): Date;
}

export const caseId = z.string().regex(/^[\w-]{1,64}$/);
const pressed = z.object({
  action: z.object({
    verb: z.enum(verbs),
    data: z.object({ certdesk: z.object({ case: caseId, outcome: z.string().max(100).nullish() }) }),
  }),
});

/** Words in the place of a card's answer: the client shows them beside the card. */
export const inWords = (text: string): Answer => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text },
});

/** The act that each button stands for. */
const acts: Record<Exclude<Verb, 'refresh' | 'override'>, (outcome: string) => Act> = {
  claim: () => ({ do: 'claim' }),
  confirm: (outcome) => ({ do: 'verdict', outcome, reason: '' }),
  release: () => ({ do: 'release' }),
  return: () => ({ do: 'return' }),
  resolve: () => ({ do: 'resolve', reason: '' }),
};

/** A button of a case's card, pressed by a member of the team: answered with the card as it is now. */
export async function takePress(parts: PressParts, heard: Heard, by: Agent): Promise<Answer> {
  const press = pressed.safeParse(heard.value);
  const knowledge = parts.knowledge();
  if (!press.success || !heard.id) return inWords(plain(knowledge, 'teams.told.fault'));
  const { verb, data } = press.data.action;
  const kept = await parts.cases.read(data.certdesk.case);
  if (kept === null) return inWords(plain(knowledge, 'teams.told.gone'));
  if (verb === 'refresh' || verb === 'override') return cardOf(parts, kept, by);
  if (verb === 'claim' && kept.case.agent?.id === by.id && mayTry(kept.case, 'claim', by))
    return cardOf(parts, kept, by, plain(knowledge, 'teams.told.yours'));
  const { outcome } = kept.case;
  // What is confirmed is what the agent saw.
  if (verb === 'confirm' && (outcome === null || outcome !== data.certdesk.outcome))
    return cardOf(parts, kept, by, plain(knowledge, 'teams.told.other-verdict'));
  const came = await doAct(parts, { kept, act: acts[verb](outcome ?? ''), by, activityId: heard.id });
  return came.kept === null ? inWords(came.says ?? '') : cardOf(parts, came.kept, by, came.says ?? undefined);
}

function cardOf(
  { knowledge, now, addressOf }: PressParts,
  { case: open }: CaseHere,
  viewer: Agent,
  note?: string,
): Answer {
  const shown = { knowledge: knowledge(), viewer, now: now().getTime(), address: addressOf(open.id) };
  const value = caseCard(open, { ...shown, ...(note !== undefined && { note }) });
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value } };
}
