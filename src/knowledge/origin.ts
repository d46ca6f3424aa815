/**
 * The file a piece of knowledge came from, relative to the knowledge folder, and the line (from 1) of each field by
 * its dotted path (`decide.2.when`).
 */
export interface Origin {
  file: string;
  lines: Record<string, number>;
}
