import { z } from 'zod';
import { openMatching } from '../assistant.js';
import { takeOutSecrets } from '../certificates/secrets.js';
import { UsageError } from '../failure.js';
import { newCaseId } from '../newCaseId.js';
import type { Command } from './command.js';
import { readFlags } from './flags.js';
import { leaveWhenInterrupted } from './interrupt.js';
import { serveLines } from './jsonLines.js';

const line = z.object({
  conversation: z.object({ id: z.string().min(1).max(200) }).optional(),
  text: z.string().optional(),
  value: z.unknown().optional(),
  attachments: z.array(z.looseObject({ contentType: z.string() })).optional(),
  timestamp: z.iso.datetime({ offset: true, message: 'an ISO timestamp such as 2026-05-03T10:00:00Z' }).optional(),
});

/** `chat`: a conversation in the terminal, or many of them at once as JSON lines. */
export async function chat({ knowledgeFolder, rest }: Command): Promise<number> {
  const flags = readFlags(rest, ['json', 'today'], 'chat');
  if (flags.words.length > 0) throw new UsageError('chat takes no words; start it and type.');
  const opened = await openMatching(knowledgeFolder);
  // Bot Framework is loaded last: what is wrong with the words or the knowledge is said without it.
  const [{ openTerminal }, { openDatabase }, { talk }] = await Promise.all([
    import('../terminal.js'),
    import('../storage/database.js'),
    import('../channels/terminal/talk.js'),
  ]);
  const now = clock(flags.today);
  const channel = openTerminal(opened, await openDatabase('memory'), { now, newCaseId, onBotFault });
  if (!flags.json) {
    leaveWhenInterrupted();
    const { interrupted } = await talk(channel, process.stdin, process.stdout);
    return interrupted ? 130 : 0;
  }
  await serveLines(process.stdin, process.stdout, line, (incoming) => channel.say(incoming));
  return 0;
}

/** A fault of ours, for whoever can mend it; the customer gets an apology. */
function onBotFault(fault: unknown): void {
  const what = fault instanceof Error ? fault.message : String(fault);
  process.stderr.write(`The bot failed in a turn: ${takeOutSecrets(what).text}\n`);
}

/** The machine's clock, or noon of the day given. */
function clock(today: string | undefined): () => Date {
  return today === undefined ? () => new Date() : () => new Date(`${today}T12:00:00Z`);
}
