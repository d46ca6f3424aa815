import type { Fault } from '../fault.js';
import { pageSayings } from '../pageSayings.js';
import { fileFault } from '../read/folder.js';
import { type Sheets, whole } from '../read/sheets.js';
import { sayingKeys } from '../sayingKeys.js';
import { controls } from '../sayings.js';
import { faultAt, lineOf, type Sheet } from '../sheet.js';
import { doublyMeant } from './doublyMeant.js';
import { didYouMean } from './nearest.js';

const wanted: { part: 'says' | 'problems'; file: string; keys: readonly string[] }[] = [
  { part: 'says', file: 'sayings/form.yaml', keys: sayingKeys.form },
  { part: 'says', file: 'sayings/conversation.yaml', keys: sayingKeys.conversation },
  { part: 'says', file: 'sayings/cases.yaml', keys: sayingKeys.cases },
  { part: 'says', file: 'sayings/teams.yaml', keys: sayingKeys.teams },
  { part: 'says', file: 'sayings/handOff.yaml', keys: sayingKeys.handOff },
  { part: 'problems', file: 'sayings/problems.yaml', keys: sayingKeys.problems },
];

/** The bot has every sentence it may say and no other, each once, and every control word can be said in one meaning. */
export function checkSayings(sheets: Sheets): Fault[] {
  if (sheets.sayings.length === 0)
    return whole(sheets, 'sayings')
      ? [fileFault('sayings', 'no file holds sentences', 'Write sayings/*.yaml with controls, says and problems.')]
      : [];
  return [...sentences(sheets, 'says'), ...sentences(sheets, 'problems'), ...controlWords(sheets)];
}

function sentences(sheets: Sheets, part: 'says' | 'problems'): Fault[] {
  const known = new Set(wanted.filter((group) => group.part === part).flatMap(({ keys }) => keys));
  if (part === 'says') for (const key of pageSayings) known.add(key);
  const first = new Map<string, Sheet<unknown>>();
  const faults: Fault[] = [];
  for (const sheet of sheets.sayings) {
    for (const key of Object.keys(sheet.value[part])) {
      const field = `${part}.${key}`;
      const other = first.get(key);
      if (other)
        faults.push(
          faultAt(
            sheet,
            field,
            `"${key}" stands in ${other.file}:${lineOf(other, field)} already`,
            'Keep one of the two.',
          ),
        );
      else first.set(key, sheet);
      if (!known.has(key))
        faults.push(
          faultAt(
            sheet,
            field,
            `nobody says "${key}"`,
            `${didYouMean(
              key,
              [...known].filter((name) => !(name in sheet.value[part])),
            )}Remove it, or correct its name.`,
          ),
        );
    }
  }
  if (!whole(sheets, 'sayings')) return faults;
  const missing = wanted
    .filter((group) => group.part === part)
    .flatMap(({ file, keys }) => keys.filter((key) => !first.has(key)).map((key) => ({ file, key })));
  return [
    ...faults,
    ...missing.map(({ file, key }) => missed(sheets, file, `${part}.${key}`, `the sentence "${key}" is missing`)),
  ];
}

function controlWords(sheets: Sheets): Fault[] {
  const sayings = sheets.sayings.flatMap((sheet) =>
    controls.flatMap((meaning) =>
      (sheet.value.controls[meaning] ?? []).map((text, index) => ({
        text,
        meaning,
        sheet,
        field: `controls.${meaning}.${index}`,
      })),
    ),
  );
  const said = new Set(sayings.map(({ meaning }) => meaning));
  const faults = doublyMeant(sayings).map(({ saying, earlier }) =>
    faultAt(
      saying.sheet,
      saying.field,
      `"${saying.text}" means "${earlier.meaning}" already (${earlier.sheet.file}:${lineOf(earlier.sheet, earlier.field)})`,
      'Keep it in one place.',
    ),
  );
  if (!whole(sheets, 'sayings')) return faults;
  return [
    ...faults,
    ...controls
      .filter((control) => !said.has(control))
      .map((control) =>
        missed(sheets, 'sayings/conversation.yaml', `controls.${control}`, `nothing means "${control}"`),
      ),
  ];
}

/** A fault where a sentence belongs: in the file that has its like, else in the one that goes by the name. */
function missed({ sayings }: Sheets, file: string, field: string, problem: string): Fault {
  const part = field.startsWith('controls.') ? 'controls' : field.startsWith('says.') ? 'says' : 'problems';
  const sheet =
    sayings.find((other) => other.file === file && Object.keys(other.value[part]).length > 0) ??
    sayings.find((other) => Object.keys(other.value[part]).length > 0);
  return faultAt(sheet ?? { file, lines: {} }, field, problem, `Add it under "${part}".`);
}
