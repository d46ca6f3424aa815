import { gunzipSync } from 'node:zlib';
import { takeOutSecrets } from '../certificates/secrets.js';

/** What a compressed file is unpacked to at most: a key's file and its chain have a few kilobytes. */
const MOST_UNPACKED = 256_000;

/**
 * Whether a file holds a private key or a password, as it is or compressed by gzip.
 * @param content each byte a sign (Latin-1)
 */
export function fileHoldsSecret(content: string): boolean {
  if (takeOutSecrets(content).found.length > 0) return true;
  const unpacked = content.startsWith('\u001f\u008b') ? unpack(content) : null;
  return unpacked !== null && takeOutSecrets(unpacked).found.length > 0;
}

/** What a gzip file holds; null where it is broken or unpacks to more than is looked at. */
function unpack(content: string): string | null {
  try {
    return gunzipSync(Buffer.from(content, 'latin1'), { maxOutputLength: MOST_UNPACKED }).toString('latin1');
  } catch {
    return null;
  }
}
