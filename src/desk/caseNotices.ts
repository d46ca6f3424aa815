import { createHash } from 'node:crypto';
import type { Case } from '../cases/case.js';
import { isUrgent } from '../cases/case.js';
import type { ChangedCase } from '../cases/caseStore.js';
import type { Entry } from '../cases/history.js';
import type { MailBody } from '../delivery/mails.js';
import type { Notice } from '../delivery/notice.js';
import type { WebhookBody } from '../delivery/webhooks.js';

/** Who is told of cases beside the customer's page. */
export interface Reach {
  /** Addresses of webhooks. */
  webhooks: readonly string[];
  /** Whether customers can be written to. */
  mail: boolean;
}

/** A customer who is there reads what the agent wrote within this time; else a mail says so. */
const LEFT_FOR_MS = 120_000;

/** What other programs are told of a case: each event by what it is in the case's history. */
const events: Record<string, (entry: Entry, changed: Case) => boolean> = {
  'case.opened': ({ what }) => what === 'opened',
  // Whoever writes without having claimed claims by it.
  'case.claimed': ({ what, from }) =>
    what === 'claim' || (what === 'reply' && (from === 'waiting' || from === 'returned-to-bot')),
  'case.resolved': ({ what }) => what === 'resolve' || what === 'customer-quiet',
  'verdict.overridden': ({ what }, { override, outcome }) =>
    what === 'verdict' && override !== null && override.outcome !== outcome,
};

/**
 * What is to be sent of a case that has changed: calls of webhooks, and a mail to a customer whom an agent has
 * answered. Which of the mails is needed is seen when its time comes. Pure; the same change makes the same ids.
 */
export function noticesOf(
  { case: changed, history }: ChangedCase,
  conversation: { key: string; user_id: string },
  { webhooks, mail }: Reach,
): Notice[] {
  return history.flatMap((entry, index) => {
    const called = Object.keys(events)
      .filter((type) => events[type]!(entry, changed))
      .flatMap((type) =>
        webhooks.map((address): Notice => {
          const body: WebhookBody = {
            ...{ address, type, at: entry.at, data: dataOf(changed, entry), conversation: conversation.key },
          };
          const id = `msg_${hashOf([type, changed.id, entry.at, index, address])}`;
          return { id, kind: 'webhook', body, dueAt: Date.parse(entry.at) };
        }),
      );
    return mail && entry.what === 'reply' && entry.by.kind === 'agent' && changed.contact.email !== null
      ? [...called, mailOf(changed, { at: entry.at, agent: entry.by.name }, conversation)]
      : called;
  });
}

function mailOf(
  { id }: Case,
  { at, agent }: { at: string; agent: string },
  { key, user_id }: { key: string; user_id: string },
): Notice {
  const body: MailBody = { case: id, conversation: key, userId: user_id, agent, saidAt: Date.parse(at) };
  return { id: `mail_${hashOf([id, at])}`, kind: 'mail', body, dueAt: body.saidAt + LEFT_FOR_MS };
}

/** What is told of the case: neither how the customer is reached nor what was said, nor what agents wrote of it. */
function dataOf(changed: Case, { by, what }: Entry): WebhookBody['data'] {
  const { id, status, reason, facts, outcome, override, agent, group, openedAt, waitingSince, resolvedAt } = changed;
  return {
    ...{ case: id, status, reason, urgent: isUrgent(changed), outcome, agent, group },
    ...{ commonName: facts.commonName ?? null, product: facts.product ?? null },
    override: override && { outcome: override.outcome, by: override.by, at: override.at },
    ...{ openedAt, waitingSince, resolvedAt },
    by: { kind: by.kind, name: by.kind === 'agent' ? by.name : null, act: what },
  };
}

const hashOf = (made: unknown[]) => createHash('sha256').update(JSON.stringify(made)).digest('base64url').slice(0, 32);
