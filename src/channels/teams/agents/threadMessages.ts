import type { Agent } from '../../../cases/case.js';
import type { CaseKnowledge } from '../../../cases/caseKnowledge.js';
import type { Database } from '../../../storage/database.js';
import { wasTakenIn } from '../../../storage/inboxLookup.js';
import type { Turns } from '../../../turn/turns.js';
import { doAct, sourceIdOf } from './doing.js';
import type { Heard } from './heard.js';
import { plain } from './sayings.js';
import type { CaseHere, CasesHere } from './threads.js';

interface Parts {
  turns: Pick<Turns, 'act'>;
  cases: CasesHere;
  database: Database;
  knowledge(): CaseKnowledge;
}

/** As many as the desk's own API takes. */
const LONGEST = 8000;

/** What was written, without the bot's own name where it was called by it, and with the names of others. */
export function wordsOf({ text, entities, recipient }: Heard): string {
  const ours = (entities ?? []).filter(({ type, mentioned }) => type === 'mention' && mentioned?.id === recipient.id);
  const without = ours.reduce((left, mention) => (mention.text ? left.replace(mention.text, '') : left), text ?? '');
  return without
    .replace(/<at(?:\s[^>]*)?>(.*?)<\/at>/gs, '$1')
    .replaceAll('&nbsp;', ' ')
    .trim();
}

/** The note that a message is, without its prefix; null where it is an answer to the customer. */
export function noteIn(words: string, { notePrefix }: Pick<CaseKnowledge, 'notePrefix'>): string | null {
  const isNote = words.slice(0, notePrefix.length).toLowerCase() === notePrefix.toLowerCase();
  return isNote ? words.slice(notePrefix.length).trim() : null;
}

/** An agent's message in a case's thread: an answer to its customer, or a note. @returns what is said to the agent */
export async function takeMessage(
  parts: Parts,
  heard: Heard,
  on: { kept: CaseHere; by: Agent },
): Promise<string | null> {
  const knowledge = parts.knowledge();
  const words = wordsOf(heard);
  const files = (heard.attachments ?? []).some(({ contentType }) => contentType !== 'text/html');
  if (words === '') return files ? plain(knowledge, 'teams.told.onlyFiles') : null;
  if (words.length > LONGEST) return notSent(plain(knowledge, 'teams.told.tooLong', { most: LONGEST }), knowledge);
  const note = noteIn(words, knowledge);
  if (note === '') return null;
  const act = note === null ? ({ do: 'reply', text: words } as const) : ({ do: 'note', text: note } as const);
  const came = await doAct(parts, { ...on, act, activityId: heard.id ?? '' });
  if (came.refused) return notSent(came.says ?? '', knowledge);
  return files ? plain(knowledge, note === null ? 'teams.told.noFiles' : 'teams.told.onlyFiles') : null;
}

/** What is said to an agent who has changed or deleted a message; nothing where nobody had it. */
export async function takeChange(
  { database, knowledge }: Parts,
  heard: Heard,
  { kept }: { kept: CaseHere },
): Promise<string | null> {
  if (!(await wasTakenIn(database, kept.conversation, sourceIdOf(heard.id ?? '')))) return null;
  if (heard.type === 'messageDelete') return plain(knowledge(), 'teams.told.deleted');
  const isNote = noteIn(wordsOf(heard), knowledge()) !== null;
  return plain(knowledge(), isNote ? 'teams.told.noteStays' : 'teams.told.edited');
}

const notSent = (why: string, knowledge: CaseKnowledge): string => plain(knowledge, 'teams.told.notSent', { why });
