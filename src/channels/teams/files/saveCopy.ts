import { Refused } from '../../../delivery/deliverer.js';
import { plain, type Saying } from '../agents/sayings.js';
import { consentCard, infoCard } from './consent.js';
import { type Copy, copyOf, isVerdict } from './copyOf.js';
import type { FileJobOf } from './fileJobs.js';
import { type FileParts, placeOf, postBeside, tellOfFile } from './fileParts.js';
import { refuseUnless } from './lookInto.js';

/**
 * What an upload's address answers when all of it is there already (OneDrive, "Upload bytes to the upload session": the
 * session is gone with the last byte; a range that was received is not received again).
 */
const THERE: ReadonlySet<number> = new Set([404, 409, 416]);

/** Asks a customer whether a copy of the verdict may be put into their own store. @throws as a Sender does */
export async function offerCopy(parts: FileParts, _: string, job: FileJobOf<'offer'>): Promise<void> {
  const { row, copy } = await copyIn(parts, job);
  const knowledge = parts.knowledge();
  const name = plain(knowledge, 'teams.copy.name', { of: copy.case ?? new Date(row.at).toISOString().slice(0, 10) });
  const description = plain(knowledge, 'teams.copy.about');
  const card = consentCard({ name, description, bytes: copy.bytes }, job);
  await postBeside(parts, job.conversation, { ...card, id: `${row.id}/copy-${job.offer}` });
}

/**
 * Puts the copy into the customer's own store, as they agreed to, shows it, and takes the card away that asked. Each step
 * is noted, so that after a kill it goes on from there: the file is written once, and shown once.
 */
export async function saveCopy(parts: FileParts, id: string, job: FileJobOf<'save'>): Promise<void> {
  const { conversation, offer, channel, speaker, upload } = job;
  const { row, copy } = await copyIn(parts, job);
  if (!job.stored && !(await store(parts, { id, job, copy })))
    return close(parts, job, { id: `${row.id}/unsaved-${offer}`, says: 'teams.copy.failed' });
  const shown = infoCard(upload, plain(parts.knowledge(), 'teams.copy.saved'));
  await postBeside(parts, conversation, { ...shown, id: `${row.id}/saved-${offer}` });
  await close(parts, job, null);
  const file = { what: 'saved' as const, name: upload.name, size: copy.bytes.length, held: false };
  await tellOfFile(parts, { conversation, channel, speaker, source: `saved:${offer}` }, file);
}

/** Says that nothing was put anywhere, and takes the card away that asked. */
export async function declined(parts: FileParts, _: string, job: FileJobOf<'decline'>): Promise<void> {
  const row = await rowIn(parts, job);
  await close(parts, job, { id: `${row.id}/declined-${job.offer}`, says: 'teams.copy.declined' });
}

/** @returns whether it is there; false where it can't be put there, or took too long @throws for now */
async function store(
  parts: FileParts,
  { id, job, copy }: { id: string; job: FileJobOf<'save'>; copy: Copy },
): Promise<boolean> {
  const { upload, until, began } = job;
  // What is shown is theirs, too: a card that leads elsewhere is none of ours.
  if (parts.now().getTime() > until || parts.allowed(upload.contentUrl) === null) return false;
  if (!began) await parts.jobs.change(id, { ...job, began: true });
  try {
    const answer = await parts.calls.put(upload.uploadUrl, copy.bytes);
    // It may have been a try before that put it there, whose answer nobody heard.
    if (!(began && THERE.has(answer.status))) refuseUnless(answer, parts.now());
  } catch (fault) {
    if (fault instanceof Refused) return false;
    throw fault;
  }
  await parts.jobs.change(id, { ...job, began: true, stored: true });
  return true;
}

/** Takes the card away that asked, and says how it ended where a card of the file doesn't. */
async function close(
  parts: FileParts,
  { conversation, card }: { conversation: string; card: string | null },
  last: { id: string; says: Saying } | null,
): Promise<void> {
  if (last) {
    const text = plain(parts.knowledge(), last.says);
    await postBeside(parts, conversation, { type: 'message', id: last.id, text, textFormat: 'markdown' });
  }
  if (card !== null) await parts.connector.remove(await placeOf(parts, conversation), card);
}

async function copyIn(parts: FileParts, job: { conversation: string; seq: number }) {
  const row = await rowIn(parts, job);
  return { row, copy: copyOf(row) };
}

/** The verdict that is spoken of. @throws {Refused} where it is none of that conversation's */
async function rowIn(parts: FileParts, { conversation, seq }: { conversation: string; seq: number }) {
  const row = await parts.said(conversation, seq);
  if (!row || !isVerdict(row)) throw new Refused('there is no such verdict');
  return row;
}
