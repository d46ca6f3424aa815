/** How times are written at the desk: in its own time zone, the English way. Pure. */
export interface Times {
  /** `14:05` */
  clock(at: string): string;
  /** `Saturday 28 November 2026, 14:05:09 GMT` */
  exact(at: string): string;
  /** The day's key, `2026-11-28`: days are compared by it. */
  dayKey(at: string | number): string;
  /** `Today`, `Yesterday`, `Friday 27 November`, with the year where it isn't this one. */
  day(at: string, now: number): string;
  /** The clock for today, else the day: `14:05`, `27 Nov`. */
  brief(at: string, now: number): string;
}

const DAY_MS = 86_400_000;

/** @param timeZone IANA name; one that this browser doesn't know is taken as UTC */
export function timesIn(timeZone: string): Times {
  const format = (options: Intl.DateTimeFormatOptions) => {
    try {
      return new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
    } catch {
      return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
    }
  };
  const clock = format({ hour: '2-digit', minute: '2-digit' });
  const exact = format({
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' },
  });
  const numbers = format({ year: 'numeric', month: '2-digit', day: '2-digit' });
  const thisYear = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const anotherYear = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const short = format({ day: 'numeric', month: 'short' });
  const dayKey = (at: string | number) => numbers.format(new Date(at)).split('/').reverse().join('-');
  return {
    clock: (at) => clock.format(new Date(at)),
    exact: (at) => exact.format(new Date(at)),
    dayKey,
    day(at, now) {
      const key = dayKey(at);
      if (key === dayKey(now)) return 'Today';
      if (key === dayKey(now - DAY_MS)) return 'Yesterday';
      return (key.slice(0, 4) === dayKey(now).slice(0, 4) ? thisYear : anotherYear).format(new Date(at));
    },
    brief: (at, now) => (dayKey(at) === dayKey(now) ? clock.format(new Date(at)) : short.format(new Date(at))),
  };
}

/** A duration as people say it, in its two largest parts: `4 min`, `1 h 12 min`, `3 days`. @param seconds */
export function lasting(seconds: number): string {
  const minutes = Math.floor(Math.max(0, seconds) / 60);
  if (minutes < 1) return '< 1 min';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  const rest = hours % 24;
  return `${days} ${days === 1 ? 'day' : 'days'}${rest > 0 && days < 3 ? ` ${rest} h` : ''}`;
}

/** A measured duration; seconds count where there are few. @param seconds null: nothing was measured */
export function measured(seconds: number | null): string {
  if (seconds === null) return '–';
  return seconds < 60 ? `${Math.round(seconds)} s` : lasting(seconds);
}
