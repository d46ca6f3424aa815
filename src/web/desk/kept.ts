/** What the browser keeps for an agent, under names of ours. A browser may refuse storage; then nothing is kept. */
export interface Kept {
  get(name: string): string | null;
  /** @param value null takes it away */
  set(name: string, value: string | null): void;
  names(start: string): string[];
  forgetAll(): void;
}

const prefix = 'certdesk-desk.';

/** Until the agent signs out: drafts, what was seen, what was chosen. */
export const kept = keptIn(() => localStorage);
/** As long as the tab lives, over reloads: what is not sent yet. */
export const keptForTab = keptIn(() => sessionStorage);

/** Runs when another tab changed what is kept: its name, without our prefix; null: all of it. */
export function onKeptElsewhere(changed: (name: string | null) => void): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === null) changed(null);
    else if (key.startsWith(prefix)) changed(key.slice(prefix.length));
  });
}

function keptIn(storage: () => Storage): Kept {
  const attempt = <T>(access: (where: Storage) => T, otherwise: T): T => {
    try {
      return access(storage());
    } catch {
      return otherwise;
    }
  };
  const names = (start: string) =>
    attempt(
      (where) =>
        Object.keys(where).flatMap((name) => (name.startsWith(prefix + start) ? [name.slice(prefix.length)] : [])),
      [],
    );
  return {
    get: (name) => attempt((where) => where.getItem(prefix + name), null),
    set: (name, value) =>
      attempt(
        (where) => (value === null ? where.removeItem(prefix + name) : where.setItem(prefix + name, value)),
        undefined,
      ),
    names,
    forgetAll: () =>
      attempt((where) => {
        for (const name of names('')) where.removeItem(prefix + name);
      }, undefined),
  };
}
