import { signal } from '@preact/signals';
import type { CaseLine, Said } from '../../desk/wire.js';
import { backoff } from '../backoff.js';
import { casePath, newKey, post } from './api.js';
import { keptForTab } from './kept.js';
import { lastSeq, refresh } from './opened.js';
import { openId } from './place.js';
import { frame, learn } from './state.js';

/** Something an agent wrote which isn't known to be in the conversation yet. */
export interface Unsent {
  /** The idempotency key: whichever attempt arrives, it is written once. */
  key: string;
  case: string;
  kind: 'reply' | 'note';
  text: string;
  at: string;
  /** `waiting`: nothing was heard, it is tried again. `taken`: the service has it. `refused`: it won't be sent so. */
  state: 'sending' | 'waiting' | 'taken' | 'refused';
  /** It came by the stream already. */
  seen: boolean;
  problem: string | null;
  /** What was there when it was written. */
  after: number;
}

export const unsent = signal<readonly Unsent[]>([]);
const between = backoff();
const busy = new Set<string>();

/** Takes up what a tab had not sent when it was loaded anew. */
export function takeUpUnsent(): void {
  const me = frame.value?.me.id ?? '';
  const left = keptForTab.get('unsent');
  const found = left === null ? null : (JSON.parse(left) as { agent: string; unsent: Unsent[] });
  if (found?.agent !== me) {
    keptForTab.set('unsent', null);
    return;
  }
  put(found.unsent.map((one) => (one.state === 'refused' ? one : { ...one, state: 'waiting', seen: false })));
  for (const id of new Set(unsent.value.map((one) => one.case))) void pump(id);
}

/** Sends a reply or a note: it shows at once, and goes on trying by itself. */
export function send(id: string, kind: Unsent['kind'], text: string): void {
  const fresh = { ...{ key: newKey(), case: id, kind, text, at: new Date().toISOString() }, after: lastSeq() };
  put([...unsent.value, { ...fresh, state: 'sending', seen: false, problem: null }]);
  void pump(id);
}

/** Tries one again that was refused; nothing of it was written, so it goes under a new key. */
export function sendAgain(key: string): void {
  const one = unsent.value.find((other) => other.key === key);
  if (!one) return;
  change(key, { key: newKey(), state: 'sending', problem: null });
  void pump(one.case);
}

/** Gives one up. */
export function drop(key: string): void {
  const one = unsent.value.find((other) => other.key === key);
  put(unsent.value.filter((other) => other.key !== key));
  if (one) void pump(one.case);
}

/** The network is back: at once, not when its turn comes. */
export const wakeOutbox = (): void => between.wake();

/** Forgets what is on the way, when the agent signs out. */
export const forgetUnsent = (): void => put([]);

/** What came of the conversation: what of it was written here isn't on its way any more. */
export function cameBack(id: string, said: readonly Said[]): void {
  for (const { role, name, text, seq } of said) {
    if (role !== 'agent' || name !== frame.value?.me.name) continue;
    const one = unsent.value.find(
      (other) =>
        other.case === id &&
        other.kind === 'reply' &&
        !other.seen &&
        seq > other.after &&
        other.text.trim() === text.trim(),
    );
    if (one) settle(one.key, { seen: true });
  }
}

/** One after the other, so that they arrive as they were written. */
async function pump(id: string): Promise<void> {
  if (busy.has(id)) return;
  busy.add(id);
  for (;;) {
    const one = unsent.value.find((other) => other.case === id && other.state !== 'taken');
    if (!one || one.state === 'refused') break;
    change(one.key, { state: one.state === 'waiting' ? 'waiting' : 'sending' });
    const answer = await post<CaseLine>(casePath(id, one.kind), { text: one.text }, one.key);
    if (!('problem' in answer)) {
      between.reset();
      learn([answer.value]);
      settle(one.key, { state: 'taken', problem: null });
      continue;
    }
    const { away, status, agent, message } = answer.problem;
    if (status === 401) break;
    if (away) {
      change(one.key, { state: 'waiting' });
      await between.wait();
    } else change(one.key, { state: 'refused', problem: agent === null ? message : `${agent} has this case.` });
  }
  busy.delete(id);
  await fetchTaken(id);
}

/** Shows what was taken from the conversation itself; until that could be fetched it stays as it is. */
export async function fetchTaken(id: string): Promise<void> {
  const taken = unsent.value.filter((one) => one.case === id && one.state === 'taken').map(({ key }) => key);
  if (taken.length === 0) return;
  if (openId.peek() === id && !(await refresh())) return;
  put(unsent.value.filter(({ key }) => !taken.includes(key)));
}

function settle(key: string, changes: Partial<Unsent>): void {
  change(key, changes);
  put(unsent.value.filter((one) => !(one.key === key && one.seen && one.state === 'taken')));
}

function change(key: string, changes: Partial<Unsent>): void {
  put(unsent.value.map((one) => (one.key === key ? { ...one, ...changes } : one)));
}

function put(all: readonly Unsent[]): void {
  unsent.value = all;
  const left = all.filter(({ state }) => state !== 'taken');
  const agent = frame.value?.me.id ?? '';
  keptForTab.set('unsent', left.length === 0 ? null : JSON.stringify({ agent, unsent: left }));
}
