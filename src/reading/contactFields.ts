import { type ContactRead, emailFrom, lineFrom } from './contact.js';

const LONGEST_TELEPHONE = 40;

/** What was written into the fields of a card; empty where nothing was. */
interface Fields {
  name: string;
  email: string;
  telephone: string;
}

/** How the customer can be reached, as the fields of a card give it: each read as one line, an address as an address. */
export function readContactFields({ name, email, telephone }: Fields): Omit<ContactRead, 'rest'> {
  const written = { name: lineFrom(name), email: emailFrom(email), telephone: lineFrom(telephone, LONGEST_TELEPHONE) };
  const given = Object.fromEntries(Object.entries(written).filter(([, value]) => value !== null));
  return { ...given, ...(email !== '' && written.email === null && { wrongEmail: email }) };
}
