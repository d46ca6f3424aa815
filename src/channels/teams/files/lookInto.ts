import { Refused } from '../../../delivery/deliverer.js';
import { Later } from '../../../delivery/later.js';
import { fileHoldsSecret } from '../../../turn/fileSecrets.js';
import { retryAfterMs } from '../retryAfter.js';
import { type FileAnswer, TooLong } from './fileCalls.js';
import type { FileJobOf } from './fileJobs.js';
import { type FileParts, tellOfFile } from './fileParts.js';

/** Of 4xx only these may be different the next time. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * Looks into a customer's file, for nothing but whether a private key or a password is in it: of what was read nothing is
 * kept, and nothing but that goes on. One that can't be had is let be: the customer has been told that files aren't read.
 *
 * @throws {Refused} for good, anything else for now
 */
export async function lookInto(parts: FileParts, _: string, job: FileJobOf<'look'>): Promise<void> {
  const { conversation, channel, speaker, source, name } = job;
  if (parts.now().getTime() > job.until) throw new Refused('it can be had no longer');
  const looked = await lookAt(parts, job.address);
  await tellOfFile(parts, { conversation, channel, speaker, source }, { what: 'looked', name, ...looked });
}

async function lookAt({ calls, now }: FileParts, address: string): Promise<{ size: number | null; held: boolean }> {
  try {
    const answer = await calls.get(address);
    refuseUnless(answer, now());
    return { size: answer.content.length, held: fileHoldsSecret(answer.content) };
  } catch (fault) {
    if (fault instanceof TooLong) return { size: fault.bytes, held: false };
    throw fault;
  }
}

/** @throws what an answer that is no success comes to: for good, or for so long */
export function refuseUnless({ status, retryAfter }: FileAnswer, now: Date): void {
  if (status >= 200 && status < 300) return;
  if (status < 500 && !PASSING.has(status)) throw new Refused(`answered ${status}`);
  throw new Later(`Answered${status}`, retryAfterMs(retryAfter, now) ?? 0, true);
}
