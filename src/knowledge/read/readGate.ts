import { plain } from '../check/checkPhrasings.js';
import { didYouMean } from '../check/nearest.js';
import type { Fault } from '../fault.js';
import type { GateQuestion } from '../gate.js';
import type { Knowledge } from '../knowledge.js';
import { faultAt, lineOf, type Sheet } from '../sheet.js';
import { gateSchema } from './deskSchemas.js';
import { entriesOf } from './entries.js';
import { openQuestions } from './folder.js';
import { yamlFile } from './readSheets.js';

type Groups = ReturnType<typeof gateSchema.parse>;

/**
 * Reads the gate, `questions/*.yaml`: questions with the entry expected. Never throws for anything the files hold.
 * @param knowledge what the gate asks about; with it, entries are looked up and no question may be one of the
 * phrasings learned from
 * @returns all questions of the files that could be read, and everything wrong with them
 */
export function readGate(folder: string, knowledge?: Knowledge): { questions: GateQuestion[]; faults: Fault[] } {
  const opened = openQuestions(folder);
  const faults = [...opened.faults];
  const sheets: Sheet<Groups>[] = [];
  for (const [file, bytes] of opened.files) {
    const read = yamlFile(gateSchema)(file, bytes);
    faults.push(...read.faults);
    if (read.sheet) sheets.push(read.sheet);
  }
  faults.push(...sheets.flatMap(checkOutside), ...checkDoubles(sheets));
  if (knowledge)
    faults.push(...sheets.flatMap((sheet) => checkEntries(sheet, knowledge)), ...checkLearned(sheets, knowledge));
  return { questions: sheets.flatMap(({ value }) => value.flatMap(questionsOf)), faults };
}

function questionsOf({ entry, outside, questions }: Groups[number]): GateQuestion[] {
  return questions.map(({ text, style, orElse }) => ({ text, entry, orElse, ...(outside && { outside }), style }));
}

function checkOutside(sheet: Sheet<Groups>): Fault[] {
  return sheet.value.flatMap(({ entry, outside }, group) => {
    if (entry === null && outside === undefined)
      return faultAt(
        sheet,
        `${group}.outside`,
        'is missing where no entry is expected',
        'Write "outside: near" or "outside: far".',
      );
    return entry !== null && outside !== undefined
      ? faultAt(sheet, `${group}.outside`, 'stands beside an entry', 'Remove it, or write "entry: null".')
      : [];
  });
}

interface Asked {
  text: string;
  sheet: Sheet<Groups>;
  field: string;
}

function askedIn(sheet: Sheet<Groups>): Asked[] {
  return sheet.value.flatMap(({ questions }, group) =>
    questions.map(({ text }, index) => ({ text, sheet, field: `${group}.questions.${index}.text` })),
  );
}

function checkDoubles(sheets: Sheet<Groups>[]): Fault[] {
  const first = new Map<string, Asked>();
  return sheets.flatMap(askedIn).flatMap((asked) => {
    const other = first.get(plain(asked.text));
    if (!other) first.set(plain(asked.text), asked);
    return other
      ? faultAt(
          asked.sheet,
          asked.field,
          `"${asked.text}" stands in ${other.sheet.file}:${lineOf(other.sheet, other.field)} already`,
          'Remove one.',
        )
      : [];
  });
}

function checkEntries(sheet: Sheet<Groups>, knowledge: Knowledge): Fault[] {
  const known = entriesOfKnowledge(knowledge).map(({ id }) => id);
  return sheet.value.flatMap(({ entry, questions }, group) => {
    const named = [
      ...(entry === null ? [] : [{ id: entry, field: `${group}.entry` }]),
      ...questions.flatMap(({ orElse }, index) =>
        orElse.map((id, place) => ({ id, field: `${group}.questions.${index}.orElse.${place}` })),
      ),
    ];
    return named.flatMap(({ id, field }) =>
      known.includes(id)
        ? []
        : faultAt(
            sheet,
            field,
            `there is no entry "${id}"`,
            `${didYouMean(id, known)}Name an answer, a procedure or its step help.`,
          ),
    );
  });
}

/** A question that was learned from proves nothing. */
function checkLearned(sheets: Sheet<Groups>[], knowledge: Knowledge): Fault[] {
  const learned = new Map(
    entriesOfKnowledge(knowledge).flatMap(({ id, phrasings }) =>
      phrasings.map((phrasing) => [plain(phrasing.text), { id, ...phrasing }]),
    ),
  );
  return sheets.flatMap(askedIn).flatMap(({ text, sheet, field }) => {
    const phrasing = learned.get(plain(text));
    return phrasing
      ? faultAt(
          sheet,
          field,
          `"${text}" is a phrasing of "${phrasing.id}" (${phrasing.sheet.file}:${lineOf(phrasing.sheet, phrasing.field)})`,
          'Ask it in other words.',
        )
      : [];
  });
}

function entriesOfKnowledge({ answers, procedures, outside }: Knowledge): ReturnType<typeof entriesOf> {
  return entriesOf({
    answers: answers.map((value) => ({ ...value.origin, value })),
    procedures: procedures.map((value) => ({ ...value.origin, value })),
    outside: { file: 'outside.yaml', lines: {}, value: outside },
  });
}
