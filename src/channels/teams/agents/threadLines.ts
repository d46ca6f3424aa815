import type { CaseKnowledge } from '../../../cases/caseKnowledge.js';
import type { Entry, Happened } from '../../../cases/history.js';
import type { ActivityRow } from '../../../storage/tables.js';
import { VIA } from './doing.js';
import { fileLine } from './fileLine.js';
import { inertLines, marked, markedWords, plain, type Saying } from './sayings.js';
import { shownWords } from './shownWords.js';

/** One step of a thread: where its cursors stand after it, and what is posted; nothing where it isn't news there. */
export interface ThreadLine {
  to: { saidSeq: number } | { historySeq: number };
  /** What it is called within its case, so that a repeated post is the same activity. */
  name: string;
  text: string | null;
}

/** What is longer is read at the desk. */
const LONGEST = 4000;

/**
 * What is new of a case, in the order in which it happened: the customer's words, other agents' replies, what was done.
 * What was written in the channel itself stands there already.
 * @param rows of the transcript, those from the case's opening on
 * @param whole whether the rows are all there are; else what happened after the last of them has to wait
 */
export function threadLines(
  { rows, history, whole }: { rows: readonly ActivityRow[]; history: readonly Numbered[]; whole: boolean },
  knowledge: CaseKnowledge,
): ThreadLine[] {
  const left = rows.map((row) => ({
    ...{ at: Number(row.at), rank: row.role === 'user' ? 0 : 2, line: saidLine(row, knowledge) },
  }));
  const until = whole ? Number.POSITIVE_INFINITY : Number(rows.at(-1)?.at ?? 0);
  const right = history
    .map((one) => ({ at: Date.parse(one.entry.at), rank: 1, line: stepLine(one, knowledge) }))
    .filter(({ at }) => at <= until);
  // Each list keeps its own order, whatever the clocks of two replicas say.
  const lines: ThreadLine[] = [];
  while (left.length > 0 || right.length > 0) {
    const [one, other] = [left[0], right[0]];
    const first = !other || (one && (one.at < other.at || (one.at === other.at && one.rank < other.rank)));
    lines.push((first ? left.shift() : right.shift())!.line);
  }
  return lines;
}

/** A line of the history with its number in it. */
export interface Numbered {
  seq: number;
  entry: Entry;
}

function saidLine(row: ActivityRow, knowledge: CaseKnowledge): ThreadLine {
  const elsewhere = row.role === 'agent' && shownWords(row)?.via !== VIA;
  const news = row.role === 'user' || elsewhere || row.type === 'event';
  return { to: { saidSeq: row.seq }, name: `said-${row.seq}`, text: news ? saidText(row, knowledge) : null };
}

/** Words of the transcript as they stand in the thread, and what came of files; null for what is neither. */
export function saidText(row: ActivityRow, knowledge: CaseKnowledge, longest = LONGEST): string | null {
  const shown = shownWords(row);
  if (shown === null) return fileLine(row, knowledge);
  const { text, files, name, how } = shown;
  if (how === 'deleted') return row.role === 'user' ? marked(knowledge, 'teams.line.deleted') : null;
  const cut = text.length > longest;
  const parts = [
    inertLines(cut ? `${text.slice(0, longest - 1)}…` : text),
    ...(cut ? [plain(knowledge, 'teams.line.cut')] : []),
    ...(files.length > 0 ? [marked(knowledge, 'teams.line.files', { names: files.join(', ') })] : []),
  ].filter((part) => part !== '');
  if (parts.length === 0) return null;
  const words = parts.join('\n\n');
  if (row.role === 'agent') return markedWords(knowledge, 'teams.line.agent', { agent: name ?? '', words });
  if (row.role !== 'user') return markedWords(knowledge, 'teams.line.assistant', { words });
  return markedWords(knowledge, how === 'edited' ? 'teams.line.edited' : 'teams.line.customer', { words });
}

/** How each step is said; null where something else says it: the card, or the words themselves. */
const steps: Record<Happened, ((entry: Entry) => Saying | null) | null> = {
  opened: null,
  'customer-wrote': null,
  claim: () => 'teams.did.claim',
  // Who writes without having claimed claims by it.
  reply: ({ from }) => (from === 'waiting' || from === 'returned-to-bot' ? 'teams.did.claim' : null),
  release: () => 'teams.did.release',
  note: () => 'teams.did.note',
  verdict: ({ note }) => (hasNote(note) ? 'teams.did.verdict.why' : 'teams.did.verdict'),
  ask: () => 'teams.did.ask',
  hold: ({ note }) => (hasNote(note) ? 'teams.did.hold.why' : 'teams.did.hold'),
  transfer: () => 'teams.did.transfer',
  resolve: ({ note }) => (hasNote(note) ? 'teams.did.resolve.why' : 'teams.did.resolve'),
  return: () => 'teams.did.return',
  'asked-again': () => 'teams.did.asked-again',
  'brought-back': () => 'teams.did.brought-back',
  'waits-long': () => 'teams.did.waits-long',
  'not-answered': () => 'teams.did.not-answered',
  'customer-quiet': () => 'teams.did.customer-quiet',
  'held-long': () => 'teams.did.held-long',
  rated: ({ note }) => (note === 'good' ? 'teams.did.good' : 'teams.did.bad'),
  closed: () => 'teams.did.closed',
  contact: () => 'teams.did.contact',
  unreachable: () => 'teams.did.unreachable',
  removed: () => 'teams.did.removed',
};
const hasNote = (note: string | null) => note !== null && note.trim() !== '';

function stepLine({ seq, entry }: Numbered, knowledge: CaseKnowledge): ThreadLine {
  const { what, by, note, via } = entry;
  const says = what === 'note' && via === VIA ? null : (steps[what]?.(entry) ?? null);
  const filled = { who: by.kind === 'agent' ? by.name : '', note: note ?? '' };
  return { to: { historySeq: seq }, name: `step-${seq}`, text: says && marked(knowledge, says, filled) };
}
