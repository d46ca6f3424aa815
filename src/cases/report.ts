import { localTime } from './localTime.js';

/** Something that happened to a case and counts in a report. Times in ms. */
export type Counted = { at: number; case: string } & (
  | { what: 'opened'; reason: string }
  /** The first time: how long it took since the case was opened. */
  | { what: 'claimed' | 'answered' | 'resolved'; took: number }
  | { what: 'rated'; score: string }
  /** The machine's outcome, what the agent decided, and why. */
  | { what: 'verdict'; machine: string | null; agent: string; reason: string }
);

/** Durations in seconds; null where there was nothing to measure. */
export interface Spread {
  median: number | null;
  p90: number | null;
}

/** Figures of a period. */
export interface CaseReport {
  /** ISO timestamps; the second is no part of it any more. */
  from: string;
  to: string;
  opened: number;
  resolved: number;
  waiting: Spread;
  firstResponse: Spread;
  resolution: Spread;
  verdicts: { confirmed: number; overridden: number };
  overridden: { case: string; machine: string | null; agent: string; reason: string; at: string }[];
  satisfaction: { good: number; bad: number };
  /** All of the period, by the desk's clock. */
  days: { day: string; opened: number; resolved: number; medianWait: number | null }[];
  /** Why the cases were opened. */
  reasons: Record<string, number>;
}

/** What a report is made for. */
export interface Period {
  from: string;
  to: string;
  /** IANA name. */
  timeZone: string;
}

/** The figures of what happened in a period; each thing counts when it happened, not when its case was opened. */
export function reportOf(counted: readonly Counted[], { from, to, timeZone }: Period): CaseReport {
  const of = <What extends Counted['what']>(what: What) =>
    counted.filter((one): one is Extract<Counted, { what: What }> => one.what === what);
  const took = (what: 'claimed' | 'answered' | 'resolved') => of(what).map((one) => one.took);
  const opened = of('opened');
  const verdicts = of('verdict');
  const overridden = verdicts.filter(({ machine, agent }) => machine !== agent);
  const rated = (wanted: string) => of('rated').filter(({ score }) => score === wanted).length;
  return {
    ...{ from, to, opened: opened.length, resolved: of('resolved').length },
    ...{ waiting: spread(took('claimed')), firstResponse: spread(took('answered')) },
    resolution: spread(took('resolved')),
    verdicts: { confirmed: verdicts.length - overridden.length, overridden: overridden.length },
    overridden: overridden.map(({ case: id, machine, agent, reason, at }) => ({
      ...{ case: id, machine, agent, reason, at: new Date(at).toISOString() },
    })),
    satisfaction: { good: rated('good'), bad: rated('bad') },
    days: daysOf(counted, { from, to, timeZone }),
    reasons: tally(opened.map(({ reason }) => reason)),
  };
}

function daysOf(counted: readonly Counted[], { from, to, timeZone }: Period): CaseReport['days'] {
  const dated = counted.map((one) => ({ ...one, day: localTime(one.at, timeZone).day }));
  const days = new Map<string, typeof dated>();
  for (const one of dated) {
    const on = days.get(one.day);
    if (on) on.push(one);
    else days.set(one.day, [one]);
  }
  const last = Math.max(Date.parse(from), Date.parse(to) - 1);
  return daysBetween(localTime(Date.parse(from), timeZone).day, localTime(last, timeZone).day).map((day) => {
    const on = days.get(day) ?? [];
    const count = (what: Counted['what']) => on.filter((one) => one.what === what).length;
    const waits = on.flatMap((one) => (one.what === 'claimed' ? [one.took] : []));
    return { day, opened: count('opened'), resolved: count('resolved'), medianWait: spread(waits).median };
  });
}

function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 24 * 3600_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

function tally(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Of durations in ms: the middle one, and the one that nine of ten stay within. */
function spread(durations: readonly number[]): Spread {
  if (durations.length === 0) return { median: null, p90: null };
  const sorted = durations.map((ms) => Math.max(0, ms)).sort((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  return { median: seconds(median), p90: seconds(sorted[Math.ceil(sorted.length * 0.9) - 1]!) };
}

const seconds = (ms: number) => Math.round(ms / 1000);
