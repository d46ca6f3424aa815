import { randomInt } from 'node:crypto';

/** What a customer can read out: five letters and digits that don't look alike. */
export function newCaseId(): string {
  const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  return `C-${Array.from({ length: 6 }, () => signs[randomInt(signs.length)]).join('')}`;
}
