import { z } from 'zod';

/** An id of the knowledge or the desk's own making; longer ones nobody wrote. */
const id = z.string().min(1).max(200);

/** How a guide's step is left. */
export type Move = z.infer<typeof move>;
const move = z.enum(['done', 'back', 'where']);

const at = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('step'), guide: id, step: id, move }),
  z.object({ kind: z.literal('entry'), entry: id }),
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('summary'), form: id, shown: z.string().max(8000), answer: z.enum(['yes', 'no']) }),
]);

/** What a card's button is about, so that it still means the same much later: a step, an entry offered, a summary. */
export type At = z.infer<typeof at>;

const pressed = z.object({ certdesk: z.object({ at }) });

/**
 * What a press says of itself in its activity's `value`. Anybody can send one: it is only ever looked up or compared.
 * @returns nothing where the value is no press of a button of ours; then the message's text is all there is
 */
export function readPress(value: unknown): At | null {
  const { data } = pressed.safeParse(value);
  return data?.certdesk.at ?? null;
}
