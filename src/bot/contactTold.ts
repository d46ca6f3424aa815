import type { Activity } from 'botbuilder';
import { type Case, type Contact, isOver } from '../cases/case.js';
import { contactWords } from '../languages/en/contactWords.js';
import { type ContactRead, readContact } from '../reading/contact.js';
import { readContactFields } from '../reading/contactFields.js';
import { readPress } from './press.js';

/**
 * The case with what a message gives of how the customer can be reached, while an agent answers and nobody asks back:
 * what was sent by the case's card, and what is typed as nothing else. Kept with the case and nowhere else.
 * @param open the conversation's case, as the message found it
 */
export function withContact(open: Case | null, activity: Partial<Activity>): Case | null {
  if (open === null || isOver(open) || activity.type !== 'message') return open;
  const press = readPress(activity.value);
  const given = press === null ? typed(activity.text ?? '', open.contact) : pressed(press, open.id);
  const { name, email, telephone } = given;
  const news = Object.fromEntries(
    Object.entries({ name, email, telephone }).filter(([, value]) => value !== undefined),
  );
  return Object.keys(news).length === 0 ? open : { ...open, contact: { ...open.contact, ...news } };
}

type Given = Omit<ContactRead, 'rest'>;

function pressed({ at, contact }: NonNullable<ReturnType<typeof readPress>>, id: string): Given {
  return at.kind === 'contact' && at.case === id && at.answer === 'send' && contact ? readContactFields(contact) : {};
}

/** A bare address or number may be meant for the agent's question: it takes the place of none that is known. */
function typed(text: string, known: Contact): Given {
  const { rest: _, ...read } = readContact(text, { asked: false });
  if (read.email === undefined && read.telephone === undefined) return {};
  const surely = read.name !== undefined || contactWords.cue.test(text);
  if (surely) return read;
  return {
    ...(read.email !== undefined && known.email === null && { email: read.email }),
    ...(read.telephone !== undefined && known.telephone === null && { telephone: read.telephone }),
  };
}
