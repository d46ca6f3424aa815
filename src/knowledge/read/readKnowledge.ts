import { checkDesk } from '../check/checkDesk.js';
import { checkEntries } from '../check/checkEntries.js';
import { checkExamples } from '../check/checkExamples.js';
import { checkForm } from '../check/checkForm.js';
import { checkPhrasings } from '../check/checkPhrasings.js';
import { checkPlaceholders, type DeskValues } from '../check/checkPlaceholders.js';
import { checkQuotes } from '../check/checkQuotes.js';
import { checkSayings } from '../check/checkSayings.js';
import { checkTelling } from '../check/checkTelling.js';
import { checkWords } from '../check/checkWords.js';
import type { Example } from '../example.js';
import type { Fault } from '../fault.js';
import { fill } from '../fill.js';
import type { Knowledge } from '../knowledge.js';
import type { Origin } from '../origin.js';
import { type Control, controls } from '../sayings.js';
import type { Sheet } from '../sheet.js';
import { openKnowledge } from './folder.js';
import { readSheets } from './readSheets.js';
import {
  type Rewrite,
  rewriteAnswer,
  rewriteForm,
  rewriteHandOff,
  rewriteOutside,
  rewriteProcedure,
  rewriteSayings,
} from './saidTexts.js';
import type { Sheets } from './sheets.js';
import { spelledOut } from './spelledOut.js';

/**
 * The knowledge, or everything that is wrong with it. The examples stand apart: once they are learned from, nobody
 * needs them.
 */
export type ReadKnowledge =
  | { knowledge: Knowledge; examples: Example[]; faults: [] }
  | { knowledge: null; faults: Fault[] };

/**
 * Reads a knowledge folder and checks it as a whole. Placeholders such as `{contacts.fax}` are filled from desk.yaml;
 * those without a dot are left to whoever says the sentence. Never throws for anything the folder holds: all faults
 * are returned at once.
 */
export function readKnowledge(folder: string): ReadKnowledge {
  const opened = openKnowledge(folder);
  if (opened.missing) return { knowledge: null, faults: opened.faults };
  const { sheets, faults } = readSheets(opened);
  faults.push(
    ...checkEntries(sheets),
    ...checkPhrasings(sheets),
    ...checkQuotes(sheets),
    ...checkDesk(sheets),
    ...checkWords(sheets),
    ...checkSayings(sheets),
    ...sheets.forms.flatMap(checkForm),
    ...checkTelling(sheets),
    ...checkExamples(sheets),
    ...checkPlaceholders(sheets),
  );
  const knowledge = faults.length > 0 ? null : assemble(sheets);
  const examples = sheets.examples.flatMap(({ value }) => value);
  return knowledge ? { knowledge, examples, faults: [] } : { knowledge: null, faults };
}

/** The forms, the one that most answers lead into first: it is the desk's main one. */
function mainFirst({ forms, answers }: Sheets): Sheets['forms'] {
  const leads = (id: string) => answers.filter((answer) => answer.value.leadsTo === id).length;
  return [...forms].sort((a, b) => leads(b.value.id) - leads(a.value.id));
}

/** Puts the sheets together, texts filled. @returns null if one is missing, which is a fault found before */
function assemble(sheets: Sheets): Knowledge | null {
  const { source, navigation, desk, outside, words } = sheets;
  if (!source || !navigation || !desk || !outside || !words) return null;
  const filled = filledFrom(desk.value);
  return {
    source: { file: source.file, text: source.value, navigation: navigation.value.navigation },
    answers: sheets.answers.map((sheet) => ({ ...rewriteAnswer(sheet.value, filled), origin: originOf(sheet) })),
    procedures: sheets.procedures.map((sheet) => {
      const procedure = rewriteProcedure(sheet.value, filled);
      return {
        ...procedure,
        sources: [...procedure.sources, ...procedure.steps.flatMap((step) => step.sources)],
        origin: originOf(sheet),
      };
    }),
    outside: rewriteOutside(outside.value, filled),
    forms: mainFirst(sheets).map((sheet) => ({
      ...rewriteForm(spelledOut(sheet.value, words.value), filled),
      origin: originOf(sheet),
    })),
    desk: { ...desk.value, handOff: rewriteHandOff(desk.value.handOff, filled), origin: originOf(desk) },
    concepts: words.value.concepts,
    trade: {
      things: words.value.things,
      states: words.value.states,
      outsiders: words.value.outsiders,
      idioms: words.value.idioms,
    },
    sayings: {
      controls: Object.fromEntries(
        controls.map((control) => [control, sheets.sayings.flatMap((sheet) => sheet.value.controls[control] ?? [])]),
      ) as Record<Control, string[]>,
      says: merged(sheets, 'says', filled),
      problems: merged(sheets, 'problems', filled),
    },
  };
}

function filledFrom({ contacts, links, products }: DeskValues): Rewrite {
  const values = { contacts, links, products };
  return (text) => fill(text, values);
}

function merged({ sayings }: Sheets, part: 'says' | 'problems', filled: Rewrite): Record<string, string> {
  return Object.assign({}, ...sayings.map((sheet) => rewriteSayings(sheet.value[part], part, filled)));
}

function originOf({ file, lines }: Sheet<unknown>): Origin {
  return { file, lines };
}
