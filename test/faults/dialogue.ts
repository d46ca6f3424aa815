import type { DirectLineClient, SeenActivity } from '../directLineClient.js';

/** A customer's side of a whole replacement: each message depends on what the ones before it left. */
export const dialogue = [
  'I lost the private key of our certificate',
  'no, nobody ever made one',
  'secure server',
  'our website',
  'www.example-builders.co.uk',
  '14 April 2024',
  '20 April 2024',
  'the same',
  'no',
  'yes',
];

/** Says it all, each message after the one before was acknowledged. */
export async function sayAll(
  client: DirectLineClient,
  pause: () => Promise<void> = async () => undefined,
): Promise<void> {
  for (const text of dialogue) {
    await client.say(text);
    await pause();
  }
}

/** Who said what, to compare conversations by. */
export function script(activities: SeenActivity[]): string[] {
  return activities.map(({ from, text, type }) => `${from.role}: ${text ?? type}`);
}
