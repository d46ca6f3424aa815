/** Tells the service that the customer is writing, while a person reads: nobody else wants to know. */
export interface TypingSigns {
  /** Whether a person reads from now on. */
  reader(person: boolean): void;
  writes(): void;
}

/** One sign stands for so long (ms). */
const EVERY_MS = 3000;

export function typingSigns(send: () => void): TypingSigns {
  let read = false;
  let last = 0;
  return {
    reader(person) {
      read = person;
    },
    writes() {
      if (!read || Date.now() - last < EVERY_MS) return;
      last = Date.now();
      send();
    },
  };
}
