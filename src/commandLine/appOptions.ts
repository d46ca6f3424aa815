import { UsageError } from '../failure.js';
import { readAppDomain } from './appDomain.js';
import { readOptions } from './flags.js';

/** What a Teams app is made of; what is null is for the caller to choose. */
export interface AppOptions {
  domain: string;
  appId: string;
  version: string | null;
  name: string | null;
  developer: string | null;
  website: string | null;
  privacy: string | null;
  terms: string | null;
  out: string | null;
  /** Whose package it is: the desk's own, or that of a customer's company. */
  audience: 'desk' | 'customers';
  json: boolean;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = {
  ...{ domain: text, 'app-id': text, out: text, version: text, name: text, developer: text },
  ...{ website: text, privacy: text, terms: text, customers: flag, json: flag },
};

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const VERSION = /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}$/;

/** How each text is checked, and what is said where it isn't so. Lengths are those of the schema (1.25). */
const checks: Record<string, [is: (given: string) => boolean, takes: string]> = {
  'app-id': [
    (given) => GUID.test(given) && /[1-9a-f]/i.test(given),
    "the bot's Microsoft App ID, a GUID such as 2f1a0c6e-3b7d-4c58-9f00-6d2f4f8b1a23",
  ],
  version: [(given) => VERSION.test(given) && given.length <= 256, 'three numbers, such as 1.4.0'],
  name: [shortText(30), 'a line of at most 30 characters'],
  developer: [shortText(32), 'a line of at most 32 characters'],
  website: [isPage, 'an https address'],
  privacy: [isPage, 'an https address'],
  terms: [isPage, 'an https address'],
  out: [(given) => given !== '', 'the file to write'],
};

/** Reads what follows `manifest`. @throws {UsageError} for what is missing, unknown or can't be so */
export function readAppOptions(rest: string[]): AppOptions {
  const { values, words } = readOptions(rest, options, 'manifest');
  if (words.length > 0)
    throw new UsageError(
      `manifest takes flags only, not ${JSON.stringify(words[0])}: manifest --domain HOST --app-id GUID.`,
    );
  const given = values as Partial<Record<string, string>>;
  for (const needed of ['domain', 'app-id'])
    if (given[needed] === undefined)
      throw new UsageError(`manifest needs --${needed}: manifest --domain chat.example.com --app-id GUID.`);
  const domain = readAppDomain(given.domain!);
  for (const [name, [is, takes]] of Object.entries(checks)) {
    const value = given[name];
    if (value !== undefined && !is(value))
      throw new UsageError(`--${name} takes ${takes}, not ${JSON.stringify(value)}.`);
  }
  const { version = null, name = null, developer = null, website = null, privacy = null, terms = null } = given;
  return {
    ...{ domain, appId: given['app-id']!.toLowerCase(), version, name, developer, website, privacy, terms },
    out: given.out ?? null,
    audience: values.customers ? 'customers' : 'desk',
    json: values.json === true,
  };
}

function shortText(most: number): (given: string) => boolean {
  return (given) => given === given.trim() && given !== '' && [...given].length <= most && !/\p{Cc}/u.test(given);
}

function isPage(given: string): boolean {
  return URL.canParse(given) && given.startsWith('https://') && given.length <= 2048;
}
