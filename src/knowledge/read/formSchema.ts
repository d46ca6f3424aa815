import { z } from 'zod';
import { id, name, text } from './entrySchemas.js';

const texts = z.array(text);
const names = z.array(name);
const limit = z.union([z.number().int().nonnegative(), name], {
  error: 'Write a whole number, or a name from "named".',
});

const bound = z.union([z.iso.date(), name], {
  error: 'Write today, a day such as 1990-01-01, or the name of another date fact.',
});

/** An outcome's name, or that of a list in "named", may stand by itself. */
const outcomes = z.union([names.min(1), name.transform((one) => [one])], {
  error: 'Write an outcome, a list of them, or the name of one in "named".',
});

const condition = z.union(
  [
    z.string().min(1),
    z.boolean(),
    z.strictObject({ oneOf: z.union([texts.min(1), name]) }),
    z.strictObject({ noneOf: z.union([texts.min(1), name]) }),
    z.strictObject({ atMost: limit }),
    z.strictObject({ moreThan: limit }),
    z.strictObject({ differsFrom: name }),
  ],
  {
    error:
      'Write an option, true or false, or exactly one of { oneOf: […] }, { noneOf: […] }, { atMost: n }, { moreThan: n }, { differsFrom: fact }.',
  },
);
const conditions = z.record(name, condition);

const telling = { said: texts.default([]), told: texts.default([]), asked: texts.default([]) };
const heard = z.strictObject(telling);
const everyFact = {
  label: text,
  ask: text,
  askAgain: text.optional(),
  example: text.optional(),
  hint: text,
  called: texts.default([]),
  cues: texts.default([]),
};
const fact = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      ...everyFact,
      kind: z.literal('choice'),
      prefers: names.optional(),
      options: z.record(
        name,
        z.strictObject({ label: text, ...telling, thing: name.optional(), ask: text.optional() }),
      ),
    }),
    z.strictObject({
      ...everyFact,
      kind: z.literal('yes-no'),
      yes: heard.optional(),
      no: heard.optional(),
      parts: z
        .record(
          name,
          z.strictObject({
            has: texts.min(1),
            lacks: texts.default([]),
            askedHas: texts.optional(),
            askedLacks: texts.optional(),
            unsure: texts.optional(),
            ask: text,
          }),
        )
        .optional(),
    }),
    z.strictObject({ ...everyFact, kind: z.literal('host-name'), sameAs: name.optional() }),
    z.strictObject({
      ...everyFact,
      kind: z.literal('date'),
      latest: bound.optional(),
      earliest: bound.optional(),
      standIns: texts.optional(),
      dateOf: names.optional(),
      dateNotOf: names.optional(),
      default: z.literal('today').optional(),
      confirmNear: z.strictObject({ derived: name, days: z.number().int().nonnegative() }).optional(),
    }),
  ],
  { error: 'Write one of: choice, yes-no, host-name, date.' },
);

const derivation = z.union(
  [z.strictObject({ days: z.tuple([name, name]) }), z.strictObject({ date: name, plus: limit })],
  {
    error: 'Write { days: [from, to] } or { date: from, plus: days }.',
  },
);

const reason = z.strictObject({ text, byDefault: text.optional(), source: text.optional() });

/** `dialogs/*.yaml`: a form. What its names stand for is {@link checkForm}'s matter. */
export const formSchema = z.strictObject({
  id,
  title: text,
  opening: text,
  sympathy: text.optional(),
  facts: z.record(name, fact),
  named: z
    .record(name, z.union([z.number().int().nonnegative(), texts.min(1)], { error: 'Write a whole number or a list.' }))
    .default({}),
  derived: z.record(name, derivation).default({}),
  implied: z
    .array(
      z.strictObject({
        when: conditions,
        // biome-ignore lint/suspicious/noThenProperty: the form's own word, in a schema nobody awaits
        then: z.record(name, z.union([z.string(), z.boolean()], { error: 'Write an option, or true or false.' })),
      }),
    )
    .default([]),
  decide: z
    .array(
      z.strictObject({
        when: conditions,
        // biome-ignore lint/suspicious/noThenProperty: the form's own word, in a schema nobody awaits
        then: name,
        reasons: z.array(reason).default([]),
        needs: names.optional(),
        atOnce: z.boolean().optional(),
      }),
    )
    .min(1),
  // biome-ignore lint/suspicious/noThenProperty: the form's own word, in a schema nobody awaits
  cannotTell: z.strictObject({ then: name, reasons: z.array(reason).default([]) }),
  outcomes: z.record(
    name,
    z.strictObject({
      title: text,
      text,
      tone: z.enum(['good', 'neutral', 'attention'], { error: 'Write good, neutral or attention.' }).default('neutral'),
      needs: names.default([]),
      adds: names.default([]),
      handOff: z.boolean().default(false),
      atOnce: z.boolean().default(false),
    }),
  ),
  plan: z
    .array(z.strictObject({ id, for: outcomes, when: conditions.optional(), text, source: text.optional() }))
    .default([]),
  each: name.optional(),
  otherDates: texts.default([]),
  opensOn: texts.default([]),
  provisional: text,
  notes: texts.default([]),
});
