import type { Fault } from './fault.js';
import type { Origin } from './origin.js';

/** What one file of the knowledge says, and where each of its fields stands. */
export interface Sheet<T> extends Origin {
  value: T;
}

/** The line of a field, or of what it is part of when it has no line of its own (a missing key). */
export function lineOf({ lines }: Pick<Origin, 'lines'>, field: string): number {
  for (let at = field; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    if (Object.hasOwn(lines, at)) return lines[at]!;
  }
  return lines[''] ?? 1;
}

/** A fault of one field of a file. */
export function faultAt(origin: Origin, field: string, problem: string, remedy: string): Fault {
  return { file: origin.file, line: lineOf(origin, field), field: field || 'file', problem, remedy };
}
