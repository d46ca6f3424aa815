/**
 * What a mail is sent to: the plain form that people use (RFC 5321 allows more), of one line. A name, a comma, a quote
 * or a line's end in it would be read as something else by a mail server.
 */
const ADDRESS =
  /^(?=.{3,254}$)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i;

/** Whether a mail may be sent there. */
export function isMailAddress(text: string): boolean {
  return ADDRESS.test(text) && text.indexOf('@') <= 64;
}

/** Who a mail comes from. */
export interface MailSender {
  name: string;
  address: string;
}

/** A sender as mail programs show it: `Support <support@example.com>`, or the address alone. @returns null where it is none */
export function readMailSender(text: string): MailSender | null {
  const [, name = '', address = text] = /^\s*"?([^"<>\p{Cc}]*?)"?\s*<([^<>]*)>\s*$/u.exec(text) ?? [];
  return isMailAddress(address) ? { name, address } : null;
}
