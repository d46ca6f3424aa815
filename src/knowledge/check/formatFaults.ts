import type { Fault } from '../fault.js';

/**
 * Faults for a terminal: a line each, `file:line field: problem. remedy`, in the order of the files, and their
 * number.
 */
export function formatFaults(faults: Fault[]): string {
  if (faults.length === 0) return 'No faults.';
  const order = [...faults].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.field, b.field) || compare(a.problem, b.problem),
  );
  const lines = order.map(({ file, line, field, problem, remedy }) =>
    oneLine(`${file}:${line} ${field}: ${problem}${/[.!?]$/.test(problem) ? '' : '.'} ${remedy}`),
  );
  return [...lines, faults.length === 1 ? '1 fault.' : `${faults.length} faults.`].join('\n');
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** What was written wrongly is shown in the message; it must not move the terminal's cursor. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ');
}
