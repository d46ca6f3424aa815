import { z } from 'zod';
import { fill } from '../knowledge/fill.js';
import { isLoopback } from '../loopback.js';
import { isMailAddress, type MailSender } from '../mailAddress.js';
import { firstSince, lastThere } from '../storage/customersSeen.js';
import type { Database } from '../storage/database.js';
import { StoredCases } from '../storage/storedCases.js';
import { patient, Refused } from './deliverer.js';
import type { Sender } from './noticeSender.js';

/** What a mail's notice is made of; where it goes is looked up when it is sent. */
export const mailBody = z.object({
  /** The case's id. */
  case: z.string(),
  /** The conversation's key, and whose it is. */
  conversation: z.string(),
  userId: z.string(),
  /** The name of the agent who has answered. */
  agent: z.string(),
  /** When (ms). */
  saidAt: z.number(),
});
export type MailBody = z.infer<typeof mailBody>;

/** A mail as it is handed to a mail server. */
export interface Mail {
  /** The same each time it is tried: mail programs show it once. */
  messageId: string;
  from: MailSender;
  to: string;
  subject: string;
  text: string;
}

/** Hands a mail to a mail server. @throws what the server says */
export type Post = (mail: Mail) => Promise<void>;

/** What customers are written to with. */
export interface MailParts {
  from: MailSender;
  post: Post;
  database: Database;
  /** The desk's name and its sentences (`case.mail.…`), by the current knowledge. */
  words(): { name: string; says: Record<string, string> };
  /** A link back into the conversation for its customer; null where only a sign-in leads there. */
  linkBack(conversation: string, userId: string): Promise<string | null>;
  now(): Date;
}

/** A line that is dead is noticed within this time (two pings): who is seen after it has what was said on their page. */
const READ_AFTER_MS = 30_000;

/**
 * Tells customers who have left that an agent has answered: once for each absence, with a link back. Who was there
 * since the answer has read it, and gets no mail. The answer itself is not in it: mailboxes are read by others.
 */
export function mailSender(parts: MailParts): Sender {
  const { database, now } = parts;
  return {
    retry: patient,
    receiverOf: () => 'mail',
    async send({ id, body }) {
      const read = mailBody.safeParse(body);
      if (!read.success) throw new Refused('no mail can be made of it');
      const { conversation, saidAt, ...about } = read.data;
      const to = (await new StoredCases(database.read).read(about.case))?.contact.email ?? '';
      if (!isMailAddress(to)) return;
      const { seenAt, wroteAt } = await lastThere(database, conversation);
      if (wroteAt > saidAt || seenAt >= saidAt + READ_AFTER_MS) return;
      const absence = { conversation, mail: id, thereAt: Math.max(seenAt, wroteAt), now: now().getTime() };
      if (!(await firstSince(database, absence))) return;
      const link = await parts.linkBack(conversation, about.userId);
      await parts.post(mailOf({ id, to, link, case: about.case, agent: about.agent }, parts));
    },
  };
}

function mailOf(
  { id, to, link, ...about }: { id: string; to: string; link: string | null; case: string; agent: string },
  { from, words }: MailParts,
): Mail {
  const { name: desk, says } = words();
  const filled = { ...about, agent: oneLine(about.agent), desk, ...(link !== null && { link }) };
  const sentence = (key: string) => fill(says[key] ?? '', filled);
  const host = from.address.slice(from.address.lastIndexOf('@') + 1);
  return {
    ...{ messageId: `<${id}@${host}>`, from: { ...from, name: oneLine(from.name) }, to },
    subject: oneLine(sentence('case.mail.subject')),
    text: sentence(link === null ? 'case.mail.signedIn' : 'case.mail.text'),
  };
}

/** A header ends with its line: nothing that ends one gets into it. */
const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 200);

const CONNECT_MS = 10_000;
const SILENT_MS = 20_000;

/** Posts to the server at an address (`smtps:`, or `smtp:` and encrypted from there on, unless only this machine hears it). */
export async function postTo(server: string): Promise<Post> {
  const { createTransport } = await import('nodemailer');
  const { protocol, hostname, port, username, password } = new URL(server);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    ...{ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (secure ? 465 : 587)), secure },
    ...{ requireTLS: !secure && !isLoopback(hostname), disableFileAccess: true, disableUrlAccess: true },
    ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENT_MS },
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  });
  return async (mail) => {
    await transport.sendMail({
      ...mail,
      // Given apart from the headers: nothing in those says where it goes.
      envelope: { from: mail.from.address, to: [mail.to] },
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  };
}
