import type { Activity } from 'botbuilder';
import type { SecretKind } from '../certificates/secrets.js';
import { fileHoldsSecret } from './fileSecrets.js';
import { withoutSecrets } from './withoutSecrets.js';

/** A file as a channel received it. */
export interface FileTakenIn {
  /** Each byte a sign (Latin-1). */
  content: string;
}

/**
 * What comes in at any door, before anything of it is stored, logged or read: secrets are taken out of its text, its
 * card values and whatever else it carries; files are looked at, and only what they are called goes on.
 * @returns the activity, and the kinds of secret found (each once)
 */
export function takeIn(
  activity: Partial<Activity>,
  files: readonly FileTakenIn[] = [],
): { activity: Partial<Activity>; found: readonly SecretKind[] } {
  const inside = withoutSecrets(activity);
  const inFiles = files.some(({ content }) => fileHoldsSecret(content));
  return {
    activity: inside.activity,
    found: inFiles ? [...new Set([...inside.found, 'private-key' as const])] : inside.found,
  };
}
