import { type Example, opens, ownHeads } from '../example.js';
import type { Fault } from '../fault.js';
import type { Form } from '../form.js';
import type { Sheets } from '../read/sheets.js';
import { faultAt, lineOf, type Sheet } from '../sheet.js';
import { plain } from './checkPhrasings.js';
import { didYouMean } from './nearest.js';

/** Each example belongs to a form, asks of it what it knows, and stands once. */
export function checkExamples({ examples, forms, broken }: Sheets): Fault[] {
  const known = forms.map(({ value }) => value.id);
  const faults = examples.flatMap((sheet) => {
    const id = formOf(sheet.file);
    const form = forms.find(({ value }) => value.id === id)?.value;
    if (form) return checkAgainst(sheet, form);
    if (broken.some((file) => file.startsWith('dialogs'))) return [];
    return [
      faultAt(sheet, '', `there is no form "${id}"`, `${didYouMean(id, known)}Name the folder after a form's id.`),
    ];
  });
  return [...faults, ...checkDoubles(examples)];
}

/** `examples/replacement/acts.jsonl` is the replacement's. */
function formOf(file: string): string {
  return file.split('/')[1] ?? '';
}

function checkAgainst(sheet: Sheet<Example[]>, form: Pick<Form, 'facts'>): Fault[] {
  const heads = headsOf(form);
  const asked = [...Object.keys(form.facts), ...opens];
  return sheet.value.flatMap(({ open, labels }, index) => [
    ...unknown(sheet, `${index}.open`, open, asked, `nobody asks "${open}"`),
    ...Object.entries(labels).flatMap(([head, label]) => {
      const field = `${index}.labels.${head}`;
      const all = Object.hasOwn(heads, head) ? heads[head] : undefined;
      return all
        ? unknown(sheet, field, label, all, `is "${label}"`)
        : unknown(sheet, field, head, Object.keys(heads), `"${head}" is nothing to read`);
    }),
  ]);
}

function unknown(
  sheet: Sheet<Example[]>,
  field: string,
  given: string,
  known: readonly string[],
  problem: string,
): Fault[] {
  if (known.includes(given)) return [];
  return [faultAt(sheet, field, problem, `${didYouMean(given, known)}Write one of: ${known.join(', ')}.`)];
}

/** What may be read, with its labels: facts whose values are few, and the bot's own. */
function headsOf({ facts }: Pick<Form, 'facts'>): Record<string, readonly string[]> {
  const ofFacts = Object.entries(facts).flatMap(([name, { kind, options }]) => {
    if (kind === 'choice') return [[name, [...Object.keys(options ?? {}), 'unsure', 'none']] as const];
    return kind === 'yes-no' ? [[name, ['yes', 'no', 'unsure', 'none']] as const] : [];
  });
  return { ...Object.fromEntries(ofFacts), ...ownHeads };
}

/** The same words to the same question teach nothing new, and two labels for them teach wrongly. */
function checkDoubles(sheets: Sheet<Example[]>[]): Fault[] {
  const first = new Map<string, string>();
  return sheets.flatMap((sheet) =>
    sheet.value.flatMap(({ text, open }, index) => {
      // A question mark tells "yes?" from "yes".
      const key = `${formOf(sheet.file)} ${open} ${plain(text)}${text.includes('?') ? '?' : ''}`;
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, `${sheet.file}:${lineOf(sheet, String(index))}`);
      return earlier === undefined
        ? []
        : [faultAt(sheet, `${index}.text`, `"${text}" stands in ${earlier} already`, 'Remove one.')];
    }),
  );
}
