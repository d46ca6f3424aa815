/** What the clock on a wall says. */
export interface LocalTime {
  /** ISO day. */
  day: string;
  /** Minutes since midnight as the clock shows them, with their part. */
  minute: number;
}

const DAY_MS = 24 * 3600_000;

/** What the clock says in a time zone. @param at ms */
export function localTime(at: number, timeZone: string): LocalTime {
  const shown = at + offsetAt(at, timeZone);
  const day = new Date(shown).toISOString().slice(0, 10);
  return { day, minute: (shown - Date.parse(day)) / 60_000 };
}

/** When a day begins, by the clock of a time zone (ms). @param day ISO day */
export function startOfDay(day: string, timeZone: string): number {
  const midnight = Date.parse(day);
  // Zones are up to fourteen hours away; where midnight is skipped the day begins later.
  let [before, first] = [midnight - 15 * 3600_000, midnight + 15 * 3600_000];
  while (first - before > 1) {
    const middle = Math.floor((before + first) / 2);
    if (localTime(middle, timeZone).day < day) before = middle;
    else first = middle;
  }
  return first;
}

/**
 * When the clock of a time zone shows that (ms): of an hour that comes twice the first, of one that is skipped as much
 * later as it is long. @param day ISO day @param minute minutes since midnight
 */
export function momentAt(day: string, minute: number, timeZone: string): number {
  const shown = Date.parse(day) + Math.round(minute * 60_000);
  const [before, after] = [shown - DAY_MS, shown + DAY_MS].map((near) => offsetAt(near, timeZone)) as [number, number];
  return (
    [before, after].map((offset) => shown - offset).find((at) => at + offsetAt(at, timeZone) === shown) ??
    shown - before
  );
}

/** By how much the clock is ahead of UTC, in ms. */
export function offsetAt(at: number, timeZone: string): number {
  const second = Math.floor(at / 1000) * 1000;
  const parts = formatIn(timeZone).formatToParts(second);
  const part = (wanted: string) => Number(parts.find(({ type }) => type === wanted)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - second;
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
