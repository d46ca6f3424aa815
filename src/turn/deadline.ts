/** A turn was not done in time, by the bot or the database; the sender tries again, and the inbox knows what was done. */
export class TooLate extends Error {}

/**
 * Runs work that must be done in time; it goes on after that, and asks `inTime` before each step that others would
 * see.
 * @param ms how long the caller waits; null: as long as it takes
 * @throws {TooLate} when the time is over, and what the work threw before
 */
export async function withinDeadline<Result>(
  ms: number | null,
  work: (inTime: () => void) => Promise<Result>,
): Promise<Result> {
  if (ms === null) return work(() => undefined);
  const tooLate = () => new TooLate('the turn took too long');
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => {
      over = true;
      refuse(tooLate());
    }, ms);
  });
  const working = work(() => {
    if (over) throw tooLate();
  });
  working.catch(() => undefined);
  return Promise.race([working, late]).finally(() => clearTimeout(timer));
}
