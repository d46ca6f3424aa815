/** One thing wrong with the knowledge: where, what, and what to do about it. */
export interface Fault {
  file: string;
  line: number;
  field: string;
  problem: string;
  remedy: string;
}
