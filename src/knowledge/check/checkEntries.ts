import { type Role, roles } from '../entry.js';
import type { Fault } from '../fault.js';
import { type Entry, entriesOf } from '../read/entries.js';
import { fileFault } from '../read/folder.js';
import { type Sheets, whole } from '../read/sheets.js';
import { faultAt, lineOf, type Sheet } from '../sheet.js';
import { didYouMean } from './nearest.js';

/**
 * Ids are unique and equal to their files' names, what they refer to exists, and each role of the bot's own is filled
 * once.
 */
export function checkEntries(sheets: Sheets): Fault[] {
  const entries = entriesOf(sheets);
  return [...unique(entries), ...fileNames(sheets), ...kinds(sheets), ...references(sheets, entries), ...own(sheets)];
}

function unique(entries: Entry[]): Fault[] {
  const first = new Map<string, Entry>();
  return entries.flatMap((entry) => {
    const other = first.get(entry.id);
    if (!other) first.set(entry.id, entry);
    return other
      ? faultAt(
          entry.sheet,
          entry.field,
          `the id "${entry.id}" stands in ${other.sheet.file}:${lineOf(other.sheet, other.field)} already`,
          'Give each entry an id of its own.',
        )
      : [];
  });
}

function fileNames(sheets: Sheets): Fault[] {
  return [...sheets.answers, ...sheets.procedures, ...sheets.forms].flatMap((sheet) => {
    const [, called = '', ending = ''] = /([^/]*)(\.\w+)$/.exec(sheet.file) ?? [];
    return called === sheet.value.id
      ? []
      : faultAt(
          sheet,
          'id',
          `the id is "${sheet.value.id}", the file's name "${called}${ending}"`,
          `Rename the file to "${sheet.value.id}${ending}", or correct the id.`,
        );
  });
}

function kinds({ answers }: Sheets): Fault[] {
  return answers.flatMap((sheet) => {
    const { kind, sources } = sheet.value;
    if (kind === 'faq' && sources.length === 0)
      return faultAt(
        sheet,
        'sources',
        'the answer quotes nothing',
        'Quote the sentences of the source that it rests on; write "kind: own" if it is the bot\'s own.',
      );
    if (kind === 'own' && sources.length > 0)
      return faultAt(
        sheet,
        'sources',
        "one of the bot's own answers quotes the source",
        'Remove the sources, or write "kind: faq".',
      );
    return [];
  });
}

function references(sheets: Sheets, entries: Entry[]): Fault[] {
  const offered = entries.filter(({ kind }) => kind !== 'outside').map(({ id }) => id);
  // A file whose id is not its name, or that could not be taken in, is a fault of its own.
  const files = [...sheets.answers, ...sheets.procedures].map(({ file }) => calledOf(file));
  const known = new Set([...offered, ...files, ...brokenIds(sheets, 'answers/'), ...brokenIds(sheets, 'procedures/')]);
  const forms = new Set([...sheets.forms.map((sheet) => sheet.value.id), ...brokenIds(sheets, 'dialogs/')]);
  const faults: Fault[] = [];
  for (const sheet of [...sheets.answers, ...sheets.procedures]) {
    const { id, followUps } = sheet.value;
    followUps.forEach((other, index) => {
      const fault = (problem: string, remedy: string) =>
        faults.push(faultAt(sheet, `followUps.${index}`, problem, remedy));
      if (other === id) fault('the entry offers itself', 'Remove it.');
      else if (followUps.indexOf(other) < index) fault(`"${other}" is offered twice`, 'Remove one.');
      else if (!known.has(other) && whole(sheets, 'procedures/'))
        fault(`there is no entry "${other}"`, `${didYouMean(other, known)}Name an answer or a procedure.`);
    });
    const leadsTo = 'leadsTo' in sheet.value ? sheet.value.leadsTo : undefined;
    if (leadsTo !== undefined && !forms.has(leadsTo))
      faults.push(
        faultAt(
          sheet,
          'leadsTo',
          `there is no form "${leadsTo}"`,
          `${didYouMean(leadsTo, forms)}Name a file of dialogs/ without its ending.`,
        ),
      );
  }
  return faults;
}

/** The ids that files which could not be taken in would have had. */
function brokenIds({ broken }: Sheets, within: string): string[] {
  return broken.filter((file) => file.startsWith(within)).map(calledOf);
}

/** The name of a file without folder and ending. */
function calledOf(file: string): string {
  return file.replace(/^.*\//, '').replace(/\.\w+$/, '');
}

/** The bot speaks through its own entries, whatever their ids: every desk has one for each role. */
function own(sheets: Sheets): Fault[] {
  const first = new Map<Role, Sheet<unknown>>();
  const faults: Fault[] = [];
  for (const sheet of sheets.answers) {
    const { role, kind } = sheet.value;
    if (role === undefined) continue;
    const other = first.get(role);
    if (other)
      faults.push(
        faultAt(
          sheet,
          'role',
          `the role "${role}" is filled by ${other.file}:${lineOf(other, 'role')} already`,
          'Remove it from one of the two.',
        ),
      );
    else first.set(role, sheet);
    if (kind !== 'own')
      faults.push(faultAt(sheet, 'kind', `an answer with the role "${role}" is the bot's own`, 'Write "kind: own".'));
  }
  // A file that could not be taken in may be the one.
  if (!whole(sheets, 'answers/')) return faults;
  const missing = roles.filter((role) => !first.has(role));
  return [
    ...faults,
    ...missing.map((role) =>
      fileFault(
        'answers',
        `no answer has the role "${role}"`,
        `Write one with "kind: own" and "role: ${role}": the bot speaks through it.`,
      ),
    ),
  ];
}
