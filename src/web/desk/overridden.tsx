import type { Report } from '../../desk/wire.js';
import { addressOf } from './place.js';
import { outcomeTitles, times } from './state.js';

/** Where agents decided otherwise than the machine, and why: what the knowledge should learn from. */
export function Overridden({ report: { overridden } }: { report: Report }) {
  const title = (outcome: string | null) => (outcome === null ? 'none' : (outcomeTitles.value.get(outcome) ?? outcome));
  return (
    <section class="chart overridden-list" aria-labelledby="overridden">
      <h3 id="overridden">Verdicts overridden</h3>
      {overridden.length === 0 ? (
        <p class="soft">None in this period.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        <section class="table-frame" aria-label="Overridden verdicts as a table" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Case</th>
                <th scope="col">Assistant</th>
                <th scope="col">Agent</th>
                <th scope="col">Why</th>
                <th scope="col">When</th>
              </tr>
            </thead>
            <tbody>
              {overridden.map(({ case: id, machine, agent, reason, at }) => (
                <tr key={`${id} ${at}`}>
                  <td>
                    <a href={addressOf({ view: 'cases', case: id })}>{id}</a>
                  </td>
                  <td>{title(machine)}</td>
                  <td>{title(agent)}</td>
                  <td dir="auto">{reason}</td>
                  <td>
                    <time dateTime={at}>{times.value.exact(at)}</time>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
