import { parseArgs } from 'node:util';
import { UsageError } from '../failure.js';
import { dayOf, isDay } from '../languages/calendar.js';

/** What follows a verb: its flags, and the words that are no flags. */
export interface Flags {
  json: boolean;
  explain: boolean;
  today: string | undefined;
  /** Of `cases`: which are listed, and who acts. */
  status: string | undefined;
  as: string | undefined;
  /** Of `customers`: whose, and whether it is meant. */
  case: string | undefined;
  email: string | undefined;
  conversation: string | undefined;
  user: string | undefined;
  yes: boolean;
  words: string[];
}

const kinds = {
  json: { type: 'boolean' },
  explain: { type: 'boolean' },
  today: { type: 'string' },
  status: { type: 'string' },
  as: { type: 'string' },
  case: { type: 'string' },
  email: { type: 'string' },
  conversation: { type: 'string' },
  user: { type: 'string' },
  yes: { type: 'boolean' },
} as const;

/**
 * Reads a verb's flags. @param known the flags this verb has @throws {UsageError} naming what is wrong and what there
 * is
 */
export function readFlags(rest: string[], known: (keyof typeof kinds)[], verb: string): Flags {
  const options = Object.fromEntries(known.map((name) => [name, kinds[name]]));
  const { values, words } = readOptions(rest, options, verb);
  const { json, explain, yes, today, ...others } = values as Partial<Omit<Flags, 'words'>>;
  if (today !== undefined && !isDay(today))
    throw new UsageError(`--today takes a calendar day such as 2026-05-03, not "${today}".`);
  const { status, as, case: number, email, conversation, user } = others;
  return {
    ...{ json: json ?? false, explain: explain ?? false, yes: yes ?? false, today, status, as },
    ...{ case: number, email, conversation, user, words },
  };
}

/** Reads flags that one verb alone has. @throws {UsageError} naming what is wrong and what there is */
export function readOptions(
  rest: string[],
  options: Record<string, { type: 'string' | 'boolean' }>,
  verb: string,
): { values: Record<string, unknown>; words: string[] } {
  try {
    const { values, positionals } = parseArgs({ args: rest, options, allowPositionals: true });
    return { values, words: positionals };
  } catch {
    const known = Object.keys(options);
    const flags = known.map((name) => `--${name}`).join(', ') || 'none';
    const odd = rest.find(
      (word) => word.startsWith('-') && !known.some((name) => word === `--${name}` || word.startsWith(`--${name}=`)),
    );
    throw new UsageError(
      `${odd ? `${verb} has no flag ${odd}` : `${verb}: a flag lacks its value`}. Its flags: ${flags}. Put -- before a text that begins with a dash.`,
    );
  }
}

/** The day to reckon from: the one given, else today in that zone. */
export function dayOrToday(today: string | undefined, timeZone: string): string {
  return today ?? dayOf(new Date().toISOString(), timeZone);
}
