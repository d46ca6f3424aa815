import type { CallBody } from '../channel.js';

/** What is counted of the web chat's calls. */
type Counted = 'conversation' | 'send' | 'generate' | 'length' | 'files' | 'dayOfConversation' | 'dayOfAddress';

/** Counts one more of a conversation's or an address's, or as many as it weighs. @throws {Refusal} 429 */
export type Count = (what: Counted, of: string, weight?: number) => Promise<void>;

/**
 * What a message costs: time by its length, and room on the disk, a day, of its conversation and its address; its
 * files are looked through. @throws {Refusal} 429
 */
export async function countMessage(
  count: Count,
  { json, files }: CallBody,
  { conversation, address }: { conversation: string; address: string },
): Promise<void> {
  const bytes = Buffer.byteLength(JSON.stringify(json) ?? '');
  await count('length', conversation, bytes);
  await count('dayOfConversation', conversation, bytes);
  await count('dayOfAddress', address, bytes);
  if (files.length === 0) return;
  const inFiles = files.reduce((sum, { size }) => sum + size, 0);
  await count('files', conversation, inFiles);
}
