/** Days from one to another, both counted: `2026-11-01` to `2026-11-28`. */
export interface Period {
  from: string;
  to: string;
}

export const periods = [
  { name: 'Today', days: 1 },
  { name: '7 days', days: 7 },
  { name: '30 days', days: 30 },
  { name: '90 days', days: 90 },
] as const;

const DAY_MS = 86_400_000;

/** So many days that end with that one. Pure. */
export function lastDays(days: number, today: string): Period {
  return { from: new Date(Date.parse(today) - (days - 1) * DAY_MS).toISOString().slice(0, 10), to: today };
}

/** Why a period can't be asked for; null where it can. */
export function problemOf({ from, to }: Period): string | null {
  if (Number.isNaN(Date.parse(from)) || Number.isNaN(Date.parse(to))) return 'Please give both days.';
  return from > to ? 'The first day is after the last.' : null;
}
