import { editDistance } from '../../text/editDistance.js';

/** The known name that a mistyped one most likely meant, or none when all are far from it. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const far = editDistance(name.toLowerCase(), candidate.toLowerCase(), least);
    if (far < least) [best, least] = [candidate, far];
  }
  return best;
}

/** A sentence for the remedy: `Did you mean "x"? ` or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const meant = nearest(name, known);
  return meant === undefined ? '' : `Did you mean "${meant}"? `;
}
