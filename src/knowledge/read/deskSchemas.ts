import { z } from 'zod';
import { type Limit, weekdays } from '../desk.js';
import { controls } from '../sayings.js';
import { name, text } from './entrySchemas.js';

const texts = z.array(text);

/** `source/navigation.yaml`. */
export const navigationSchema = z.strictObject({
  file: z.string().regex(/^[\w-][\w. -]*$/, 'Name a file that stands beside this one in source/.'),
  navigation: texts.default([]),
});

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Write a time as 09:00.');
/** Till the end of the day is a time as well; hours over midnight are written as two rows. */
const end = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Write a time as 17:00.');

const LIMIT = /^([1-9]\d{0,3}) (minute|hour|day|working day)s?$/;
/** What so many of a unit are. */
const units: Record<string, (many: number) => Limit> = {
  minute: (minutes) => minutes,
  hour: (hours) => hours * 60,
  day: (days) => ({ days }),
  'working day': (workingDays) => ({ workingDays }),
};
const spelt = z
  .string()
  .regex(LIMIT)
  .transform((words) => {
    const [, many, unit] = LIMIT.exec(words)!;
    return units[unit!]!(Number(many));
  });
const ways = 'Write minutes as a number, or such as "2 hours", "3 days", "2 working days".';
const limit = (most: Limit) => z.union([z.number().min(0.01), spelt], ways).default(most);

/** How people at the desk are reached. */
const handOff = z.strictObject({
  hours: z.array(z.strictObject({ days: z.array(z.enum(weekdays)).min(1), from: clock, to: end })).default([]),
  holidays: z.array(z.iso.date('Write a day as 2026-12-25.')).default([]),
  limits: z
    .strictObject({
      ...{ waiting: limit(15), unclaimed: limit({ days: 14 }), firstAnswer: limit(10), answer: limit(30) },
      ...{ customerQuiet: limit({ days: 1 }), onHold: limit({ days: 3 }) },
      ...{ returned: limit({ days: 7 }), resolved: limit({ days: 3 }) },
    })
    .prefault({}),
  groups: texts.default([]),
  canned: z.array(z.strictObject({ title: text, text })).default([]),
  notePrefix: text.default('note:'),
  answersForAll: z.boolean().default(false),
});

/** `desk.yaml`. */
export const deskSchema = z.strictObject({
  name: text,
  timeZone: text,
  contacts: z.record(name, text).default({}),
  links: z.record(name, text).default({}),
  products: z.record(name, z.strictObject({ name: text })).default({}),
  handOff: handOff.prefault({}),
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
