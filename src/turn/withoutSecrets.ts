import type { Activity } from 'botbuilder';
import { isKeyNumber } from '../certificates/namedSecrets.js';
import {
  cutOut,
  type SecretKind,
  type SecretSpan,
  secretSpans,
  TAKEN_OUT,
  takeOutSecrets,
} from '../certificates/secrets.js';
import { isPasswordName } from '../languages/en/passwordTalk.js';

/** What lies deeper, or beyond so many values, is dropped: no activity of an honest client comes near. */
const DEEPEST = 32;
const MOST_VALUES = 20_000;
/** Longer strings are cut, and when so many signs were looked at in all, what is left is dropped. */
const [LONGEST, MOST_SIGNS] = [64_000, 200_000];
/**
 * An activity's own fields that say what it is, who, where and when; they are set by the channel and lead to the right
 * conversation, so they stay as they are.
 */
const ADDRESSES: ReadonlySet<string> = new Set([
  'id',
  'timestamp',
  'localTimestamp',
  'expiration',
  'from',
  'recipient',
  'conversation',
  'replyToId',
  'channelId',
  'serviceUrl',
  'type',
]);
/** Names of fields that the protocol gives to every activity; others are looked at as well. */
const NAMES: ReadonlySet<string> = new Set([
  ...['text', 'textFormat', 'locale', 'value', 'attachments', 'contentType', 'content', 'name', 'channelData'],
]);
const POLLUTING: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * A copy of an activity without the private keys and passwords that stood in it: in any string at any depth, in a list
 * of strings that make one only together, or in the same field of a list of objects, in the names of fields, and where
 * only a field's name says so (a JSON Web Key's numbers, `password`). Who, where and when stay as they are; dates stay
 * dates.
 * @returns the copy, and the kinds of secret found (each once)
 */
export function withoutSecrets<A extends Partial<Activity>>(activity: A): { activity: A; found: SecretKind[] } {
  const walk = new Walk();
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(activity)) {
    if (ADDRESSES.has(key)) copy[key] = value;
    else walk.put(copy, activity, key, 1);
  }
  return { activity: copy as A, found: [...walk.found] };
}

class Walk {
  readonly found = new Set<SecretKind>();
  private values = 0;
  private signs = 0;

  /** Copies one field, its name freed of secrets as well. */
  put(into: Record<string, unknown>, object: object, key: string, depth: number): void {
    const value: unknown = (object as Record<string, unknown>)[key];
    if (POLLUTING.has(key)) return;
    const secret = typeof value === 'string' && value.trim() !== '' ? secretField(key, object) : null;
    if (secret) this.found.add(secret);
    const copy = secret ? TAKEN_OUT : this.copy(value, depth);
    if (copy === undefined && value !== undefined) return;
    const name = NAMES.has(key) ? key : this.freed(key);
    let free = name;
    for (let number = 2; name !== key && Object.hasOwn(into, free); number += 1) free = `${name} ${number}`;
    into[free] = copy;
  }

  private copy(value: unknown, depth: number): unknown {
    this.values += 1;
    if (depth > DEEPEST || this.values > MOST_VALUES) return undefined;
    if (typeof value === 'string') return this.spend(value) ? this.freed(value.slice(0, LONGEST)) : undefined;
    if (typeof value !== 'object' || value === null)
      return typeof value === 'function' || typeof value === 'symbol' ? undefined : value;
    if (value instanceof Date) return new Date(value);
    if (Array.isArray(value)) return this.list(value, depth);
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(value)) this.put(copy, value, key, depth + 1);
    return copy;
  }

  private list(list: readonly unknown[], depth: number): unknown[] {
    const room = list.slice(0, Math.max(0, MOST_VALUES - this.values));
    const strings = this.together(room);
    return this.columns(strings)
      .map((item) => this.copy(item, depth + 1))
      .filter((item) => item !== undefined);
  }

  /** The strings of a list, freed of what they hold together. */
  private together(list: readonly unknown[]): unknown[] {
    const at = list.flatMap((item, index) => (typeof item === 'string' ? [index] : []));
    if (at.length < 2) return [...list];
    const freed = this.freedTogether(at.map((index) => String(list[index])));
    const result = [...list];
    for (const [i, index] of at.entries()) result[index] = freed[i];
    return result;
  }

  /**
   * Objects of a list, each string field freed of what it holds together with the same field of the others (the lines
   * of a card).
   */
  private columns(list: readonly unknown[]): unknown[] {
    const rows = list.map((item) => (isPlain(item) ? { ...item } : item));
    const names = new Set(
      rows.flatMap((row) => (isPlain(row) ? Object.keys(row).filter((key) => typeof row[key] === 'string') : [])),
    );
    for (const name of [...names].slice(0, 50)) {
      const having = rows.filter(
        (row): row is Record<string, unknown> => isPlain(row) && typeof row[name] === 'string' && !POLLUTING.has(name),
      );
      if (having.length < 2) continue;
      const freed = this.freedTogether(having.map((row) => String(row[name])));
      for (const [i, row] of having.entries()) row[name] = freed[i];
    }
    return rows;
  }

  /** Whether a string is still looked at. */
  private spend({ length }: string): boolean {
    this.signs += Math.min(length, LONGEST);
    return this.signs <= MOST_SIGNS;
  }

  private freedTogether(pieces: readonly string[]): string[] {
    const spans = secretSpans(pieces.join('\n'));
    let [start, first] = [0, 0];
    return pieces.map((piece) => {
      const end = start + piece.length;
      const own: SecretSpan[] = [];
      for (let i = first; i < spans.length && spans[i]!.start < end; i += 1) {
        const span = spans[i]!;
        if (span.end <= end) first = i + 1;
        if (span.end <= start) continue;
        own.push({ ...span, start: Math.max(0, span.start - start), end: Math.min(piece.length, span.end - start) });
        this.found.add(span.kind);
      }
      start = end + 1;
      return cutOut(piece, own);
    });
  }

  private freed(text: string): string {
    const { text: rest, found } = takeOutSecrets(text);
    for (const kind of found) this.found.add(kind);
    return rest;
  }
}

/** What kind of secret a field of an object holds by its name alone. */
function secretField(name: string, object: object): SecretKind | null {
  if (isKeyNumber(name, object)) return 'private-key';
  return isPasswordName(name) ? 'password' : null;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
