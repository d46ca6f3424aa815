import { signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Report } from '../../desk/wire.js';
import { get } from './api.js';
import { Charts } from './charts.js';
import { now } from './clock.js';
import { Figures } from './figures.js';
import { lastDays, type Period, periods, problemOf } from './period.js';
import { times } from './state.js';

type Fetched = { state: 'loading' } | { state: 'failed'; message: string } | { state: 'there'; report: Report };
const fetched = signal<Fetched>({ state: 'loading' });
let asked = 0;

/** How the desk does, for whoever leads it. */
export function Reports() {
  const today = times.value.dayKey(now.value);
  const period = useSignal<Period>(lastDays(30, today));
  const problem = problemOf(period.value);
  const { from, to } = period.value;
  useEffect(() => {
    if (problem === null) void fetchReport({ from, to });
  }, [from, to, problem]);
  return (
    <main class="reports">
      <div class="reports-head">
        <h2>Reports</h2>
        <PeriodPicker
          period={period.value}
          today={today}
          choose={(chosen) => {
            period.value = chosen;
          }}
        />
        <a class="button" href={`/desk/api/reports.csv?${new URLSearchParams({ from, to })}`} download>
          Download CSV
        </a>
      </div>
      {problem !== null ? <p role="alert">{problem}</p> : <Found />}
    </main>
  );
}

function Found() {
  const found = fetched.value;
  if (found.state === 'loading')
    return (
      <p class="empty" role="status">
        Counting …
      </p>
    );
  if (found.state === 'failed')
    return (
      <p class="empty" role="alert">
        The figures couldn’t be fetched. {found.message}
      </p>
    );
  return (
    <>
      <Figures report={found.report} />
      <Charts report={found.report} />
    </>
  );
}

function PeriodPicker({ period, today, choose }: { period: Period; today: string; choose(period: Period): void }) {
  const { from, to } = period;
  return (
    <fieldset class="period">
      <legend class="hidden">Period</legend>
      {periods.map(({ name, days }) => {
        const one = lastDays(days, today);
        return (
          <button
            key={name}
            type="button"
            aria-pressed={one.from === from && one.to === to}
            onClick={() => choose(one)}
          >
            {name}
          </button>
        );
      })}
      <label>
        <span class="soft">From</span>
        <input
          type="date"
          value={from}
          max={today}
          onChange={({ currentTarget }) => choose({ from: currentTarget.value, to })}
        />
      </label>
      <label>
        <span class="soft">to</span>
        <input
          type="date"
          value={to}
          max={today}
          onChange={({ currentTarget }) => choose({ from, to: currentTarget.value })}
        />
      </label>
    </fieldset>
  );
}

async function fetchReport({ from, to }: Period): Promise<void> {
  asked += 1;
  const mine = asked;
  if (fetched.value.state !== 'there') fetched.value = { state: 'loading' };
  const answer = await get<Report>(`reports?${new URLSearchParams({ from, to })}`);
  if (mine !== asked) return;
  fetched.value =
    'problem' in answer
      ? { state: 'failed', message: answer.problem.message }
      : { state: 'there', report: answer.value };
}
