import type { Activity } from 'botbuilder';
import { type SecretKind, takeOutSecrets } from '../certificates/secrets.js';
export function withoutSecrets<A extends Partial<Activity>>(activity: A): { activity: A; found: SecretKind[] } {
  const { text, found } = takeOutSecrets(activity.text ?? '');
  return { activity: { ...activity, ...(activity.text === undefined ? {} : { text }) }, found };
}
