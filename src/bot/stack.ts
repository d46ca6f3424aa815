import type { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';

/**
 * Makes a dialog that waits beneath others the one that runs; what ran then waits beneath it. @returns whether it was
 * in the stack at all
 */
export function bringUp(dc: DialogContext, id: string): boolean {
  const index = dc.stack.findIndex((instance) => instance.id === id);
  if (index < 0) return false;
  dc.stack.push(...dc.stack.splice(index, 1));
  return true;
}
