import { computed, effect, signal } from '@preact/signals';
import type { CaseDetails, CaseLine, Said } from '../../desk/wire.js';
import { casePath, get } from './api.js';
import { openId } from './place.js';
import { known, learn } from './state.js';

/** The case on the screen: on its way, there, or why it isn't. */
export type Opened =
  | { id: string; state: 'loading' | 'unknown' | 'failed' }
  | { id: string; state: 'there'; details: CaseDetails };

export const opened = signal<Opened | null>(null);
export const details = computed(() => (opened.value?.state === 'there' ? opened.value.details : null));
/** The open case's line, whichever is newer. */
export const openLine = computed<CaseLine | null>(() => {
  const id = openId.value;
  const line = id === null ? undefined : known.value.get(id);
  const there = details.value?.id === id ? details.value : null;
  return there !== null && there.version >= (line?.version ?? -1) ? there : (line ?? null);
});

type Heard = (id: string, said: readonly Said[]) => void;
let onHeard: Heard = () => undefined;
let onOpened: (id: string | null) => void = () => undefined;
let running: Promise<boolean> | null = null;
let again = false;

/**
 * Keeps the open case as the address has it.
 * @param heard what is new of its conversation @param watch a case is there from now on, or none is
 */
export function followOpened(heard: Heard, watch: (id: string | null) => void): void {
  onHeard = heard;
  onOpened = watch;
  effect(() => {
    const id = openId.value;
    if (id === (opened.peek()?.id ?? null)) return;
    opened.value = id === null ? null : { id, state: 'loading' };
    if (id === null) onOpened(null);
    else void refresh();
  });
}

/**
 * Fetches the open case anew; what is asked for while it is under way is fetched once more after it.
 * @returns whether it came
 */
export function refresh(): Promise<boolean> {
  if (running !== null) {
    again = true;
    return running;
  }
  running = (async () => {
    for (;;) {
      again = false;
      const came = await fetchOnce();
      if (again) continue;
      running = null;
      return came;
    }
  })();
  return running;
}

async function fetchOnce(): Promise<boolean> {
  const id = openId.peek();
  if (id === null) return false;
  const answer = await get<CaseDetails>(casePath(id));
  if (openId.peek() !== id) {
    again = openId.peek() !== null;
    return false;
  }
  if ('problem' in answer) {
    const gone = answer.problem.status === 404 || answer.problem.status === 403;
    if (gone) opened.value = { id, state: 'unknown' };
    else if (details.peek()?.id !== id) opened.value = { id, state: 'failed' };
    return false;
  }
  const first = details.peek()?.id !== id;
  put(answer.value);
  learn([lineOf(answer.value)]);
  if (first) onOpened(id);
  return true;
}

/** The newest number of the open conversation; what comes by the stream is above it. */
export const lastSeq = (): number => details.peek()?.transcript.at(-1)?.seq ?? 0;

/** Something of a watched conversation came by the stream. */
export function hear(id: string, said: readonly Said[]): void {
  const there = details.peek();
  if (there?.id !== id) return;
  put({ ...there, transcript: [...said] });
}

/** Takes the details where they aren't older, and what is new of the transcript in any case: each number once. */
function put(fetched: CaseDetails): void {
  const before = details.peek();
  const had = before?.id === fetched.id ? before : null;
  const numbers = new Set(had?.transcript.map(({ seq }) => seq));
  const fresh = fetched.transcript.filter(({ seq }) => !numbers.has(seq));
  const transcript = [...(had?.transcript ?? []), ...fresh].sort((a, b) => a.seq - b.seq);
  const newest = had !== null && had.version > fetched.version ? had : fetched;
  opened.value = { id: fetched.id, state: 'there', details: { ...newest, transcript } };
  if (fresh.length > 0) onHeard(fetched.id, fresh);
}

function lineOf(one: CaseDetails): CaseLine {
  const { brief, verdict, asking, resolution, comment, transcript, history, earlier, ...line } = one;
  return line;
}
