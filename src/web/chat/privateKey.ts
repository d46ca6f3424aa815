import { chatWords } from '../words.js';
import type { Activity } from './webChat.js';

// From a PEM marker (RFC 7468, and the older "RSA PRIVATE KEY") to its end marker, or to the text's end when that was
// cut off.
const pem = /-{2,}\s*BEGIN[A-Z0-9 ]*PRIVATE KEY[\s\S]*?(?:-{2,}\s*END[A-Z0-9 ]*PRIVATE KEY\s*-*|$)/gi;

/** Whether a text holds a private key, not merely speaks of one ("I LOST MY PRIVATE KEY"). */
export const holdsPrivateKey = (text: string): boolean => text.search(pem) >= 0;

/** The text with a note in each key's place. */
export const withoutKeys = (text: string): string => text.replace(pem, chatWords.keyNote);

/** The activity with no private key in any of its strings; the same object when there was none. */
export function withoutPrivateKeys(activity: Activity): Activity {
  const json = JSON.stringify(activity, (_, value) => (typeof value === 'string' ? withoutKeys(value) : value));
  return json === JSON.stringify(activity) ? activity : (JSON.parse(json) as Activity);
}

/** Whether a text may be kept in the browser: anything that so much as names a private key stays out of it. */
export const mayBeKept = (text: string): boolean => !/PRIVATE KEY/.test(text);
