import { z } from 'zod';
import { type Act, mayTry } from '../../../cases/acts.js';
import type { Agent } from '../../../cases/case.js';
import type { CaseKnowledge } from '../../../cases/caseKnowledge.js';
import type { Turns } from '../../../turn/turns.js';
import { caseCard, type Verb, verbs } from './caseCard.js';
import { type Came, doAct } from './doing.js';
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
const named = { case: caseId, outcome: z.string().max(100).nullish() };
const executed = z.object({
  action: z.object({ verb: z.enum(verbs), data: z.object({ certdesk: z.object(named) }) }),
});
const submitted = z.object({ certdesk: z.object({ ...named, verb: z.enum(verbs) }) });
/** A button that was pressed. */
type Press = z.infer<typeof submitted>['certdesk'];

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
  const { data } = executed.safeParse(heard.value);
  if (!data || !heard.id) return inWords(plain(parts.knowledge(), 'teams.told.fault'));
  const { verb, data: of } = data.action;
  const { kept, says } = await press(parts, { ...of.certdesk, verb }, { by, activityId: heard.id });
  return kept === null ? inWords(says ?? '') : cardOf(parts, kept, by, says ?? undefined);
}

/** The same button as a client sends it that knows no other way; null where a message is none. */
export const submittedIn = ({ value }: Heard): Press | null => submitted.safeParse(value).data?.certdesk ?? null;

/**
 * Does what a button stands for.
 * @returns the case as it is now, null where there is none, and what is said to the agent, null where nothing has to be
 */
export async function press(
  parts: PressParts,
  { verb, case: id, outcome: seen }: Press,
  { by, activityId }: { by: Agent; activityId: string },
): Promise<Pick<Came, 'kept' | 'says'>> {
  const knowledge = parts.knowledge();
  const kept = await parts.cases.read(id);
  if (kept === null) return { kept, says: plain(knowledge, 'teams.told.gone') };
  if (verb === 'refresh' || verb === 'override') return { kept, says: null };
  if (verb === 'claim' && kept.case.agent?.id === by.id && mayTry(kept.case, 'claim', by))
    return { kept, says: plain(knowledge, 'teams.told.yours') };
  const { outcome } = kept.case;
  // What is confirmed is what the agent saw.
  if (verb === 'confirm' && (outcome === null || outcome !== seen))
    return { kept, says: plain(knowledge, 'teams.told.other-verdict') };
  return doAct(parts, { kept, act: acts[verb](outcome ?? ''), by, activityId });
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
