import { signal } from '@preact/signals';
import type { Unsent } from './outbox.js';

/** Whether the brief's drawer is out, where there is no room for a third column. */
export const briefShown = signal(false);
/** What is being written: to the customer, or for colleagues. */
export const kind = signal<Unsent['kind']>('reply');
