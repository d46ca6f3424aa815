import { z } from 'zod';
import { inert } from '../../../bot/cards/cardText.js';
import { mayTry } from '../../../cases/acts.js';
import type { Agent, Case } from '../../../cases/case.js';
import type { CaseKnowledge } from '../../../cases/caseKnowledge.js';
import { doAct } from './doing.js';
import type { Answer, Heard } from './heard.js';
import { caseId, type PressParts } from './presses.js';
import { plain } from './sayings.js';
import { refusedInWords } from './told.js';

const named = z.object({ case: caseId });
const fetched = z.object({ data: z.object({ certdesk: named }) });
const LONGEST_REASON = 2000;
const submitted = z.object({
  data: z.object({
    certdesk: named,
    outcome: z.string().max(100).catch(''),
    reason: z.string().max(LONGEST_REASON).catch(''),
  }),
});

/** What ends a dialog, in words. */
export const dialogSays = (text: string): Answer => ({
  status: 200,
  body: { task: { type: 'message', value: text } },
});

/** Opens the dialog in which an agent gives another verdict, or says why they can't. */
export async function openOverride({ cases, knowledge }: PressParts, heard: Heard, by: Agent): Promise<Answer> {
  const asked = fetched.safeParse(heard.value);
  if (!asked.success) return dialogSays(plain(knowledge(), 'teams.told.fault'));
  const kept = await cases.read(asked.data.data.certdesk.case);
  if (kept === null) return dialogSays(plain(knowledge(), 'teams.told.gone'));
  const open = kept.case;
  if (mayTry(open, 'verdict', by)) return dialog(open, knowledge(), null);
  const code = mayTry(open, 'verdict', open.agent ?? by) || open.agent === null ? 'not-yours' : 'over';
  return dialogSays(refusedInWords({ code, agent: open.agent?.name ?? null }, knowledge()));
}

/** Gives the verdict that was chosen; what is missing is asked for in the same dialog. */
export async function takeOverride(parts: PressParts, heard: Heard, by: Agent): Promise<Answer> {
  const knowledge = parts.knowledge();
  const given = submitted.safeParse(heard.value);
  if (!given.success || !heard.id) return dialogSays(plain(knowledge, 'teams.told.fault'));
  const { certdesk, outcome, reason } = given.data.data;
  const kept = await parts.cases.read(certdesk.case);
  if (kept === null) return dialogSays(plain(knowledge, 'teams.told.gone'));
  if (outcome === '') return dialog(kept.case, knowledge, plain(knowledge, 'teams.override.needed'));
  if (reason.trim() === '') return dialog(kept.case, knowledge, plain(knowledge, 'teams.told.needs-reason'));
  const act = { do: 'verdict', outcome, reason: reason.trim() } as const;
  const came = await doAct(parts, { kept, act, by, activityId: heard.id });
  return dialogSays(came.says ?? plain(knowledge, 'teams.told.decided'));
}

function dialog({ id, outcome, override }: Case, knowledge: CaseKnowledge, problem: string | null): Answer {
  const given = override?.outcome ?? outcome;
  const choices = knowledge.outcomes.map(({ id: value, title }) => ({ title, value }));
  const content = {
    ...{ $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.5' },
    body: [
      ...(problem === null ? [] : [{ type: 'TextBlock', text: inert(problem), wrap: true, color: 'Attention' }]),
      {
        ...{ type: 'Input.ChoiceSet', id: 'outcome', style: 'expanded', choices, isRequired: true, wrap: true },
        label: plain(knowledge, 'teams.override.outcome'),
        errorMessage: plain(knowledge, 'teams.override.needed'),
        ...(choices.some(({ value }) => value === given) && { value: given }),
      },
      {
        ...{ type: 'Input.Text', id: 'reason', isMultiline: true, maxLength: LONGEST_REASON, isRequired: true },
        label: plain(knowledge, 'teams.override.reason'),
        errorMessage: plain(knowledge, 'teams.told.needs-reason'),
      },
    ],
    actions: [
      { type: 'Action.Submit', title: plain(knowledge, 'teams.override.send'), data: { certdesk: { case: id } } },
    ],
  };
  const card = { contentType: 'application/vnd.microsoft.card.adaptive', content };
  const title = plain(knowledge, 'teams.override.title', { case: id });
  return {
    status: 200,
    body: { task: { type: 'continue', value: { title, width: 'medium', height: 'medium', card } } },
  };
}
