import type { TurnContext } from 'botbuilder';
import { openCase } from '../cases/case.js';
import { sayValue } from '../forms/said.js';
import type { Verdict } from '../forms/state.js';
import type { FactDefinition, Facts, FactValue } from '../knowledge/facts.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { say } from '../knowledge/say.js';
import { factsNow } from './progress.js';
import { reply } from './replies.js';
import { besideOf, turnOf } from './turn.js';

/** Hands the conversation over: a case with everything known so far, and how the desk is reached. */
export async function handOff(context: TurnContext, knowledge: Knowledge): Promise<void> {
  const { progress, at } = turnOf(context);
  const facts = factsNow(progress);
  const beside = besideOf(context);
  const before = beside.case;
  const made = { id: before?.id ?? beside.newCaseId, at };
  beside.case = openCase(before, { reason: 'asked', facts: { ...facts }, outcome: null }, made);
  progress.expecting = null;
  const known = describeFacts(knowledge, progress.form, facts);
  const { sayings } = knowledge;
  await reply(
    context,
    [
      say(sayings, before ? 'handOff.again' : 'handOff.say', { case: made.id }),
      known.length > 0
        ? `${say(sayings, 'handOff.known')}\n${known.map((line) => `- ${line}`).join('\n')}`
        : say(sayings, 'handOff.nothing'),
      say(sayings, 'handOff.goOn'),
    ].join('\n\n'),
  );
}

/** The facts as a person reads them: label and value, in the order of the form that asks for them. */
function describeFacts(knowledge: Knowledge, form: string | null, facts: Facts): string[] {
  const definitions = knowledge.forms.find(({ id }) => id === form)?.facts ?? {};
  return Object.entries(definitions)
    .filter(([name]) => facts[name] !== undefined && facts[name] !== null)
    .map(([name, definition]) => `${definition.label}: ${spoken(knowledge, definition, facts[name]!)}`);
}

function spoken(knowledge: Knowledge, definition: FactDefinition, value: FactValue): string {
  if (typeof value === 'boolean') return say(knowledge.sayings, value ? 'choice.yes' : 'choice.no');
  return sayValue(definition, value);
}

/** Opens the case that an outcome for a person needs. @returns its id */
export function openDecidedCase(context: TurnContext, verdict: Verdict): string {
  const beside = besideOf(context);
  const made = { id: beside.case?.id ?? beside.newCaseId, at: turnOf(context).at };
  beside.case = openCase(beside.case, { reason: 'decided', facts: verdict.facts, outcome: verdict.outcome }, made);
  return made.id;
}
