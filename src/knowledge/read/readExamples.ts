import { z } from 'zod';
import type { Example } from '../example.js';
import type { Fault } from '../fault.js';
import { faultAt, type Sheet } from '../sheet.js';
import { decodeText } from './decodeText.js';
import { name, text } from './entrySchemas.js';
import { takeIn } from './schemaFaults.js';

const examples = z.array(z.strictObject({ text, open: name, labels: z.record(name, text) }));

/** Reads `examples/<form>/*.jsonl`: an example a line. What its names stand for is {@link checkExamples}'s matter. */
export function readExamples(file: string, bytes: Buffer): { sheet: Sheet<Example[]> | null; faults: Fault[] } {
  const decoded = decodeText(file, bytes);
  if ('fault' in decoded) return { sheet: null, faults: [decoded.fault] };
  const lines: Record<string, number> = {};
  const values: unknown[] = [];
  const faults: Fault[] = [];
  decoded.text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    try {
      lines[values.length] = index + 1;
      values.push(JSON.parse(line));
    } catch (error) {
      const origin = { file, lines: { '': index + 1 } };
      faults.push(
        faultAt(origin, '', `is no line of JSON (${String(error)})`, 'Write {"text": …, "open": …, "labels": {…}}.'),
      );
    }
  });
  const taken = takeIn(examples, { file, lines, value: values });
  faults.push(...taken.faults);
  return { sheet: taken.value === null ? null : { file, lines, value: taken.value }, faults };
}
