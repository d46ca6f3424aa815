import { z } from 'zod';
import { controls } from '../sayings.js';
import { name, text } from './entrySchemas.js';

const texts = z.array(text);

/** `source/navigation.yaml`. */
export const navigationSchema = z.strictObject({
  file: z.string().regex(/^[\w-][\w. -]*$/, 'Name a file that stands beside this one in source/.'),
  navigation: texts.default([]),
});

/** `desk.yaml`. */
export const deskSchema = z.strictObject({
  name: text,
  timeZone: text,
  contacts: z.record(name, text).default({}),
  links: z.record(name, text).default({}),
  products: z.record(name, z.strictObject({ name: text })).default({}),
  notes: texts.default([]),
});

/** `words.yaml`. */
export const wordsSchema = z.strictObject({
  concepts: z.record(name, texts.min(1)),
  things: z
    .record(
      name,
      z.strictObject({
        said: texts.default([]),
        of: z.union([text, texts]).optional(),
        foreign: z.boolean().optional(),
      }),
    )
    .default({}),
  states: z
    .record(name, z.strictObject({ said: texts.default([]), denied: name.optional(), there: z.boolean().optional() }))
    .default({}),
  phrases: z.record(name, texts.min(1)).default({}),
  outsiders: texts.default([]),
  idioms: texts.default([]),
});

/** One file of `sayings/`; together they hold everything. Which keys there must be is {@link checkSayings}'s matter. */
export const sayingsSchema = z.strictObject({
  controls: z.partialRecord(z.enum(controls), texts).default({}),
  says: z.record(z.string(), text).default({}),
  problems: z.record(z.string(), text).default({}),
});

/** One file of `questions/`. */
export const gateSchema = z.array(
  z.strictObject({
    entry: text.nullable(),
    outside: z.enum(['near', 'far']).optional(),
    questions: z.array(z.strictObject({ text, style: text, orElse: texts.default([]) })).min(1),
  }),
);
