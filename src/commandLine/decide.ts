import { z } from 'zod';
import { openKnowledge } from '../assistant.js';
import { Failure, UsageError } from '../failure.js';
import { decide } from '../forms/decide.js';
import type { Facts, Form } from '../knowledge/types.js';
import type { Command } from '../main.js';
import { factsSchema } from './facts.js';
import { dayOrToday, readFlags } from './flags.js';
import { serveLines } from './jsonLines.js';

/** `decide`: what the first form of the knowledge decides over the facts given. */
export async function decideVerb({ knowledgeFolder, rest }: Command): Promise<number> {
  const flags = readFlags(rest, ['json', 'today'], 'decide');
  const knowledge = openKnowledge(knowledgeFolder);
  const [form] = knowledge.forms;
  if (!form) throw new Failure(`${knowledgeFolder}/dialogs holds no form, so there is nothing to decide.`);
  const today = dayOrToday(flags.today, knowledge.desk.timeZone);
  const schema = factsSchema(form, today);
  if (flags.json) {
    if (flags.words.length > 0) throw new UsageError('decide --json takes the facts from standard input, one JSON object a line.');
    await serveLines(process.stdin, process.stdout, schema, (facts) => decided(form, facts, today));
    return 0;
  }
  const facts = schema.safeParse(parse(flags.words.join(' ')));
  if (!facts.success) throw new UsageError(z.prettifyError(facts.error));
  const { outcome, reasons, missing } = decided(form, facts.data, today);
  const lines = reasons.map(({ text, source }) => `- ${text}${source ? `\n    “${source}”` : ''}`);
  const verdict = outcome
    ? (form.outcomes[outcome]?.title ?? outcome)
    : `Still to be known: ${missing.map((name) => form.facts[name]?.label ?? name).join(', ')}`;
  process.stdout.write(`${[verdict, ...lines].join('\n')}\n`);
  return 0;
}

function decided(form: Form, facts: Facts, today: string) {
  const { outcome, reasons, missing } = decide(form, facts, today);
  return { outcome, reasons: reasons.map(({ text, source }) => ({ text, source: source ?? null })), missing };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text);
  } catch {
    throw new UsageError(`The facts are not JSON. For example: certdesk decide '{"loss":"private-key","hasBackup":false}'`);
  }
}
