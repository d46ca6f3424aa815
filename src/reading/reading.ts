/**
 * Why a text gave no value: a code (`date.future`), and the words its message in `knowledge/sayings/problems.yaml` is
 * filled with.
 */
export interface Problem<T = string> {
  reason: string;
  about: Record<string, string>;
  /** The values a person must choose from, where more than one reading is possible. */
  alternatives?: T[];
}

/** A value read from what was typed, or the reason why there is none. */
export type Reading<T> =
  | {
      value: T;
      /** Read with an assumption (a year added, day before month, a relative phrase): say it back for a yes. */
      assumed?: string;
    }
  | { problem: Problem<T> };

/** A value noticed inside a sentence, and where it stands (UTF-16 offsets, end exclusive). */
export interface Found<T> {
  start: number;
  end: number;
  reading: Reading<T>;
}
