import { z } from 'zod';
import { roles } from '../entry.js';

/** Any text a person wrote; white space around it means nothing. */
export const text = z.string().trim().min(1);
const texts = z.array(text);
/**
 * Ids stand in file names, in links and in what outside programs are told. A message of a schema is the remedy of its
 * fault.
 */
export const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/,
    'Write small letters and digits, joined by dots or hyphens, such as "backup.why".',
  );
/** Names of facts, contacts, products and the like; they stand in `{placeholders}`. */
export const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'Begin with a letter, and use only letters, digits, hyphens and underscores.');

/** The front matter of `answers/*.md`. */
export const answerSchema = z.strictObject({
  id,
  title: text,
  kind: z.enum(['faq', 'own']).default('faq'),
  role: z.enum(roles, { error: `Write one of: ${roles.join(', ')}.` }).optional(),
  phrasings: texts,
  sources: texts.default([]),
  followUps: z.array(id).default([]),
  leadsTo: id.optional(),
  notes: texts.default([]),
});

/** The front matter of `procedures/*.md`. */
export const procedureSchema = z.strictObject({
  id,
  title: text,
  phrasings: texts,
  sources: texts.default([]),
  followUps: z.array(id).default([]),
  stepHelp: z.strictObject({ id, title: text }),
  notes: texts.default([]),
  steps: z.record(
    id,
    z.strictObject({
      sources: texts.default([]),
      sourceNumber: z.number().int().positive().optional(),
      asked: texts.default([]),
      notes: texts.default([]),
    }),
  ),
});

/** `outside.yaml`. */
export const outsideSchema = z.array(
  z.strictObject({
    id,
    title: text,
    text,
    handOff: z.boolean().default(false),
    nonsense: z.boolean().default(false),
    phrasings: texts.min(1),
  }),
);
