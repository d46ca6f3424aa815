import './pageLanguage.js';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';

interface Shown {
  kind: 'bars' | 'line';
  /** Midnights (UTC) of the days, in seconds. */
  at: number[];
  values: (number | null)[][];
  label: string;
  said(value: number): string;
}

const HEIGHT_PX = 220;
const DAY_S = 86_400;

/** A chart over days, drawn by uPlot; drawn anew where the colours or the room change. */
export function Chart({ kind, at, values, label, said }: Shown) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current!;
    let plot: uPlot | undefined;
    const draw = () => {
      plot?.destroy();
      plot = new uPlot(options(element, { kind, at, values, said }), [at, ...values], element);
    };
    const watch = new ResizeObserver(() => plot?.setSize({ width: element.clientWidth, height: HEIGHT_PX }));
    const dark = matchMedia('(prefers-color-scheme: dark)');
    draw();
    watch.observe(element);
    dark.addEventListener('change', draw);
    return () => {
      watch.disconnect();
      dark.removeEventListener('change', draw);
      plot?.destroy();
    };
  }, [kind, at, values, said]);
  return <div ref={place} class="plot" role="img" aria-label={label} />;
}

function options(element: HTMLElement, { kind, at, values, said }: Omit<Shown, 'label'>): uPlot.Options {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--plot-${name}`).trim();
  const axis = {
    stroke: colour('text'),
    grid: { stroke: colour('grid'), width: 1 },
    ticks: { show: false },
    font: '12px system-ui',
  };
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const bars = uPlot.paths.bars!;
  const line = uPlot.paths.linear!();
  return {
    width: element.clientWidth,
    height: HEIGHT_PX,
    padding: [12, 8, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    scales: {
      x: { range: () => [at[0]! - DAY_S / 2, at.at(-1)! + DAY_S / 2] },
      y: { range: (_, __, most) => [0, Math.max(most ?? 0, 1) * 1.1] },
    },
    axes: [
      {
        ...axis,
        size: 28,
        grid: { show: false },
        incrs: [1, 2, 7, 14, 28].map((days) => days * DAY_S),
        values: (_, ticks) => ticks.map((tick) => day.format(tick * 1000)),
      },
      {
        ...axis,
        size: kind === 'bars' ? 36 : 64,
        incrs:
          kind === 'bars'
            ? [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]
            : [60, 300, 600, 1800, 3600, 7200, 14_400, 43_200, 86_400],
        values: (_, ticks) => ticks.map((tick) => (tick === 0 ? '0' : said(tick))),
      },
    ],
    series: [
      {},
      ...values.map((_, index) => {
        const stroke = colour(index === 0 ? 'first' : 'second');
        if (kind === 'line')
          return { stroke, width: 2, paths: line, points: { show: true, size: 5, fill: stroke }, spanGaps: true };
        return {
          stroke,
          fill: stroke,
          width: 0,
          points: { show: false },
          paths: bars({ size: [0.35, 24], align: index === 0 ? -1 : 1, gap: 1 }),
        };
      }),
    ],
  };
}
