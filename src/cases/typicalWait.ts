import { type Calendar, openMinutesBetween } from './openingHours.js';

/** From when till when a customer waited for a person (ISO timestamps). */
export interface Wait {
  from: string;
  to: string;
}

/** Of fewer nothing can be said. */
const FEWEST = 3;

/**
 * How long customers wait for a person, in minutes of opening time: as long as the middle one of the last did.
 * @returns null where too few were answered lately
 */
export function typicalWait(last: readonly Wait[], calendar: Calendar): number | null {
  if (last.length < FEWEST) return null;
  const minutes = last.map(({ from, to }) => openMinutesBetween(from, to, calendar)).sort((one, other) => one - other);
  const middle = (minutes.length - 1) / 2;
  return (minutes[Math.floor(middle)]! + minutes[Math.ceil(middle)]!) / 2;
}
