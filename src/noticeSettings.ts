import { z } from 'zod';
import { isLoopback } from './loopback.js';
import { type MailSender, readMailSender } from './mailAddress.js';

/** Where other programs are told of cases, and how. */
export interface WebhookSettings {
  addresses: string[];
  /** Signs each call (Standard Webhooks). */
  secret: string;
  /** Whether what was said goes with it. */
  transcript: boolean;
}

/** How customers who have left are written to. */
export interface MailSettings {
  /** `smtps:` or `smtp:`, with the user and the password in it. */
  server: string;
  from: MailSender;
}

/** An address of a webhook: https, unless only this machine hears it. */
export const webhook = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url && secure && url.username === '' && url.password === '' && url.hash === '') return url.href;
  // The whole of it may hold a password, or be one.
  const which = url ? `the one at ${url.host}` : 'one of them';
  context.addIssue({ code: 'custom', message: `${which} is no address for a webhook; write it as https://host/path` });
  return z.NEVER;
});

/** 24 to 64 bytes, as the standard asks. */
export const webhookSecret = z
  .string()
  .refine(
    (text) => /^whsec_(?:[A-Za-z0-9+/]{4}){8,21}(?:[A-Za-z0-9+/]{2,3}={0,2})?$/.test(text),
    'must be whsec_ and 24 to 64 bytes in base64; make one with: echo "whsec_$(openssl rand -base64 32)"',
  );

export const mailServer = z.string().superRefine((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^smtps?:$/.test(url.protocol) && url.hostname !== '' && /^\/?$/.test(url.pathname) && url.search === '')
    return;
  // The address itself may hold a password.
  const message = 'is no mail server; write it as smtps://user:password@smtp.example.com:465';
  context.addIssue({ code: 'custom', message });
});

export const mailFrom = z.string().transform((text, context) => {
  const sender = readMailSender(text);
  if (sender) return sender;
  context.addIssue({ code: 'custom', message: 'is no sender; write it as Certificate support <support@example.com>' });
  return z.NEVER;
});

/** What stands alone and needs another to be of use. */
export function unpaired(given: Record<string, string | undefined>): string[] {
  const needs = [
    ['CERTDESK_WEBHOOKS', 'CERTDESK_WEBHOOK_SECRET'],
    ['CERTDESK_WEBHOOK_SECRET', 'CERTDESK_WEBHOOKS'],
    ['CERTDESK_WEBHOOK_TRANSCRIPT', 'CERTDESK_WEBHOOKS'],
    ['CERTDESK_SMTP_URL', 'CERTDESK_MAIL_FROM'],
    ['CERTDESK_MAIL_FROM', 'CERTDESK_SMTP_URL'],
  ] as const;
  return needs
    .filter(([one, other]) => given[one] && !given[other])
    .map(([one, other]) => `${one}: is of no use without ${other}; set that as well`);
}
