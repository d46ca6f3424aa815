import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { standingOf } from '../storage/conversations.js';
import type { Database } from '../storage/database.js';
import { readTranscript } from '../storage/transcript.js';
import { patient, Refused } from './deliverer.js';
import type { Sender } from './noticeSender.js';

const IN_TIME_MS = 10_000;
/** Of a longer conversation the newest activities go along. */
const MOST_SAID = 1000;

/** What a webhook's notice is made of. */
export const webhookBody = z.object({
  /** Where it is sent. */
  address: z.string(),
  /** `case.opened` and the like. */
  type: z.string(),
  /** ISO timestamp. */
  at: z.string(),
  data: z.record(z.string(), z.unknown()),
  /** The key of the case's conversation: it is not sent. */
  conversation: z.string(),
});
export type WebhookBody = z.infer<typeof webhookBody>;

/** What webhooks are called with. */
export interface WebhookParts {
  /** Those that are told; one that isn't any more is not called. */
  addresses: readonly string[];
  /** `whsec_…`. */
  secret: string;
  /** Whether what was said goes along. */
  transcript: boolean;
  database: Database;
  now(): Date;
  inTimeMs?: number;
}

/**
 * Calls other programs' webhooks (Standard Webhooks 1.0): signed with the secret and the time of the try, so that a
 * repetition is known by its id and nothing old can be replayed. Redirects are not followed, and what is answered is
 * not read.
 */
export function webhookSender(parts: WebhookParts): Sender {
  const signer = new Webhook(parts.secret);
  return {
    retry: patient,
    receiverOf: ({ body }) => webhookBody.safeParse(body).data?.address ?? '',
    async send({ id, body }, ending) {
      const read = webhookBody.safeParse(body);
      if (!read.success || !parts.addresses.includes(read.data.address)) throw new Refused('nobody is told there');
      const payload = JSON.stringify(await payloadOf(read.data, parts));
      const at = parts.now();
      const answer = await fetch(read.data.address, {
        method: 'POST',
        headers: {
          ...{ 'content-type': 'application/json', 'user-agent': 'certdesk', 'webhook-id': id },
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': signer.sign(id, at, payload),
        },
        ...{ body: payload, redirect: 'manual' },
        signal: AbortSignal.any([ending, AbortSignal.timeout(parts.inTimeMs ?? IN_TIME_MS)]),
      });
      await answer.body?.cancel();
      // 410: the receiver wants no more (Standard Webhooks, "Deliverability and reliability").
      if (answer.status === 410) throw new Refused('the receiver is gone');
      if (!answer.ok) throw new NotTaken(`answered ${answer.status}`);
    },
  };
}

/** A receiver that answered something else than 2xx. */
class NotTaken extends Error {
  override name = 'NotTaken';
}

async function payloadOf({ type, at, data, conversation }: WebhookBody, { transcript, database }: WebhookParts) {
  const event = { type, timestamp: at, data };
  return transcript ? { ...event, data: { ...data, transcript: await saidIn(database, conversation) } } : event;
}

/** What was said, as text: who, when, what. */
async function saidIn(database: Database, conversation: string) {
  const { lastSeq } = await standingOf(database, conversation);
  const rows = await readTranscript(database, conversation, Math.max(0, lastSeq - MOST_SAID), MOST_SAID);
  return rows
    .filter(({ type }) => type === 'message')
    .map(({ role, at, activity }) => {
      const { text = '', from } = JSON.parse(activity) as { text?: string; from?: { name?: string } };
      const name = role === 'agent' ? (from?.name ?? null) : null;
      return { role, name, at: new Date(Number(at)).toISOString(), text };
    });
}
