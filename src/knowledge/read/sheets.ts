import type { z } from 'zod';
import type { Answer, Procedure, Step } from '../entry.js';
import type { Example } from '../example.js';
import type { Form } from '../form.js';
import type { Sheet } from '../sheet.js';
import type { deskSchema, navigationSchema, sayingsSchema, wordsSchema } from './deskSchemas.js';
import type { outsideSchema } from './entrySchemas.js';

/**
 * A guide as its file has it: `sources` are the introduction's own. Lines of its steps go by their ids:
 * `steps.choose-account.asked.2`.
 */
export type ProcedureText = Omit<Procedure, 'origin' | 'steps'> & { steps: Step[] };

/** The trade's words as words.yaml has them. */
export type WordsText = z.output<typeof wordsSchema>;

/** Every file of the knowledge that fits its schema, before placeholders are filled. */
export interface Sheets {
  navigation: Sheet<z.output<typeof navigationSchema>> | null;
  /** The page itself; its lines are the text's. */
  source: Sheet<string> | null;
  answers: Sheet<Omit<Answer, 'origin'>>[];
  procedures: Sheet<ProcedureText>[];
  outside: Sheet<z.output<typeof outsideSchema>> | null;
  forms: Sheet<Omit<Form, 'origin'>>[];
  examples: Sheet<Example[]>[];
  desk: Sheet<z.output<typeof deskSchema>> | null;
  words: Sheet<WordsText> | null;
  sayings: Sheet<z.output<typeof sayingsSchema>>[];
  /**
   * Names of the files that are not among these: what they would have held is unknown, so nothing is said to be
   * missing for their sake.
   */
  broken: string[];
}

/** Whether all files of a folder, or the file of that name, could be taken in. */
export function whole(sheets: Sheets, ...parts: string[]): boolean {
  return !sheets.broken.some((file) => parts.some((part) => file.startsWith(part) || part.startsWith(file)));
}
