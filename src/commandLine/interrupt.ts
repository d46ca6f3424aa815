/**
 * From now on Ctrl-C and a request to end leave with the shell's status for them, 130 and 143, at once and without a
 * word. Before, while an index is made, they end the process as they would any other: nothing of ours could run then.
 */
export function leaveWhenInterrupted(): void {
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
}
