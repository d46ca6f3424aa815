import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../check/nearest.js';
import type { Fault } from '../fault.js';

/** No file of a knowledge folder is near this; one that is larger was put there by mistake. */
const largestFile = 1_000_000;
const mostFiles = 2_000;

/**
 * The bytes of a folder's files by their names relative to it (`answers/backup.why.md`), sorted, and what could not
 * be read.
 */
export interface Folder {
  files: Map<string, Buffer>;
  faults: Fault[];
  /** There is no such folder; the faults say so. */
  missing: boolean;
}

/** Which files of a folder are read: all of `source/`, elsewhere those with the ending. */
const read: Record<string, string> = {
  source: '',
  answers: '.md',
  procedures: '.md',
  dialogs: '.yaml',
  sayings: '.yaml',
};
/** Folders with a folder for each form. */
const readByForm: Record<string, string> = { examples: '.jsonl' };
const single = ['desk.yaml', 'outside.yaml', 'words.yaml'];
const leftAlone = ['questions', 'documents', 'README.md'];

/** Reads the files that {@link readKnowledge} goes by. Never throws: what cannot be read is a fault. */
export function openKnowledge(folder: string): Folder {
  const opened: Folder = { files: new Map(), faults: [], missing: false };
  const names = list(folder, '', opened.faults);
  opened.missing = opened.faults.length > 0;
  for (const name of names) {
    const ending = Object.hasOwn(read, name) ? read[name] : undefined;
    const endingByForm = Object.hasOwn(readByForm, name) ? readByForm[name] : undefined;
    if (ending !== undefined) openAll(folder, name, ending, opened);
    else if (endingByForm !== undefined)
      for (const form of list(folder, name, opened.faults)) openAll(folder, `${name}/${form}`, endingByForm, opened);
    else if (single.includes(name)) open(folder, name, opened);
    else if (!leftAlone.includes(name))
      opened.faults.push(
        notRead(name, nearest(name, [...Object.keys(read), ...Object.keys(readByForm), ...single, ...leftAlone])),
      );
  }
  return sorted(opened);
}

/** Reads the files of `questions/`. Never throws: what cannot be read is a fault. */
export function openQuestions(folder: string): Folder {
  const opened: Folder = { files: new Map(), faults: [], missing: false };
  openAll(folder, 'questions', '.yaml', opened);
  opened.missing = opened.files.size === 0 && opened.faults.length > 0;
  return sorted(opened);
}

function openAll(folder: string, within: string, ending: string, opened: Folder): void {
  for (const name of list(folder, within, opened.faults)) {
    const path = `${within}/${name}`;
    if (!name.endsWith(ending)) opened.faults.push(notRead(path, `${path.replace(/\.\w+$/, '')}${ending}`));
    else if (opened.files.size < mostFiles) open(folder, path, opened);
    else {
      opened.faults.push(
        fileFault(
          path,
          `is one more than the ${mostFiles} files that are read`,
          'Remove files that are no part of the knowledge.',
        ),
      );
      return;
    }
  }
}

/** Hidden files and editors' copies are nobody's knowledge. */
function list(folder: string, within: string, faults: Fault[]): string[] {
  try {
    return readdirSync(join(folder, within))
      .filter((name) => !name.startsWith('.') && !name.endsWith('~'))
      .sort();
  } catch (error) {
    faults.push(
      fileFault(
        within || folder,
        'is no folder that can be read',
        `Make the folder, or name another one (${code(error)}).`,
      ),
    );
    return [];
  }
}

function open(folder: string, name: string, opened: Folder): void {
  const path = join(folder, name);
  try {
    const stats = statSync(path);
    if (!stats.isFile())
      opened.faults.push(
        fileFault(name, 'is not a file', 'Put a file of this name here, or move it out of the knowledge folder.'),
      );
    else if (stats.size > largestFile)
      opened.faults.push(
        fileFault(
          name,
          `is larger than ${largestFile / 1_000_000} MB`,
          'Split it, or move it out of the knowledge folder.',
        ),
      );
    else opened.files.set(name, readFileSync(path));
  } catch (error) {
    opened.faults.push(
      fileFault(name, `cannot be read (${code(error)})`, 'Put the file itself here, with the right to read it.'),
    );
  }
}

function sorted({ files, ...others }: Folder): Folder {
  return { ...others, files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function notRead(name: string, meant: string | undefined): Fault {
  return fileFault(
    name,
    'is read by nobody',
    meant
      ? `Did you mean "${meant}"? Rename it, or move it out of the knowledge folder.`
      : 'Move it out of the knowledge folder.',
  );
}

/** A fault of a whole file. */
export function fileFault(file: string, problem: string, remedy: string): Fault {
  return { file, line: 1, field: 'file', problem, remedy };
}

function code(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}
