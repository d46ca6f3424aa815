import type { Fault } from '../fault.js';
import { entriesOf } from '../read/entries.js';
import type { Sheets } from '../read/sheets.js';
import { faultAt, lineOf, type Sheet } from '../sheet.js';

/** Fewer leave the matcher guessing. */
const fewestPhrasings = 30;

/** Two phrasings are the same when only case, punctuation or spaces tell them apart. */
export function plain(phrasing: string): string {
  const lower = phrasing.normalize('NFKC').toLowerCase();
  const words = lower
    .replace(/['’`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words === '' ? lower.replace(/\s+/g, ' ').trim() : words;
}

/** Each phrasing stands once, under one entry, and each answer and guide has enough of them. */
export function checkPhrasings(sheets: Sheets): Fault[] {
  const faults: Fault[] = [];
  const first = new Map<string, { id: string; sheet: Sheet<unknown>; field: string }>();
  for (const { id, kind, sheet: home, field: idField, phrasings } of entriesOf(sheets)) {
    for (const { text, sheet, field } of phrasings) {
      const key = plain(text);
      const other = first.get(key);
      if (!other) first.set(key, { id, sheet, field });
      else
        faults.push(
          faultAt(
            sheet,
            field,
            `"${text}" ${other.id === id ? 'is asked already' : `is a phrasing of "${other.id}" already`} (${other.sheet.file}:${lineOf(other.sheet, other.field)})`,
            'Keep it where it fits best, and reword or remove the other.',
          ),
        );
    }
    if (kind === 'outside' || phrasings.length >= fewestPhrasings) continue;
    const field = kind === 'step help' ? idField : 'phrasings';
    const what = kind === 'step help' ? `the questions asked at the steps ("${id}") are` : 'there are';
    faults.push(
      faultAt(
        home,
        field,
        `${what} ${phrasings.length} of at least ${fewestPhrasings} ${kind === 'step help' ? 'together' : 'phrasings'}`,
        `Add ${fewestPhrasings - phrasings.length} more.`,
      ),
    );
  }
  return faults;
}
