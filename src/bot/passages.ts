import type { Match } from '../matching/match.js';
import type { Entries, EntryText } from './entries.js';

/** Whoever is shown more reads none. */
const MOST = 3;
/** Below this share of the first one's confidence nothing is worth being read. */
const PLAUSIBLE = 0.15;

/** The passages that a match found: answers of the page's, none of the bot's own manners. */
export function passagesOf(
  { ranking }: Match,
  entries: Entries,
): (EntryText & { entry: string; title: string; confidence: number })[] {
  const [first] = ranking;
  return ranking
    .filter(
      ({ id, confidence }) => entries.answer(id)?.role === undefined && confidence >= PLAUSIBLE * first!.confidence,
    )
    .slice(0, MOST)
    .map(({ id, confidence }) => ({ entry: id, title: entries.title(id), ...entries.text(id, null), confidence }));
}
