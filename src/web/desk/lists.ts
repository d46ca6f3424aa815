import { computed, signal } from '@preact/signals';
import type { CaseLine, CaseList } from '../../desk/wire.js';
import { get, type Problem } from './api.js';
import { counts, known, learn, myId } from './state.js';
import { belongs, inOrder, type Sought, wanted } from './tabs.js';

export const sought = signal<Sought>({ tab: 'waiting', q: '', status: '', owner: '' });
/** What the service listed, and what came since. */
const listed = signal<ReadonlySet<string>>(new Set());
/** Where the next page begins; null at the end. */
export const next = signal<string | null>(null);
export const loading = signal(true);
export const listProblem = signal<Problem | null>(null);

/** The cases on the screen. A case that was open when it left the list is gone from it at once. */
export const shown = computed(() => {
  const lines = [...listed.value].flatMap((id) => known.value.get(id) ?? []);
  return inOrder(lines.filter((line) => belongs(line, sought.value, myId.value)));
});

const TYPING_MS = 250;
const SEARCH_AGAIN_MS = 2_000;
let asked = 0;
let cameMeanwhile: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Narrows the list down to something else. */
export function seek(changes: Partial<Sought>): void {
  const [before, words] = [query(), sought.value.q];
  sought.value = { ...sought.value, ...changes };
  if (query() === before) return;
  // What is still on its way is of the list before.
  asked += 1;
  loading.value = true;
  next.value = null;
  clearTimeout(timer);
  if (sought.value.q !== words) timer = setTimeout(() => void fetchList(), TYPING_MS);
  else void fetchList();
}

/** Asks for the first page anew: at the start, and after whatever may have been missed. */
export async function fetchList(): Promise<void> {
  asked += 1;
  const mine = asked;
  cameMeanwhile = [];
  const answer = await get<CaseList>(`cases?${query()}`);
  if (mine !== asked) return;
  loading.value = false;
  if ('problem' in answer) {
    listProblem.value = answer.problem;
    return;
  }
  listProblem.value = null;
  take(answer.value, cameMeanwhile);
}

/** Asks for the page after. */
export async function fetchMore(): Promise<void> {
  const cursor = next.value;
  if (cursor === null || loading.value) return;
  const mine = asked;
  loading.value = true;
  const answer = await get<CaseList>(`cases?${query(cursor)}`);
  if (mine !== asked) return;
  loading.value = false;
  if ('problem' in answer) listProblem.value = answer.problem;
  else take(answer.value, listed.value);
}

function take({ cases, next: cursor, counts: counted }: CaseList, beside: Iterable<string>): void {
  learn(cases);
  counts.value = counted;
  next.value = cursor;
  listed.value = new Set([...beside, ...cases.map(({ id }) => id)]);
}

/** A case came by the stream: where it belongs to the list it joins it. */
export function joins({ id }: CaseLine): void {
  if (sought.value.q.trim() !== '') {
    // Only the service knows whether it has the words.
    clearTimeout(timer);
    timer = setTimeout(() => void fetchList(), SEARCH_AGAIN_MS);
    return;
  }
  cameMeanwhile.push(id);
  if (!listed.value.has(id)) listed.value = new Set([...listed.value, id]);
}

function query(cursor?: string): string {
  const { status, owner } = wanted(sought.value, myId.value);
  const q = sought.value.q.trim();
  const asked = {
    ...(status.length > 0 && { status: status.join(',') }),
    ...(owner && { owner }),
    ...(q && { q }),
    ...(cursor && { cursor }),
  };
  return new URLSearchParams(asked).toString();
}
