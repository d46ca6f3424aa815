/** Nobody is believed to be busy for longer. */
const LONGEST_MS = 3600_000;

/**
 * How long a receiver asks to be left alone (RFC 9110, 10.2.3: seconds, or a date).
 * @returns ms; null where nothing is said that can be read
 */
export function retryAfterMs(value: string | null, now: Date): number | null {
  if (value === null) return null;
  const seconds = /^\s*(\d{1,9})\s*$/.exec(value)?.[1];
  const ms = seconds === undefined ? Date.parse(value) - now.getTime() : Number(seconds) * 1000;
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), LONGEST_MS);
}
