import { join } from 'node:path';
import { type Service, type ServiceOptions, startService } from '../service.js';

/** A defence that can be taken away, to see that a test finds its absence. */
export type Defence =
  /** The inbox knows what has been taken in. */
  | 'deduplication'
  /** The effects of a turn are committed together. */
  | 'transaction'
  /** A turn writes only over the version that it read. */
  | 'version';

export interface Faults {
  /**
   * Where the process gets a signal: right before or right after the n-th statement (from 1) that begins with `at` and,
   * if `behind` is said, follows one that begins with that in the same transaction.
   */
  strike?: { at: string; behind?: string; when: 'before' | 'after'; nth?: number; by?: 'SIGKILL' | 'SIGSTOP' };
  /** From when on statements count: from the start of the process, or (the rule) once it is ready. */
  from?: 'start';
  off?: Defence[];
  /** A file to which every statement is appended. */
  record?: string;
}

/** The service with faults between it and its database; the program itself is the one that is delivered. */
export function startFaulty(faults: Faults, options: ServiceOptions = {}): Promise<Service> {
  const program = [
    '-r',
    join(__dirname, 'faultyDatabase.cjs'),
    join(__dirname, '..', '..', 'dist', 'main.js'),
    'serve',
  ];
  return startService({ ...options, program, env: { ...options.env, CERTDESK_TEST_FAULTS: JSON.stringify(faults) } });
}
