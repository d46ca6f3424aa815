import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isDay } from '../languages/calendar.js';
import { longDate } from '../languages/en/dates/longDate.js';

/** An id of the knowledge or the desk's own making; longer ones nobody wrote. */
const id = z.string().min(1).max(200);

/** How a guide's step is left. */
export type Move = z.infer<typeof move>;
const move = z.enum(['done', 'back', 'where']);

/** The facts that a summary showed, as one text to compare. */
const shown = z.string().max(8000);

const at = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('step'), guide: id, step: id, move }),
  z.object({ kind: z.literal('entry'), entry: id }),
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('date'), form: id.optional(), fact: id.optional() }),
  z.object({ kind: z.literal('change'), form: id, fact: id, shown: shown.optional() }),
  z.object({ kind: z.literal('contact'), case: id, answer: z.enum(['send', 'skip']) }),
  z.object({ kind: z.literal('summary'), form: id, shown, answer: z.enum(['yes', 'no']) }),
]);

/** What a card's button is about, so that it still means the same much later: a step, an entry offered, a summary, a case. */
export type At = z.infer<typeof at>;

/** The day that was picked on a card, beside the button by which it was taken. */
const day = z.string().refine(isDay);

/** What was written into a form's field, as one line; longer than any field lets it be it is nothing. */
const field = z
  .string()
  .max(300)
  .transform((text) => text.replace(/\s+/g, ' ').trim())
  .catch('');
const contact = z.object({ name: field, email: field, telephone: field });
/** How the customer can be reached, as it was written into the fields; empty where nothing was. */
export type ContactFields = z.infer<typeof contact>;

const pressed = z.object({ certdesk: z.object({ at }), date: day.optional(), contact: contact.optional() });

/** A press as the bot hears it: what it is about, and the day that was picked or what was written with it. */
export interface Press {
  at: At;
  date?: string;
  contact?: ContactFields;
}

/**
 * What a press says of itself in its activity's `value`. Anybody can send one: it is only ever looked up or compared.
 * @returns nothing where the value is no press of a button of ours; then the message's text is all there is
 */
export function readPress(value: unknown): Press | null {
  const { data } = pressed.safeParse(value);
  if (!data) return null;
  const { certdesk, date, contact: written } = data;
  return { at: certdesk.at, ...(date !== undefined && { date }), ...(written && { contact: written }) };
}

/** A button's name begins with the message's, and that with the conversation's: Teams' are long. */
const named = { press: z.string().min(1).max(600), says: z.string().min(1).max(500) };
const saying = z.object({ certdesk: z.object({ ...named, at: at.optional().catch(undefined) }) });
const kept = z.object({ certdesk: z.object(named) });
const picking = z.object({ certdesk: z.object({ at: z.object({ kind: z.literal('date') }) }) });
const picked = z.object({ date: day });
const writing = z.object({
  certdesk: z.object({ at: z.object({ kind: z.literal('contact'), answer: z.literal('send') }) }),
});

/**
 * What a transcript keeps of a press: which button, and what was said by it. The rest was for that one turn; anybody
 * may write kilobytes into it. @returns nothing where the value is no press
 */
export function keptOfPress(value: unknown): object | undefined {
  return kept.safeParse(value).data;
}

/** What the customer says by a press, as a channel writes it into the message. */
export interface SaidByPress {
  /**
   * The button's own name, with the day's where one was picked and a mark of what was written: pressed twice it is one
   * message, with another day or other words it is another.
   */
  press: string;
  /** The message that the customer would have typed. */
  says: string;
  /** What the bot gets beside the message, freed of all that no card of ours holds. */
  value: object;
}

/** What was written into the fields stands for the button's words, unless that is nothing. */
function saidByWriting(certdesk: z.infer<typeof saying>['certdesk'], value: unknown): SaidByPress {
  const written = contact.parse(value);
  const says = Object.values(written)
    .filter((text) => text !== '')
    .join(', ');
  const mark = createHash('sha256').update(says).digest('hex').slice(0, 12);
  return { press: `${certdesk.press}/${mark}`, says: says || certdesk.says, value: { certdesk, contact: written } };
}

/**
 * The message that a pressed button stands for: its words, or the day that was picked, in long form.
 * @returns nothing where the value is no press of a button of ours; a problem where what was picked is no day
 *
 * @example
 * saidByPress({ certdesk: { press: 'c|7/1/pick', says: 'Take this day', at: { kind: 'date' } }, date: '2026-05-12' })
 * // { press: 'c|7/1/pick/2026-05-12', says: '12 May 2026', value: … }
 */
export function saidByPress(value: unknown): SaidByPress | { problem: string } | null {
  const press = saying.safeParse(value);
  if (!press.success) return null;
  const { certdesk } = press.data;
  if (writing.safeParse(value).success) return saidByWriting(certdesk, value);
  if (!picking.safeParse(value).success) return { press: certdesk.press, says: certdesk.says, value: { certdesk } };
  const { data } = picked.safeParse(value);
  if (!data) return { problem: 'must be a calendar day such as 2026-05-12' };
  const { date } = data;
  return { press: `${certdesk.press}/${date}`, says: longDate(date), value: { certdesk, date } };
}
