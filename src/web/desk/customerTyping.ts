import { signal } from '@preact/signals';

/** How long a sign counts: one comes every three seconds while the customer writes. */
const COUNTS_MS = 5_000;

/** The case whose customer is writing just now. */
export const writing = signal<string | null>(null);
let over: ReturnType<typeof setTimeout> | undefined;

/** The customer of that case is writing. */
export function customerTypes(id: string): void {
  writing.value = id;
  clearTimeout(over);
  over = setTimeout(stoppedTyping, COUNTS_MS);
}

/** They have sent it, or the case is looked at no more. */
export function stoppedTyping(): void {
  clearTimeout(over);
  writing.value = null;
}
