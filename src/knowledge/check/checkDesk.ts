import type { Fault } from '../fault.js';
import type { Sheets } from '../read/sheets.js';
import { faultAt } from '../sheet.js';

/** Links can be opened, and the time zone exists. */
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
