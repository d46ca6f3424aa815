import { adjustedDate } from '../reading/adjustedDate.js';
import { derivedName } from '../reading/derivedName.js';
import type { Message } from './message.js';

/** Words beyond which a message is read clause by clause only. */
const LONGEST = 60;

/** The message, and each of its clauses: what differs may stand in one of them, with something else around it. */
function partsOf({ text, clauses, length }: Message): ReadonlySet<string> {
  return new Set([
    ...(length <= LONGEST ? [text] : []),
    ...clauses.filter(({ modality }) => modality !== 'asked').map(({ start, end }) => text.slice(start, end)),
  ]);
}

/** A host name said by how it differs from a known one ("it's .com not .co.uk, my mistake"). */
export function nameByDifference(message: Message, base: string): { value: string; assumed: 'derived' } | null {
  for (const part of partsOf(message)) {
    const derived = derivedName(part, base);
    if (derived) return derived;
  }
  return null;
}

/** A day said by how it differs from a known one ("oh, it was April, sorry"). */
export function dayByDifference(message: Message, base: string): string | null {
  for (const part of partsOf(message)) {
    const day = adjustedDate(part, base, { today: message.today });
    if (day !== null) return day;
  }
  return null;
}
