import { z } from 'zod';
import { openKnowledge } from '../assistant.js';
import { Failure, UsageError } from '../failure.js';
import { decide } from '../forms/decide.js';
import type { Facts } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import { isDay } from '../languages/calendar.js';
import type { Command } from './command.js';
import { factsSchema } from './facts.js';
import { dayOrToday, readFlags } from './flags.js';
import { checked, serveLines } from './jsonLines.js';

/** `decide`: what a form decides over the facts given: the main one, or the first that knows all the facts' names. */
export async function decideVerb({ knowledgeFolder, rest }: Command): Promise<number> {
  const flags = readFlags(rest, ['json', 'today'], 'decide');
  const knowledge = openKnowledge(knowledgeFolder);
  const [main] = knowledge.forms;
  if (!main) throw new Failure(`${knowledgeFolder}/dialogs holds no form, so there is nothing to decide.`);
  // Without a day of its own the decision rests on the facts alone: they may have been gathered by another clock.
  const dayFor = (given: Record<string, unknown>) =>
    flags.today ?? latestDay([dayOrToday(undefined, knowledge.desk.timeZone), ...Object.values(given)]);
  const decideOver = (given: Record<string, unknown>) => {
    const form =
      knowledge.forms.find((one) => Object.keys(given).every((name) => Object.hasOwn(one.facts, name))) ?? main;
    const today = dayFor(given);
    return { form, ...decided(form, checked(factsSchema(form, today), given), today) };
  };
  if (flags.json) {
    if (flags.words.length > 0)
      throw new UsageError('decide --json takes the facts from standard input, one JSON object a line.');
    await serveLines(process.stdin, process.stdout, z.record(z.string(), z.unknown()), (given) => {
      const { outcome, reasons, missing } = decideOver(given);
      return { outcome, reasons, missing };
    });
    return 0;
  }
  if (flags.words.length === 0)
    throw new UsageError(`decide over what? certdesk decide '{"loss":"private-key","hasBackup":false}'`);
  const { form, outcome, reasons, missing } = decideOver(parse(flags.words.join(' ')));
  const lines = reasons.map(({ text, source }) => `- ${text}${source ? `\n    “${source}”` : ''}`);
  const labels = missing.map((name) => form.facts[name]?.label ?? name).join(', ');
  const verdict = outcome ? (form.outcomes[outcome]?.title ?? outcome) : `Still to be known: ${labels}`;
  process.stdout.write(`${[verdict, ...lines].join('\n')}\n`);
  return 0;
}

function decided(form: Form, facts: Facts, today: string) {
  const { outcome, reasons, missing } = decide(form, facts, today);
  return { outcome, reasons: reasons.map(({ text, source }) => ({ text, source: source ?? null })), missing };
}

function latestDay(values: unknown[]): string {
  const days = values.filter((value): value is string => typeof value === 'string' && isDay(value));
  return days.sort().at(-1) ?? '';
}

function parse(text: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    throw new UsageError(
      `The facts are not JSON. For example: certdesk decide '{"loss":"private-key","hasBackup":false}'`,
    );
  }
}
