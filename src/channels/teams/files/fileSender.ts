import { Refused, type Retry } from '../../../delivery/deliverer.js';
import type { Sender } from '../../../delivery/noticeSender.js';
import { type FileJob, type FileJobOf, fileJob } from './fileJobs.js';
import type { FileParts } from './fileParts.js';
import { lookInto } from './lookInto.js';
import { declined, offerCopy, saveCopy } from './saveCopy.js';

/** Most of what goes wrong is over in seconds; nobody waits for a file for longer than half an hour. */
const retry: Retry = {
  attempts: 60,
  longestMs: 3600_000,
  pause: (attempts) => Math.round(Math.min(500 * 2 ** attempts, 30_000) * (0.5 + Math.random() / 2)),
};

type Does = { [Do in FileJob['do']]: (parts: FileParts, id: string, job: FileJobOf<Do>) => Promise<void> };
const does: Does = { look: lookInto, offer: offerCopy, save: saveCopy, decline: declined };

/** Does what was noted for files in Teams, again and again until it is done or nobody waits for it any more. */
export function fileSender(parts: FileParts): Sender {
  return {
    retry,
    // One host, or one customer, holds up nobody else.
    receiverOf: ({ body }) => receiverOf(body as FileJob),
    async send({ id, body }) {
      const { data: job } = fileJob.safeParse(body);
      if (!job) throw new Refused('nothing can be made of it');
      const work = does[job.do] as (p: FileParts, i: string, j: FileJob) => Promise<void>;
      await work(parts, id, job);
    },
  };
}

function receiverOf(job: FileJob): string {
  if (job.do === 'offer' || job.do === 'decline') return job.conversation;
  const address = job.do === 'look' ? job.address : job.upload.uploadUrl;
  return URL.canParse(address) ? new URL(address).hostname : '';
}
