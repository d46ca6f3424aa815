import { TAKEN_OUT, takeOutSecrets } from '../../certificates/secrets.js';
import { chatWords } from '../words.js';
import type { Activity } from './webChat.js';

/** What says who, where and when; it is the page's or the service's own, and no customer's writing. */
const ADDRESSES: ReadonlySet<string> = new Set([
  ...['id', 'clientActivityID', 'timestamp', 'localTimestamp', 'from', 'recipient', 'conversation', 'replyToId'],
]);

/** Whether a text holds a private key, not merely speaks of one ("I LOST MY PRIVATE KEY"). */
export const holdsPrivateKey = (text: string): boolean =>
  takeOutSecrets(text).found.some((kind) => kind !== 'password');

/** The text with a note in the place of each key and password. */
export function withoutKeys(text: string): string {
  const { text: rest, found } = takeOutSecrets(text);
  if (found.length === 0) return text;
  const note = found.every((kind) => kind === 'password') ? chatWords.passwordNote : chatWords.keyNote;
  return rest.replaceAll(TAKEN_OUT, note);
}

/** The activity with no private key or password in any of its strings; the same object when there was none. */
export function withoutPrivateKeys(activity: Activity): Activity {
  const clean = freed(activity) as Activity;
  return JSON.stringify(clean) === JSON.stringify(activity) ? activity : clean;
}

function freed(value: unknown): unknown {
  if (typeof value === 'string') return withoutKeys(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(freed);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, ADDRESSES.has(name) ? inner : freed(inner)]),
  );
}

/** What the customer is told of what was taken out of an activity. */
export const removedFrom = (clean: Activity): string =>
  JSON.stringify(clean).includes(chatWords.keyNote) ? chatWords.keyRemoved : chatWords.passwordRemoved;

/** Whether a text may be kept in the browser: anything that so much as names a private key stays out of it. */
export const mayBeKept = (text: string): boolean => !/PRIVATE KEY/.test(text);
