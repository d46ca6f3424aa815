import type { Sheets } from '../read/sheets.js';
import { faultAt } from '../sheet.js';
import type { Fault } from '../types.js';
import { doublyMeant } from './doublyMeant.js';

/** Links can be opened, the time zone exists, and no two products are called the same. */
export function checkDesk({ desk }: Sheets): Fault[] {
  if (!desk) return [];
  const { links, products, timeZone } = desk.value;
  const faults: Fault[] = [];
  if (!isTimeZone(timeZone))
    faults.push(
      faultAt(desk, 'timeZone', `"${timeZone}" is no time zone`, 'Write an IANA name such as Europe/London.'),
    );
  for (const [name, link] of Object.entries(links)) {
    if (!isWebAddress(link))
      faults.push(
        faultAt(desk, `links.${name}`, `"${link}" is no web address`, 'Write it whole, beginning with https://.'),
      );
  }
  const sayings = Object.entries(products).flatMap(([meaning, { said }]) =>
    said.map((text, index) => ({ text, meaning, field: `products.${meaning}.said.${index}` })),
  );
  for (const { saying, earlier } of doublyMeant(sayings)) {
    faults.push(
      faultAt(desk, saying.field, `"${saying.text}" means "${earlier.meaning}" already`, 'Keep it in one place.'),
    );
  }
  return faults;
}

/** `Intl` takes offsets ("+01:00") too, which know no summer time. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function isWebAddress(link: string): boolean {
  return /^https?:\/\/[^\s{}]+$/i.test(link) && URL.canParse(link);
}
