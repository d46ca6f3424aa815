import type { Word } from '../text/words.js';

const reach = 5;
const newClause = new Set(['but', 'because', 'although', 'though', 'however', 'while', 'whereas', 'just', 'since']);
const being = new Set(['not', 'isnt', 'wasnt', 'arent', 'werent', 'never', 'neither', 'nor', 'aint']);
/** Verbs that make the denial one of the thing, where it would otherwise be of an action ("don't think it's stolen", "hasn't been stolen"). */
const ofBeing = new Set([
  'been',
  'be',
  'think',
  'believe',
  'look',
  'seem',
  'get',
  'got',
  'mean',
  'want',
  'suspect',
  'say',
  'feel',
]);
const auxiliaries = new Set(['do', 'does', 'did', 'can', 'could', 'would', 'will', 'have', 'has', 'had']);
const acting = new Set([
  'dont',
  'doesnt',
  'didnt',
  'cant',
  'cannot',
  'couldnt',
  'havent',
  'hasnt',
  'hadnt',
  'wont',
  'wouldnt',
  'without',
]);

/**
 * Is what stands at a place denied by the words before it in its clause?
 * `being`: it is said not to be so ("isn't compromised", "not the global one", "never been stolen"). `having`: it is said not to be there, or
 * the doing of it is denied ("don't have a backup", "without a backup", "can't find the key"): that denies a thing one asks the having of, but
 * not a loss.
 */
export function deniedAt(words: readonly Word[], at: number): 'being' | 'having' | null {
  for (let i = at - 1; i >= Math.max(0, at - reach); i--) {
    const word = words[i]?.text ?? '';
    if (words[i + 1]?.breaks || newClause.has(word)) return null;
    const before = words[i - 1]?.text ?? '';
    const after = words[i + 1]?.text ?? '';
    if (word === 'no' && at - i <= 2) return 'having';
    if (word === 'not' && (after === 'only' || after === 'just')) return null;
    if ((word === 'than' && before === 'rather') || (word === 'of' && before === 'instead')) return 'being';
    if (word === 'not' && auxiliaries.has(before)) return ofBeing.has(after) ? 'being' : 'having';
    if (being.has(word)) return 'being';
    if (acting.has(word)) return ofBeing.has(after) && i + 1 < at ? 'being' : 'having';
  }
  return null;
}
