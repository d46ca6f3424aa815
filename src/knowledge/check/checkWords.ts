import type { Sheets } from '../read/sheets.js';
import { faultAt } from '../sheet.js';
import type { Fault } from '../types.js';

/** Each concept lists each of its terms once, in small letters. */
export function checkWords({ words }: Sheets): Fault[] {
  if (!words) return [];
  return Object.entries(words.value.concepts).flatMap(([concept, terms]) =>
    terms.flatMap((term, index) => {
      const field = `concepts.${concept}.${index}`;
      if (term !== term.toLowerCase())
        return faultAt(
          words,
          field,
          `"${term}" has capital letters`,
          `Write "${term.toLowerCase()}": case makes no difference.`,
        );
      return terms.indexOf(term) < index
        ? faultAt(words, field, `"${term}" stands in this concept twice`, 'Remove one.')
        : [];
    }),
  );
}
