import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Right } from './judge.js';

const value = z.union([z.string(), z.boolean(), z.null()]);
const wanted = z.union([value, z.array(value).nonempty()]);
const facts = z.record(z.string(), wanted);
const marks = { today: z.enum(['asked', 'wrong']).optional(), note: z.string().optional() };
const day = z.iso.date();

const meantCase = z.union([
  z.strictObject({
    said: z.union([z.string().transform((text) => [text]), z.array(z.string()).nonempty()]),
    day,
    right: z.strictObject({ expecting: wanted, outcome: wanted, case: z.boolean() }).partial().optional(),
    facts: facts.optional(),
    onlyFacts: facts.optional(),
    ...marks,
  }),
  z.strictObject({ asked: z.string(), right: z.strictObject({ decision: wanted, entry: wanted }).partial(), ...marks }),
  z.strictObject({ date: z.string(), day, is: wanted, ...marks }),
  z.strictObject({ name: z.string(), is: wanted, ...marks }),
]);
const file = z.record(z.string(), z.array(meantCase).nonempty());

/** Something that customers say, and what is right afterwards; `README.md` beside this says how it is written. */
export type MeantCase = z.infer<typeof meantCase>;

/** A file's cases, each with its kind and what was said last. @throws with the place where a file isn't as it must be */
export function casesIn(name: string): { title: string; meant: MeantCase }[] {
  const kinds = file.parse(parse(readFileSync(join(__dirname, name), 'utf8')));
  return Object.entries(kinds).flatMap(([kind, cases]) =>
    cases.map((meant) => ({ title: `${kind}: ${textsOf(meant).at(-1)}`, meant })),
  );
}

/** The files with cases. */
export const filesOfCases = (): string[] => readdirSync(__dirname).filter((name) => name.endsWith('.yaml'));

/** All that a case says of what is right, in the judge's words. */
export function rightOf(meant: MeantCase): Right {
  if ('said' in meant)
    return { ...meant.right, facts: { ...meant.facts, ...meant.onlyFacts }, only: !!meant.onlyFacts };
  return 'asked' in meant ? meant.right : { value: meant.is };
}

function textsOf(meant: MeantCase): string[] {
  if ('said' in meant) return meant.said;
  if ('asked' in meant) return [meant.asked];
  return ['date' in meant ? meant.date : meant.name];
}
