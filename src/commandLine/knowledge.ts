import { faultsOf, openMatching } from '../assistant.js';
import { Failure, UsageError } from '../failure.js';
import { formatFaults } from '../knowledge/check/formatFaults.js';
import { readGate } from '../knowledge/read/readGate.js';
import { evaluate, evaluationTable } from '../matching/evaluate.js';
import type { Command } from './command.js';
import { readFlags } from './flags.js';

/** `knowledge check`, `knowledge test` and `knowledge build`. */
export async function knowledgeVerb({ knowledgeFolder, rest }: Command): Promise<number> {
  const { words } = readFlags(rest, [], 'knowledge');
  const [what, ...more] = words;
  if (more.length > 0) throw new UsageError(`knowledge ${what} takes nothing more, but was given "${more.join(' ')}".`);
  if (what === 'check') return check(knowledgeFolder);
  if (what === 'test') return test(knowledgeFolder);
  if (what === 'build') {
    await openMatching(knowledgeFolder);
    return 0;
  }
  throw new UsageError('knowledge what? "knowledge check", "knowledge test" or "knowledge build".');
}

function check(folder: string): number {
  const { knowledge, faults } = faultsOf(folder);
  const all = [...faults, ...readGate(folder, knowledge ?? undefined).faults];
  if (all.length === 0) {
    process.stdout.write(`${folder}: nothing wrong.\n`);
    return 0;
  }
  process.stdout.write(`${formatFaults(all)}\n`);
  return 1;
}

async function test(folder: string): Promise<number> {
  const { knowledge, matcher } = await openMatching(folder);
  const gate = readGate(folder, knowledge);
  if (gate.faults.length > 0) throw new Failure(formatFaults(gate.faults));
  process.stdout.write(`${evaluationTable(evaluate(matcher, gate.questions))}\n`);
  return 0;
}
