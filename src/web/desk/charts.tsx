import type { Report } from '../../desk/wire.js';
import { Chart } from './chart.js';
import { Overridden } from './overridden.js';
import { measured } from './times.js';
import { reasonWords } from './words.js';

/** How the period went from day to day, and why people were wanted. */
export function Charts({ report }: { report: Report }) {
  const { days, reasons } = report;
  const at = days.map(({ day }) => Date.parse(day) / 1000);
  const most = Math.max(1, ...Object.values(reasons));
  const named = Object.entries(reasons).sort(([, a], [, b]) => b - a);
  return (
    <div class="charts">
      <figure class="chart">
        <figcaption>
          Opened <i class="key first" /> and resolved <i class="key second" /> a day
        </figcaption>
        <Chart
          kind="bars"
          at={at}
          values={[days.map(({ opened }) => opened), days.map(({ resolved }) => resolved)]}
          label="Cases opened and resolved a day; the table below has the figures"
          said={(value) => `${value}`}
        />
      </figure>
      <figure class="chart">
        <figcaption>Median wait a day</figcaption>
        <Chart
          kind="line"
          at={at}
          values={[days.map(({ medianWait }) => medianWait)]}
          label="Median wait a day; the table below has the figures"
          said={measured}
        />
      </figure>
      <section class="chart" aria-labelledby="reasons">
        <h3 id="reasons">Why a person was wanted</h3>
        {named.length === 0 && <p class="soft">Nobody was.</p>}
        <dl class="shares">
          {named.map(([reason, count]) => (
            <div key={reason}>
              <dt>{reasonWords[reason as keyof typeof reasonWords] ?? reason}</dt>
              <dd>
                <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={(100 * count) / most} height="8" rx="1" />
                </svg>
                <span>{count}</span>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <Overridden report={report} />
      <details class="chart folding">
        <summary>The same as a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Opened</th>
              <th scope="col">Resolved</th>
              <th scope="col">Median wait</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, opened, resolved, medianWait }) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                <td>{opened}</td>
                <td>{resolved}</td>
                <td>{measured(medianWait)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
