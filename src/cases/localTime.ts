/** What the clock on a wall says. */
export interface LocalTime {
  /** ISO day. */
  day: string;
  /** Minutes since midnight as the clock shows them, with their part. */
  minute: number;
}

/** What the clock says in a time zone. @param at ms */
export function localTime(at: number, timeZone: string): LocalTime {
  const shown = at + offsetAt(at, timeZone);
  const day = new Date(shown).toISOString().slice(0, 10);
  return { day, minute: (shown - Date.parse(day)) / 60_000 };
}

/** By how much the clock is ahead of UTC, in ms. */
export function offsetAt(at: number, timeZone: string): number {
  const second = Math.floor(at / 1000) * 1000;
  const parts = formatIn(timeZone).formatToParts(second);
  const part = (wanted: string) => Number(parts.find(({ type }) => type === wanted)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - second;
}

/**
 * When a day begins in a time zone (ms). Where its first hour is left out by the change of the clock, that is when the
 * day's first moment comes.
 */
export function dayBegins(day: string, timeZone: string): number {
  const shown = Date.parse(`${day}T00:00:00Z`);
  const guess = shown - offsetAt(shown, timeZone);
  return shown - offsetAt(guess, timeZone);
}

/** Made once for each zone: that takes longer than all that is asked of it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const numbers = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', second: 'numeric', ...numbers });
  formats.set(timeZone, format);
  return format;
}
