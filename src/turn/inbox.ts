import { createHash } from 'node:crypto';

const PLAIN_ID = /^[\x20-\x7e]{1,50}$/;

/**
 * The id under which the inbox knows an activity: what its sender chose, by its hash where it is longer or odder than
 * ids are. It may be anything, a piece of a key too.
 */
export function sourceIdOf(given: string | null): string | null {
  if (given === null || PLAIN_ID.test(given)) return given;
  return createHash('sha256').update(given).digest('base64url');
}
