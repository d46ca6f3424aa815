/**
 * What the browser keeps for an anonymous customer: strings under names of ours. A browser may refuse storage (a
 * frame on another site, private windows, a full disk); then nothing is kept and the chat goes on.
 */
export interface Kept {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
  remove(name: string): void;
  /** Names and values of everything whose name starts so. */
  list(start: string): [name: string, value: string][];
  /** Everything of ours but the chosen appearance, which tells nothing of the customer. */
  forgetCustomer(): void;
}

const prefix = 'certdesk.';
const appearance = `${prefix}theme`;

export const browserStorage: Kept = {
  get: (name) => attempt(() => localStorage.getItem(prefix + name)) ?? undefined,
  set: (name, value) => void attempt(() => localStorage.setItem(prefix + name, value)),
  remove: (name) => void attempt(() => localStorage.removeItem(prefix + name)),
  list: (start) =>
    attempt(() =>
      Object.entries({ ...localStorage }).flatMap(([key, value]): [string, string][] =>
        key.startsWith(prefix + start) ? [[key.slice(prefix.length), String(value)]] : [],
      ),
    ) ?? [],
  forgetCustomer: () =>
    void attempt(() => {
      for (const key of Object.keys(localStorage))
        if (key.startsWith(prefix) && key !== appearance) localStorage.removeItem(key);
    }),
};

/** For a signed-in customer: the server knows them, so the browser keeps nothing that the next one could find. */
export const nothingKept: Kept = {
  get: () => undefined,
  set: () => undefined,
  remove: () => undefined,
  list: () => [],
  forgetCustomer: () => undefined,
};

function attempt<T>(access: () => T): T | undefined {
  try {
    return access();
  } catch {
    return undefined;
  }
}
