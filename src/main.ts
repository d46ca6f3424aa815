#!/usr/bin/env node
import { join, resolve } from 'node:path';
import { callersFolder } from './commandLine/callersFolder.js';
import type { Command } from './commandLine/command.js';
import { USAGE } from './commandLine/usage.js';
import { Failure, UsageError } from './failure.js';

type Verb = (command: Command) => Promise<number>;

/**
 * Verbs are loaded when they are called: most of them need no Bot Framework, whose loading takes longer than an
 * answer.
 */
const verbs: Record<string, () => Promise<Verb>> = {
  serve: async () => (await import('./commandLine/serve.js')).serve,
  chat: async () => (await import('./commandLine/chat.js')).chat,
  cases: async () => (await import('./commandLine/cases.js')).casesVerb,
  customers: async () => (await import('./commandLine/customers.js')).customersVerb,
  outbox: async () => (await import('./commandLine/outbox.js')).outboxVerb,
  ask: async () => (await import('./commandLine/ask.js')).ask,
  read: async () => (await import('./commandLine/read.js')).read,
  decide: async () => (await import('./commandLine/decide.js')).decideVerb,
  manifest: async () => (await import('./commandLine/manifest.js')).manifestVerb,
  knowledge: async () => (await import('./commandLine/knowledge.js')).knowledgeVerb,
};

async function run(words: string[]): Promise<number> {
  const rest = [...words];
  let knowledgeFolder = join(__dirname, '..', 'knowledge');
  while (rest[0]?.startsWith('-')) {
    const flag = rest.shift()!;
    if (flag === '--help' || flag === '-h') {
      process.stdout.write(USAGE);
      return 0;
    }
    const [name, inline] = flag.split(/=(.*)/s);
    if (name !== '--knowledge')
      throw new UsageError(`There is no flag ${flag} before the verb. The only one is --knowledge DIR.`);
    const given = inline ?? rest.shift() ?? '';
    knowledgeFolder = resolve(callersFolder(), given);
    if (given === '') throw new UsageError('--knowledge needs a folder: certdesk --knowledge DIR VERB …');
  }
  const verb = rest.shift();
  if (verb === undefined)
    throw new UsageError(`Which verb? One of ${Object.keys(verbs).join(', ')}; --help tells more.`);
  if (verb === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  if (!Object.hasOwn(verbs, verb))
    throw new UsageError(`There is no verb "${verb}". One of ${Object.keys(verbs).join(', ')}; --help tells more.`);
  if (rest[0] === '--help' || rest[0] === '-h') {
    process.stdout.write(USAGE);
    return 0;
  }
  return (await verbs[verb]!())({ knowledgeFolder, rest });
}

/** The reader of our output went away (`certdesk … | head -1`): nothing is left to do, and nothing is wrong. */
process.stdout.on('error', (fault: NodeJS.ErrnoException) => process.exit(fault.code === 'EPIPE' ? 0 : 1));

run(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (fault: unknown) => {
    const expected = fault instanceof UsageError || fault instanceof Failure;
    const text = expected
      ? fault.message
      : `certdesk stopped because of a fault of its own (${fault instanceof Error ? fault.message : String(fault)}). Please report it.`;
    process.stderr.write(`${text}\n`);
    process.exitCode = fault instanceof UsageError ? 2 : 1;
  },
);
