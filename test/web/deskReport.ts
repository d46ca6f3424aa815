import type { Report } from '../../src/desk/wire.js';

const DAY_MS = 86_400_000;

/** Figures of a period as a desk may have them; the same days always have the same. */
export function demoReport(from: string, to: string): Report {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  const days = Array.from({ length: count }, (_, index) => {
    const at = Date.parse(from) + index * DAY_MS;
    const rough = Math.abs(Math.sin(at / DAY_MS) * 10);
    const weekend = [0, 6].includes(new Date(at).getUTCDay());
    const opened = weekend ? Math.round(rough / 4) : 6 + Math.round(rough);
    const resolved = Math.max(0, opened - Math.round(rough % 3));
    const medianWait = opened === 0 ? null : Math.round(180 + rough * 60);
    return { day: new Date(at).toISOString().slice(0, 10), opened, resolved, medianWait };
  });
  const sum = (name: 'opened' | 'resolved') => days.reduce((all, day) => all + day[name], 0);
  return {
    ...{ from, to, opened: sum('opened'), resolved: sum('resolved'), days },
    waiting: { median: 312, p90: 1_460 },
    firstResponse: { median: 398, p90: 1_720 },
    resolution: { median: 4_980, p90: 93_600 },
    verdicts: { confirmed: 61, overridden: 7 },
    overridden: [
      {
        ...{ case: 'C-5RT8WA', machine: 'paid-replacement', agent: 'free-replacement', at: `${to}T09:12:44.000Z` },
        reason: 'Ordered 31 days ago, but our confirmation went out two days late.',
      },
      {
        ...{ case: 'C-8VC5RK', machine: 'needs-human', agent: 'paid-replacement', at: `${from}T15:40:02.000Z` },
        reason: 'The server’s logs show that the key was deleted in the summer.',
      },
    ],
    satisfaction: { good: 88, bad: 9 },
    reasons: { asked: 74, decided: 51, misunderstood: 33, feedback: 12, compromised: 4, 'mis-issued': 2 },
  };
}
