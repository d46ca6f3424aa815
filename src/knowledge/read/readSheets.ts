import type { z } from 'zod';
import type { Fault } from '../fault.js';
import { faultAt, type Sheet } from '../sheet.js';
import { decodeText } from './decodeText.js';
import { deskSchema, navigationSchema, sayingsSchema, wordsSchema } from './deskSchemas.js';
import { answerSchema, outsideSchema, procedureSchema } from './entrySchemas.js';
import { type Folder, fileFault } from './folder.js';
import { formSchema } from './formSchema.js';
import { splitFrontMatter } from './frontMatter.js';
import { parseYaml } from './parseYaml.js';
import { splitSteps } from './procedureBody.js';
import { readExamples } from './readExamples.js';
import { takeIn } from './schemaFaults.js';
import type { ProcedureText, Sheets } from './sheets.js';

interface Read<T> {
  sheet: Sheet<T> | null;
  faults: Fault[];
}

/** Takes in every file of the knowledge, each by itself; how they fit together is not looked at here. */
export function readSheets(folder: Folder): { sheets: Sheets; faults: Fault[] } {
  const faults: Fault[] = [...folder.faults];
  const broken: string[] = folder.faults.map(({ file }) => file);
  const keep = <T>(file: string, { sheet, faults: found }: Read<T>): Sheet<T> | null => {
    faults.push(...found);
    if (sheet === null) broken.push(file);
    return sheet;
  };
  const all = <T>(within: string, read: (file: string, bytes: Buffer) => Read<T>): Sheet<T>[] =>
    [...folder.files]
      .filter(([file]) => file.startsWith(`${within}/`))
      .flatMap(([file, bytes]) => keep(file, read(file, bytes)) ?? []);
  const one = <T>(file: string, remedy: string, read: (file: string, bytes: Buffer) => Read<T>): Sheet<T> | null => {
    const bytes = folder.files.get(file);
    if (bytes) return keep(file, read(file, bytes));
    if (folder.faults.some((fault) => fault.file === file || fault.file === file.split('/')[0])) return null;
    return keep(file, { sheet: null, faults: [fileFault(file, 'is missing', remedy)] });
  };
  const navigation = one(
    'source/navigation.yaml',
    'Write it: "file:" names the page, "navigation:" lists its headings.',
    yamlFile(navigationSchema),
  );
  const sheets: Sheets = {
    navigation,
    source:
      navigation &&
      one(
        `source/${navigation.value.file}`,
        'Put the page there, or correct "file:" in source/navigation.yaml.',
        readPlain,
      ),
    answers: all('answers', readAnswer),
    procedures: all('procedures', readProcedure),
    outside: one('outside.yaml', 'Write it; "[]" if there is nothing to say.', yamlFile(outsideSchema)),
    forms: all('dialogs', yamlFile(formSchema)),
    examples: all('examples', readExamples),
    desk: one('desk.yaml', 'Write it: name, timeZone, contacts, links, products.', yamlFile(deskSchema)),
    words: one('words.yaml', 'Write it; "concepts: {}" if there are none.', yamlFile(wordsSchema)),
    sayings: all('sayings', yamlFile(sayingsSchema)),
    broken,
  };
  return { sheets, faults };
}

/** Reads a YAML file that has one schema. */
export function yamlFile<S extends z.ZodType>(schema: S): (file: string, bytes: Buffer) => Read<z.output<S>> {
  return (file, bytes) => {
    const decoded = decodeText(file, bytes);
    if ('fault' in decoded) return { sheet: null, faults: [decoded.fault] };
    return fitted(schema, parseYaml(file, decoded.text));
  };
}

function fitted<S extends z.ZodType>(schema: S, parsed: Sheet<unknown> | { faults: Fault[] }): Read<z.output<S>> {
  if ('faults' in parsed) return { sheet: null, faults: parsed.faults };
  const { value, faults } = takeIn(schema, parsed);
  return { sheet: value === null ? null : { file: parsed.file, lines: parsed.lines, value }, faults };
}

function readPlain(file: string, bytes: Buffer): Read<string> {
  const decoded = decodeText(file, bytes);
  if ('fault' in decoded) return { sheet: null, faults: [decoded.fault] };
  return { sheet: { file, lines: {}, value: decoded.text }, faults: [] };
}

/** The keys of a Markdown file, and the text after them; the text's line is the field `text`. */
function readMarkdown<S extends z.ZodType>(
  schema: S,
  file: string,
  bytes: Buffer,
): { head: Read<z.output<S>>; body: string; bodyLine: number } {
  const nothing = (fault: Fault) => ({ head: { sheet: null, faults: [fault] }, body: '', bodyLine: 1 });
  const decoded = decodeText(file, bytes);
  if ('fault' in decoded) return nothing(decoded.fault);
  const parts = splitFrontMatter(file, decoded.text);
  if ('fault' in parts) return nothing(parts.fault);
  const head = fitted(schema, parseYaml(file, parts.yaml, 2));
  const blank = parts.body.length - parts.body.trimStart().length;
  const bodyLine = parts.bodyLine + parts.body.slice(0, blank).split('\n').length - 1;
  if (head.sheet) {
    head.sheet.lines.text = bodyLine;
    if (parts.body.trim() === '')
      head.faults.push(faultAt(head.sheet, 'text', 'there is no text after the second "---"', 'Write the text there.'));
  }
  return { head, body: parts.body.trim(), bodyLine };
}

function readAnswer(file: string, bytes: Buffer): Read<Sheets['answers'][number]['value']> {
  const { head, body } = readMarkdown(answerSchema, file, bytes);
  return { sheet: head.sheet && { ...head.sheet, value: { ...head.sheet.value, text: body } }, faults: head.faults };
}

function readProcedure(file: string, bytes: Buffer): Read<ProcedureText> {
  const { head, body, bodyLine } = readMarkdown(procedureSchema, file, bytes);
  if (!head.sheet || body === '') return { sheet: null, faults: head.faults };
  const { steps, ...value } = head.sheet.value;
  const split = splitSteps(file, body, bodyLine, Object.keys(steps));
  const sheet = head.sheet;
  const faults = [...head.faults, ...split.faults];
  if (split.body.text === '')
    faults.push(
      faultAt(
        sheet,
        'text',
        'nothing is said before the first step',
        'Write a sentence or two before the first heading.',
      ),
    );
  if (Object.keys(steps).length === 0)
    faults.push(faultAt(sheet, 'steps', 'there are no steps', 'List at least one step.'));
  const written = Object.entries(steps).map(([id, step]) => {
    const section = split.body.steps.get(id);
    // A section under a faulty heading is not missing.
    if (!section && split.faults.length === 0)
      faults.push(
        faultAt(
          sheet,
          `steps.${id}`,
          `the step "${id}" has no section in the text`,
          `Write "## Title {#${id}}" and the step's text below.`,
        ),
      );
    if (section) sheet.lines[`steps.${id}.text`] = section.line;
    return { id, title: section?.title ?? '', text: section?.text ?? '', ...step };
  });
  return { sheet: { file, lines: sheet.lines, value: { ...value, text: split.body.text, steps: written } }, faults };
}
