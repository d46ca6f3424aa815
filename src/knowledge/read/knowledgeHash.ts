import { createHash } from 'node:crypto';
import { openKnowledge } from './folder.js';

/**
 * A hash over the names and bytes of all files that {@link readKnowledge} reads: an index made under another hash is
 * out of date.
 */
export function knowledgeHash(folder: string): string {
  const hash = createHash('sha256');
  for (const [name, bytes] of openKnowledge(folder).files)
    hash.update(`${Buffer.byteLength(name)} ${name} ${bytes.length}\n`).update(bytes);
  return hash.digest('hex');
}
