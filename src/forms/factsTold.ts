import type { FactKind, FactValue } from '../knowledge/facts.js';
import type { Found, Problem } from '../reading/reading.js';

/** A date or host name in a message and the fact that its own words say it is; `null` where none do. */
export interface MentionedValue extends Found<string> {
  kind: FactKind;
  fact: string | null;
}

/** A value that a message gives for a fact, and where it stands. */
export interface Value {
  fact: string;
  value: FactValue;
  /** Read with an assumption, or only guessed: it is said back for a yes before it decides. */
  assumed?: string;
  start: number;
  end: number;
}

/** All that a message tells of a form's facts without having been asked. */
export interface FactsTold {
  readonly values: readonly Readonly<Value>[];
  /** Of a choice for which several options are told: all of them. */
  readonly candidates: Readonly<Record<string, readonly string[]>>;
  /** Values that are said not to be so ("it wasn't the key"). */
  readonly denies: readonly { readonly fact: string; readonly value: FactValue }[];
  /** Of a yes that needs several things: those told, where others are missing. */
  readonly parts: Readonly<Record<string, readonly string[]>>;
  /** Dates and names that nothing gives to a fact. */
  readonly unattributed: readonly MentionedValue[];
  /** Of the form's `each` fact: all values named, where there are several, each with what is its own. */
  readonly several: readonly Subject[];
  /** Two values between which the customer hasn't decided. */
  readonly undecided: readonly { readonly fact: string; readonly values: readonly string[] }[];
  /** What is clearly meant for a fact and cannot be. */
  readonly refused: readonly { readonly fact: string; readonly problem: Problem }[];
}

/** One of several subjects that a message names (a second host name, say), and what it tells of this one alone. */
export interface Subject {
  name: string;
  own: readonly Value[];
}

/**
 * Stands for "the same as that fact" until it is taken: the other fact's name in braces, as its value may come later
 * in the message.
 */
export function sameMark(fact: string): string {
  return `{${fact}}`;
}

export function isSameMark(value: FactValue): boolean {
  return typeof value === 'string' && value.startsWith('{');
}

/** The value that a mention was read as, for a fact. @throws if it was refused */
export function valueOfMention(fact: string, { reading, start, end }: MentionedValue): Value {
  if ('problem' in reading) throw new Error('only a mention that was read has a value');
  return { fact, value: reading.value, start, end, ...(reading.assumed !== undefined && { assumed: reading.assumed }) };
}
