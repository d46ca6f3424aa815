import type { CaseDetails, HistoryLine, Said } from '../../desk/wire.js';
import type { Times } from './times.js';

/** A line of the transcript as it is shown. */
export interface TranscriptLine {
  key: string;
  role: Said['role'] | 'note';
  name: string | null;
  at: string;
  text: string;
  files: readonly string[];
  pressed: boolean;
  changed: Said['changed'];
  file?: Said['file'];
  /** The first of its day: the day is said above it. */
  newDay: boolean;
  /** Follows its speaker's own: who speaks isn't said again. */
  goesOn: boolean;
}

/** Within this time what somebody says next needs no new heading. */
const TOGETHER_MS = 5 * 60_000;

/** What was said and the notes of the history, in the order of time; what was said keeps the order of its numbers. Pure. */
export function linesOf(
  { transcript, history }: Pick<CaseDetails, 'transcript' | 'history'>,
  times: Pick<Times, 'dayKey'>,
): TranscriptLine[] {
  const notes = history.filter(({ what, note }) => what === 'note' && note !== null);
  const merged: Omit<TranscriptLine, 'newDay' | 'goesOn'>[] = [];
  let note = 0;
  for (const said of transcript) {
    for (; note < notes.length && notes[note]!.at < said.at; note += 1) merged.push(ofNote(notes[note]!, note));
    merged.push({ ...said, key: `said ${said.seq}` });
  }
  for (; note < notes.length; note += 1) merged.push(ofNote(notes[note]!, note));
  return merged.map((line, index) => {
    const before = merged[index - 1];
    const newDay = before === undefined || times.dayKey(before.at) !== times.dayKey(line.at);
    const same = before?.role === line.role && before.name === line.name;
    const soon = before !== undefined && Date.parse(line.at) - Date.parse(before.at) < TOGETHER_MS;
    return { ...line, newDay, goesOn: !newDay && same && soon };
  });
}

const ofNote = ({ at, by, note }: HistoryLine, index: number) => ({
  ...{ key: `note ${index}`, role: 'note' as const, name: by.name, at, text: note ?? '' },
  ...{ files: [], pressed: false, changed: null },
});
