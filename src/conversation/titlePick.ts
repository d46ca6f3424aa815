import Fuse from 'fuse.js';
import { readChoice } from '../reading/choice.js';

/** Fuse's score from which on a title is no longer the one that was typed (0 is equal, 1 is nothing alike). */
const FARTHEST = 0.35;

/**
 * Which of the titles offered a reply picks: by its number or place ("2", "the second one"), by the title, or by most
 * of it, typing errors and swapped words included. A reply much longer than a title says something else.
 * @param titles ids with the titles shown, in the order shown
 * @returns the id, or null
 */
export function pickTitle(reply: string, titles: [id: string, title: string][]): string | null {
  const longest = Math.max(...titles.map(([, title]) => title.length));
  if (reply.length > 1.5 * longest) return null;
  const read = readChoice(reply, Object.fromEntries(titles.map(([id, title]) => [id, { label: title, said: [] }])));
  if ('value' in read) return read.value;
  if (reply.trim().length < 4) return null;
  const search = new Fuse(titles, {
    keys: ['1'],
    includeScore: true,
    ignoreLocation: true,
    useTokenSearch: true,
    threshold: FARTHEST,
  });
  const [best, next] = search.search(reply);
  if (!best || (best.score ?? 1) > FARTHEST) return null;
  const clear = !next || (next.score ?? 1) - (best.score ?? 1) > 0.1;
  return clear ? best.item[0] : null;
}
