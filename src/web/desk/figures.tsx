import type { Report } from '../../desk/wire.js';
import { measured } from './times.js';

/** The figures of a period, the durations by their median with the slowest tenth beside it. */
export function Figures({ report }: { report: Report }) {
  const { opened, resolved, waiting, firstResponse, resolution, verdicts, satisfaction } = report;
  return (
    <dl class="figures">
      <Duration name="Waiting time" figures={waiting} about="until an agent claimed" />
      <Duration name="First response" figures={firstResponse} about="until an agent wrote" />
      <Duration name="Resolution" figures={resolution} about="until it was settled" />
      <Figure name="Opened" value={`${opened}`} beside={`${resolved} resolved`} />
      <Figure
        name="Satisfaction"
        value={share(satisfaction.good, satisfaction.bad)}
        beside={`${satisfaction.good} content, ${satisfaction.bad} not`}
      />
      <Figure
        name="Verdicts confirmed"
        value={share(verdicts.confirmed, verdicts.overridden)}
        beside={`${verdicts.confirmed} confirmed, ${verdicts.overridden} overridden`}
      />
    </dl>
  );
}

function Duration({ name, figures, about }: { name: string; figures: Report['waiting']; about: string }) {
  return (
    <Figure name={name} value={measured(figures.median)} beside={`9 of 10 within ${measured(figures.p90)}, ${about}`} />
  );
}

function Figure({ name, value, beside }: { name: string; value: string; beside: string }) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd>
        <span class="figure-value">{value}</span>
        <span class="soft">{beside}</span>
      </dd>
    </div>
  );
}

const share = (part: number, rest: number): string =>
  part + rest === 0 ? '–' : `${Math.round((100 * part) / (part + rest))} %`;
