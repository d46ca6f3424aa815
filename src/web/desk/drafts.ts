import { signal } from '@preact/signals';
import { kept, onKeptElsewhere } from './kept.js';
import type { Unsent } from './outbox.js';

type Kind = Unsent['kind'];
/** What is being written, by case and kind; other tabs of this browser have the same. */
const drafts = signal<ReadonlyMap<string, string>>(new Map());
const nameOf = (id: string, kind: Kind) => `draft.${kind}.${id}`;

/** What was written for a case and not sent. */
export const draftOf = (id: string, kind: Kind): string => drafts.value.get(nameOf(id, kind)) ?? '';

export const hasDraft = (id: string): boolean => draftOf(id, 'reply') !== '' || draftOf(id, 'note') !== '';

export function keepDraft(id: string, kind: Kind, text: string): void {
  const name = nameOf(id, kind);
  kept.set(name, text === '' ? null : text);
  put(name, text);
}

/** Reads the drafts that are kept, and those that another tab keeps from now on. */
export function followDrafts(): void {
  const readAll = () => {
    drafts.value = new Map(kept.names('draft.').map((name) => [name, kept.get(name) ?? '']));
  };
  readAll();
  onKeptElsewhere((name) => {
    if (name === null) readAll();
    else if (name.startsWith('draft.')) put(name, kept.get(name) ?? '');
  });
}

function put(name: string, text: string): void {
  const next = new Map(drafts.value);
  if (text === '') next.delete(name);
  else next.set(name, text);
  drafts.value = next;
}
