import type { Fault } from '../fault.js';
import type { Sheets } from '../read/sheets.js';
import { faultAt } from '../sheet.js';
import { checkHandOff } from './checkHandOff.js';

/** Links can be opened, the time zone exists, and what people at the desk work with is sound. */
export function checkDesk({ desk }: Sheets): Fault[] {
  if (!desk) return [];
  const { links, timeZone } = desk.value;
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
  return [...faults, ...checkHandOff(desk)];
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
