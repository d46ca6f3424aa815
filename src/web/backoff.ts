/**
 * Waits between attempts: 0.5 s doubling to 15 s, give or take a quarter so that not all browsers come back at once.
 */
export interface Backoff {
  /** Waits; `wake` ends it early. */
  wait(atLeast?: number): Promise<void>;
  wake(): void;
  reset(): void;
}

export function backoff(): Backoff {
  let attempts = 0;
  let waiting: (() => void) | undefined;
  return {
    wait(atLeast = 0) {
      const usual = Math.min(15_000, 500 * 2 ** attempts) * (0.75 + Math.random() / 2);
      attempts += 1;
      return new Promise((done) => {
        const timer = setTimeout(() => waiting?.(), Math.max(atLeast, usual));
        waiting = () => {
          clearTimeout(timer);
          waiting = undefined;
          done();
        };
      });
    },
    wake() {
      attempts = 0;
      waiting?.();
    },
    reset() {
      attempts = 0;
    },
  };
}
