import { chatWords } from '../words.js';
import { reactElement } from './reactElement.js';
import type { ActivityStatusMiddleware } from './webChat.js';

/** When messages were said: one stamp beneath each run of messages; every other one's shows while it is pointed at. */
export interface Stamps {
  middleware: ActivityStatusMiddleware;
  /** Whether what is being sent can be sent at all just now. */
  reachable(now: boolean): void;
}

/** A pause (ms) that ends a run. */
const RUN_MS = 5 * 60_000;

export function stamps(locale: string): Stamps {
  /** The stamps that are on the screen, by the time they tell. */
  const shown = new Map<HTMLElement, number>();
  const unsent = new Set<HTMLElement>();
  let canSend = true;
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const exact = (at: Date) => `${day.format(at)}, ${clock.format(at)}`;
  const brief = (at: Date) => (day.format(at) === day.format(new Date()) ? clock.format(at) : exact(at));

  function markRuns(): void {
    for (const place of shown.keys()) if (!place.isConnected) shown.delete(place);
    const inOrder = [...shown].sort(([, one], [, other]) => one - other);
    for (const [index, [place, at]] of inOrder.entries()) {
      const next = inOrder[index + 1]?.[1] ?? Number.POSITIVE_INFINITY;
      place.classList.toggle('stamp-ends-run', next - at > RUN_MS);
    }
  }
  const stampAt = (at: Date) => (place: HTMLElement | null) => {
    if (!place) return;
    shown.set(place, at.getTime());
    requestAnimationFrame(markRuns);
  };
  const sending = (place: HTMLElement | null) => {
    if (!place) return;
    for (const other of unsent) if (!other.isConnected) unsent.delete(other);
    unsent.add(place);
    sayWhether(place);
  };
  function sayWhether(place: HTMLElement): void {
    place.textContent = canSend && navigator.onLine ? chatWords.sending : chatWords.waitingToBeSent;
  }
  const sayAll = () => unsent.forEach(sayWhether);
  window.addEventListener('offline', sayAll);
  window.addEventListener('online', sayAll);

  /** One function for each moment: React calls a new one anew. */
  const places = new Map<string, (place: HTMLElement | null) => void>();
  const placeOf = (timestamp: string, at: Date) => {
    const known = places.get(timestamp) ?? stampAt(at);
    places.set(timestamp, known);
    return known;
  };

  return {
    reachable(now) {
      canSend = now;
      sayAll();
    },
    middleware: () => (next) => (status) => {
      const usual = next(status);
      const { activity, sendState } = status;
      if (sendState === 'sending') return reactElement(usual, 'span', { className: 'stamp-sending' }, sending);
      const at = new Date(activity.timestamp ?? Number.NaN);
      if (sendState === 'send failed' || Number.isNaN(at.valueOf())) return usual;
      const time = { className: 'stamp', dateTime: at.toISOString(), title: exact(at), children: brief(at) };
      return reactElement(usual, 'time', time, placeOf(activity.timestamp!, at));
    },
  };
}
