import type { Sheet } from '../sheet.js';
import type { Sheets } from './sheets.js';

/** Something that can be the answer to a message, and where its id and its phrasings stand. */
export interface Entry {
  id: string;
  kind: 'answer' | 'procedure' | 'step help' | 'outside';
  sheet: Sheet<unknown>;
  /** The field that holds the id. */
  field: string;
  phrasings: { text: string; sheet: Sheet<unknown>; field: string }[];
}

/**
 * Every entry of the knowledge. A guide that is its own step help is one entry, with the steps' questions among its
 * phrasings.
 */
export function entriesOf(sheets: Pick<Sheets, 'answers' | 'procedures' | 'outside'>): Entry[] {
  const answers = sheets.answers.map(
    (sheet): Entry => ({
      id: sheet.value.id,
      kind: 'answer',
      sheet,
      field: 'id',
      phrasings: listed(sheet, sheet.value.phrasings, 'phrasings'),
    }),
  );
  const procedures = sheets.procedures.flatMap((sheet): Entry[] => {
    const { id, phrasings, stepHelp, steps } = sheet.value;
    const asked = steps.flatMap((step) => listed(sheet, step.asked, `steps.${step.id}.asked`));
    const guide: Entry = {
      id,
      kind: 'procedure',
      sheet,
      field: 'id',
      phrasings: listed(sheet, phrasings, 'phrasings'),
    };
    if (stepHelp.id === id) return [{ ...guide, phrasings: [...guide.phrasings, ...asked] }];
    return [guide, { id: stepHelp.id, kind: 'step help', sheet, field: 'stepHelp.id', phrasings: asked }];
  });
  const { outside } = sheets;
  const topics = outside
    ? outside.value.map(
        (topic, index): Entry => ({
          id: topic.id,
          kind: 'outside',
          sheet: outside,
          field: `${index}.id`,
          phrasings: listed(outside, topic.phrasings, `${index}.phrasings`),
        }),
      )
    : [];
  return [...answers, ...procedures, ...topics];
}

function listed(sheet: Sheet<unknown>, texts: string[], field: string): Entry['phrasings'] {
  return texts.map((text, index) => ({ text, sheet, field: `${field}.${index}` }));
}
