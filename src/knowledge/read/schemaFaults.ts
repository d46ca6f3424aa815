import type { z } from 'zod';
import { didYouMean, nearest } from '../check/nearest.js';
import type { Fault } from '../fault.js';
import { faultAt, type Sheet } from '../sheet.js';

type Issue = z.core.$ZodIssue;

/**
 * Holds a sheet against its schema. Keys nobody knows are faults, but the rest is still taken in where it is sound,
 * so that further checks can go on.
 */
export function takeIn<S extends z.ZodType>(
  schema: S,
  sheet: Sheet<unknown>,
): { value: z.output<S> | null; faults: Fault[] } {
  const first = schema.safeParse(sheet.value);
  if (first.success) return { value: first.data, faults: [] };
  const faults = first.error.issues.flatMap((issue) => faultsOf(issue, first.error.issues, schema, sheet));
  const onlyUnknownKeys = first.error.issues.every((issue) => issue.code === 'unrecognized_keys');
  const again = onlyUnknownKeys ? schema.safeParse(without(sheet.value, first.error.issues)) : null;
  return { value: again?.success ? again.data : null, faults };
}

function faultsOf(issue: Issue, all: Issue[], schema: z.core.$ZodType, sheet: Sheet<unknown>): Fault[] {
  const field = issue.path.join('.');
  const given = at(sheet.value, issue.path);
  const fault = (problem: string, remedy: string): Fault[] => [faultAt(sheet, field, problem, remedy)];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = knownKeys(schema, issue.path, sheet.value);
      const free = known.filter((key) => !hasOwn(given, key));
      return issue.keys.map((key) =>
        faultAt(
          sheet,
          field === '' ? key : `${field}.${key}`,
          `"${key}" is not a key that is known here`,
          `${didYouMean(key, free)}Known keys: ${known.join(', ')}.`,
        ),
      );
    }
    case 'invalid_type':
      if (given === undefined)
        return isMisspelt(issue, all)
          ? []
          : fault('is missing', `Add it: ${wanted[issue.expected] ?? issue.expected}.`);
      return fault(
        `is ${kindOf(given)}`,
        `Write ${wanted[issue.expected] ?? issue.expected}${given === null ? '.' : remedyFor(given, issue.expected)}`,
      );
    case 'invalid_value':
      return fault(
        `is ${shown(given)}`,
        `${typeof given === 'string' ? didYouMean(given, issue.values.map(String)) : ''}Write one of: ${issue.values.map(String).join(', ')}.`,
      );
    case 'too_small':
      return fault(
        issue.origin === 'array' ? 'has too few items' : issue.origin === 'string' ? 'is empty' : `is ${shown(given)}`,
        `Write at least ${String(issue.minimum)}${issue.origin === 'array' ? ' of them' : issue.origin === 'string' ? ' word' : ''}.`,
      );
    case 'invalid_key':
      return issue.issues[0]?.code === 'invalid_value'
        ? fault(
            `"${String(issue.path.at(-1))}" is not a key that is known here`,
            oneOf(String(issue.path.at(-1)), issue.issues[0].values.map(String)),
          )
        : fault(`"${String(issue.path.at(-1))}" is not a name`, issue.issues[0]?.message ?? issue.message);
    case 'invalid_union':
      if (given === undefined) return isMisspelt(issue, all) ? [] : fault('is missing', issue.message);
      return fault(`is ${shown(given)}`, issue.message);
    default:
      return fault(`is ${shown(given)}`, issue.message.endsWith('.') ? issue.message : `${issue.message}.`);
  }
}

const wanted: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list, each item on a line that begins with "- "',
  tuple: 'a list in brackets',
  object: '"key: value" lines',
  record: '"key: value" lines',
};

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a map' : typeof value === 'string' ? 'a text' : shown(value);
}

function shown(value: unknown): string {
  return typeof value === 'object' && value !== null ? kindOf(value) : JSON.stringify(value);
}

function remedyFor(given: unknown, expected: string): string {
  if (expected !== 'string') return '.';
  return typeof given === 'object' ? '; one that holds ": " needs quotes.' : ' in quotes.';
}

function oneOf(given: string, known: string[]): string {
  return `${didYouMean(given, known)}Write one of: ${known.join(', ')}.`;
}

/** A key is missing because it stands there misspelt, which is a fault of its own. */
function isMisspelt(missing: Issue, all: Issue[]): boolean {
  const parent = missing.path.slice(0, -1).join('.');
  const key = String(missing.path.at(-1));
  return all.some(
    (issue) =>
      issue.code === 'unrecognized_keys' &&
      issue.path.join('.') === parent &&
      issue.keys.some((other) => nearest(other, [key])),
  );
}

function hasOwn(value: unknown, key: PropertyKey): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

function at(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((inside, key) => (hasOwn(inside, key) ? inside[key] : undefined), value);
}

function without(value: unknown, issues: Issue[]): unknown {
  const copy: unknown = structuredClone(value);
  for (const issue of issues) {
    const object = at(copy, issue.path);
    if (issue.code === 'unrecognized_keys' && typeof object === 'object' && object !== null)
      for (const key of issue.keys) Reflect.deleteProperty(object, key);
  }
  return copy;
}

/** The keys that a schema knows at a path; the value tells which member of a union is meant. */
function knownKeys(schema: z.core.$ZodType, path: PropertyKey[], value: unknown): string[] {
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  const [key, ...rest] = path;
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'nullable':
      return knownKeys(def.innerType, path, value);
    case 'array':
      return key === undefined ? [] : knownKeys(def.element, rest, at(value, [key]));
    case 'record':
      return key === undefined
        ? [...(def.keyType._zod.values ?? [])].map(String)
        : knownKeys(def.valueType, rest, at(value, [key]));
    case 'union': {
      const kind = at(value, ['kind']);
      const meant = def.options.filter(
        (option) => kind === undefined || option._zod.propValues?.kind?.has(kind as z.core.util.Primitive),
      );
      return meant.flatMap((option) => knownKeys(option, path, value));
    }
    case 'object':
      if (key === undefined) return Object.keys(def.shape);
      return Object.hasOwn(def.shape, key) ? knownKeys(def.shape[String(key)]!, rest, at(value, [key])) : [];
    default:
      return [];
  }
}
