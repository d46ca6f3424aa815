import type { Report } from '../../desk/wire.js';
import { now } from './clock.js';
import { addressOf } from './place.js';
import { outcomeTitles, times } from './state.js';

/** Where agents decided otherwise than the machine, and why: what the knowledge should learn from. */
export function Overridden({ report: { overridden } }: { report: Report }) {
  const title = (outcome: string | null) => (outcome === null ? 'none' : (outcomeTitles.value.get(outcome) ?? outcome));
  return (
    <section class="chart" aria-labelledby="overridden">
      <h3 id="overridden">Verdicts overridden</h3>
      {overridden.length === 0 && <p class="soft">None in this period.</p>}
      <ul class="overridden-list">
        {overridden.map(({ case: id, machine, agent, reason, at }) => (
          <li key={`${id} ${at}`}>
            <p>
              <a href={addressOf({ view: 'cases', case: id })}>{id}</a>{' '}
              <time class="soft" dateTime={at} title={times.value.exact(at)}>
                {times.value.day(at, now.value)}, {times.value.clock(at)}
              </time>
            </p>
            <p>
              <s class="soft">{title(machine)}</s> → {title(agent)}
            </p>
            <p class="words" dir="auto">
              {reason}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
