import { signal } from '@preact/signals';

/** Something said to the agent in passing. */
export interface Notice {
  id: number;
  text: string;
  tone: 'plain' | 'problem';
}

const STAYS_MS = { plain: 4_000, problem: 10_000 };
let last = 0;

export const notices = signal<readonly Notice[]>([]);

/** Says it, once at a time; it goes by itself. */
export function tell(text: string, tone: Notice['tone'] = 'plain'): void {
  last += 1;
  const id = last;
  notices.value = [...notices.value.filter((other) => other.text !== text), { id, text, tone }].slice(-3);
  setTimeout(() => dismiss(id), STAYS_MS[tone]);
}

export function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}
