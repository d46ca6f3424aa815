import { signal } from '@preact/signals';

const EVERY_MS = 10_000;
/** A laptop whose clock is wrong by more than this is put right; less is the way of the answer. */
const SKEW_MS = 5_000;

let skew = 0;
/** The service's time in ms; counts on by itself, so that what shows a duration stays true. */
export const now = signal(Date.now());

/** Takes the time at which the service answered, so that how long somebody waits doesn't hang on this machine's clock. */
export function serviceSays(date: string | null): void {
  const said = Date.parse(date ?? '');
  if (Number.isNaN(said)) return;
  const apart = said - Date.now();
  const taken = Math.abs(apart) > SKEW_MS ? apart : 0;
  if (Math.abs(taken - skew) > 2_000) {
    skew = taken;
    tick();
  }
}

/** Lets the clock run. */
export function startClock(): void {
  setInterval(tick, EVERY_MS);
  document.addEventListener('visibilitychange', tick);
}

function tick(): void {
  now.value = Date.now() + skew;
}
