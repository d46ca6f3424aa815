import { z } from 'zod';
import { openKnowledge } from '../assistant.js';
import { takeOutSecrets } from '../certificates/secrets.js';
import { UsageError } from '../failure.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { sayProblem } from '../knowledge/say.js';
import { longDateWithDay } from '../languages/en/dates/longDate.js';
import { readDate } from '../reading/date.js';
import { readHostName } from '../reading/hostName.js';
import type { Reading } from '../reading/reading.js';
import type { Command } from './command.js';
import { dayOrToday, readFlags } from './flags.js';
import { serveLines } from './jsonLines.js';

const day = z.iso.date('a calendar day such as 2026-05-03');
/** A date that has been, in the years of certificates: what the desk's questions ask for. */
const hasBeen = (today: string) => ({ today, latest: today, oldest: '1990-01-01' });

/** `read date` and `read name`: what a text is read as, or why not; of one text that is read as nothing the status is 1. */
export async function read({ knowledgeFolder, rest }: Command): Promise<number> {
  const flags = readFlags(rest, ['json', 'today'], 'read');
  const [what, ...words] = flags.words;
  if (what !== 'date' && what !== 'name')
    throw new UsageError(`read what? "read date" or "read name"${what ? `, not "${what}"` : ''}.`);
  const knowledge = openKnowledge(knowledgeFolder);
  const today = dayOrToday(flags.today, knowledge.desk.timeZone);
  if (flags.json) {
    if (words.length > 0)
      throw new UsageError('read --json takes its texts from standard input, one JSON object a line.');
    if (what === 'date') {
      const line = z.object({ text: z.string(), today: day.default(today) });
      await serveLines(process.stdin, process.stdout, line, ({ text, today: from }) => dateLine(knowledge, text, from));
    } else {
      await serveLines(process.stdin, process.stdout, z.object({ text: z.string() }), ({ text }) =>
        nameLine(knowledge, text),
      );
    }
    return 0;
  }
  if (words.length === 0) throw new UsageError(`read ${what} needs a text: certdesk read ${what} "…"`);
  const result = what === 'date' ? dateLine(knowledge, words.join(' '), today) : nameLine(knowledge, words.join(' '));
  process.stdout.write(`${result.value ?? ''}${result.value && result.message ? '  ' : ''}${result.message}\n`);
  return result.value === null ? 1 : 0;
}

function dateLine(knowledge: Knowledge, text: string, today: string) {
  const { alternatives, ...line } = shown(
    knowledge,
    readDate(takeOutSecrets(text).text, hasBeen(today)),
    longDateWithDay,
  );
  return { ...line, alternatives };
}

function nameLine(knowledge: Knowledge, text: string) {
  const { value, reason, message } = shown(knowledge, readHostName(takeOutSecrets(text).text), (name) => name);
  return { value, reason, message };
}

/** A reading as the command line shows it; the message says a value back, or why there is none. */
function shown(knowledge: Knowledge, reading: Reading<string>, back: (value: string) => string) {
  if ('value' in reading)
    return { value: reading.value, reason: null, message: back(reading.value), alternatives: [] as string[] };
  const { reason, alternatives = [] } = reading.problem;
  return { value: null, reason, message: sayProblem(knowledge.sayings, reading.problem), alternatives };
}
