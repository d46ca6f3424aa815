import type { Report } from '../../desk/wire.js';
import { measured } from './times.js';

/** The figures of a period, the durations by their median with the slowest tenth beside it. */
export function Figures({ report }: { report: Report }) {
  const { opened, resolved, waiting, firstResponse, resolution, verdicts, satisfaction } = report;
  return (
    <dl class="figures">
      <Duration name="Waiting time" figures={waiting} about="From opening to the first claim" />
      <Duration name="First response" figures={firstResponse} about="From opening to an agent’s first words" />
      <Duration name="Resolution" figures={resolution} about="From opening to settled" />
      <Figure name="Opened" value={`${opened}`} beside={`${resolved} resolved`} />
      <Figure
        name="Satisfaction"
        value={share(satisfaction.good, satisfaction.bad)}
        beside={`${satisfaction.good} of ${satisfaction.good + satisfaction.bad} content`}
      />
      <Figure
        name="Verdicts confirmed"
        value={share(verdicts.confirmed, verdicts.overridden)}
        beside={`${verdicts.overridden} overridden`}
      />
    </dl>
  );
}

function Duration({ name, figures, about }: { name: string; figures: Report['waiting']; about: string }) {
  return (
    <Figure
      name={`${name}, median`}
      value={measured(figures.median)}
      beside={`9 in 10 within ${measured(figures.p90)}`}
      about={about}
    />
  );
}

function Figure({ name, value, beside, about }: { name: string; value: string; beside: string; about?: string }) {
  return (
    <div class="figure" title={about}>
      <dt>{name}</dt>
      <dd>
        <span class="figure-value">{value}</span> <span class="soft">{beside}</span>
      </dd>
    </div>
  );
}

const share = (part: number, rest: number): string =>
  part + rest === 0 ? '–' : `${Math.round((100 * part) / (part + rest))} %`;
