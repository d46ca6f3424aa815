import type { Desk } from '../desk.js';
import type { Fault } from '../fault.js';
import {
  rewriteAnswer,
  rewriteForm,
  rewriteHandOff,
  rewriteOutside,
  rewriteProcedure,
  rewriteSayings,
} from '../read/saidTexts.js';
import type { Sheets } from '../read/sheets.js';
import { caseSayings } from '../sayingKeys.js';
import { faultAt, type Sheet } from '../sheet.js';
import { teamsSayings } from '../teamsSayings.js';
import { formNames } from './checkConditions.js';
import { didYouMean } from './nearest.js';

/** What desk.yaml fills into texts. */
export type DeskValues = Pick<Desk, 'contacts' | 'links' | 'products'>;
const parts = ['contacts', 'links', 'products'];

/** Every placeholder of a text will be filled: from desk.yaml when it has a dot, else when it is said. */
export function checkPlaceholders(sheets: Sheets): Fault[] {
  const { desk } = sheets;
  if (!desk) return [];
  const faults: Fault[] = [];
  const known = placeholders(desk.value);
  const look =
    (sheet: Sheet<unknown>, check: (text: string) => [problem: string, remedy: string][]) =>
    (text: string, field: string) => {
      for (const [problem, remedy] of check(text)) faults.push(faultAt(sheet, field, problem, remedy));
      return text;
    };
  const fixed = (text: string) => [...fromDesk(text, known), ...left(text)];
  for (const sheet of sheets.answers) rewriteAnswer(sheet.value, look(sheet, fixed));
  for (const sheet of sheets.procedures) rewriteProcedure(sheet.value, look(sheet, fixed));
  rewriteHandOff(desk.value.handOff, look(desk, fixed));
  if (sheets.outside) rewriteOutside(sheets.outside.value, look(sheets.outside, fixed));
  for (const sheet of sheets.sayings) {
    for (const part of ['says', 'problems'] as const)
      rewriteSayings(
        sheet.value[part],
        part,
        look(sheet, (text) => fromDesk(text, known)),
      );
    for (const [key, given] of Object.entries({ ...caseSayings, ...teamsSayings })) {
      const check = look(sheet, (text) => toldOfCases(text, given));
      if (key in sheet.value.says) check(sheet.value.says[key]!, `says.${key}`);
    }
  }
  for (const sheet of sheets.forms) {
    const names = [...formNames(sheet).all, ...Object.keys(sheet.value.named), 'today'];
    rewriteForm(
      sheet.value,
      look(sheet, (text) => [...fromDesk(text, known), ...fromForm(text, names)]),
    );
  }
  return faults;
}

function placeholders({ contacts, links, products }: DeskValues): string[] {
  return [
    ...Object.keys(contacts).map((name) => `contacts.${name}`),
    ...Object.keys(links).map((name) => `links.${name}`),
    ...Object.keys(products).map((name) => `products.${name}.name`),
  ];
}

/** Placeholders with a dot, and those meant to be (`{ contacts.fax }`, `{links}`). */
function fromDesk(text: string, known: string[]): [string, string][] {
  return [...text.matchAll(/\{\s*([A-Za-z][\w-]*)(\.[\w.-]*)?\s*\}/g)].flatMap(
    ([whole, first = '', rest]): [string, string][] => {
      if (rest === undefined && !parts.includes(first)) return [];
      const name = `${first}${rest ?? ''}`;
      if (!parts.includes(first) && isCode(text, whole)) return [];
      if (!known.includes(name))
        return [
          [
            `desk.yaml has nothing for ${whole}`,
            `${didYouMean(name, known)}Known: ${known.map((other) => `{${other}}`).join(', ')}.`,
          ],
        ];
      return whole === `{${name}}` ? [] : [[`${whole} has spaces inside its braces`, `Write {${name}}.`]];
    },
  );
}

/** Placeholders without a dot, in a text that nobody fills further. */
function left(text: string): [string, string][] {
  return [...text.matchAll(/\{([A-Za-z][\w-]*)\}/g)].flatMap(([whole, name = '']): [string, string][] =>
    parts.includes(name) || isCode(text, whole)
      ? []
      : [
          [
            `nothing fills ${whole} here`,
            'Write the words themselves, or a value of desk.yaml such as {contacts.fax}; put it in backquotes if the braces are meant.',
          ],
        ],
  );
}

/** Placeholders without a dot, in a sentence that is filled with these. */
function toldOfCases(text: string, given: readonly string[]): [string, string][] {
  const known = given.length === 0 ? 'None is known here.' : `Known: ${given.map((name) => `{${name}}`).join(', ')}.`;
  return [...text.matchAll(/\{([A-Za-z][\w-]*)\}/g)].flatMap(([whole, name = '']): [string, string][] =>
    parts.includes(name) || given.includes(name)
      ? []
      : [[`nothing fills ${whole} here`, `${didYouMean(name, given)}${known}`]],
  );
}

function fromForm(text: string, names: string[]): [string, string][] {
  return [...text.matchAll(/\{([A-Za-z][\w-]*)\}/g)].flatMap(([whole, name = '']): [string, string][] =>
    parts.includes(name) || names.includes(name)
      ? []
      : [[`the form has no fact or value for ${whole}`, `${didYouMean(name, names)}Known: ${names.join(', ')}.`]],
  );
}

/** Braces in Markdown code are part of what is shown. */
function isCode(text: string, placeholder: string): boolean {
  return !text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '').includes(placeholder);
}
