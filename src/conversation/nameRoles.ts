import type { Form } from '../knowledge/form.js';
import { mentionsStoodBy } from '../reading/corrections.js';
import { longestApart, type Match, Phrases } from '../text/phrases.js';
import { wordsOf } from '../text/words.js';
import type { Finding, Message } from './message.js';

/** The facts of a form that are host names: the one on the certificate, and the one that may be the same. */
export function nameFacts(form: Form): { old: string | undefined; wanted: string | undefined } {
  const facts = Object.entries(form.facts).filter(([, { kind }]) => kind === 'host-name');
  return {
    old: facts.find(([, { sameAs }]) => sameAs === undefined)?.[0],
    wanted: facts.find(([, { sameAs }]) => sameAs !== undefined)?.[0],
  };
}

/**
 * The fact that a message's own words give each of its names; `null` where none do. Names between which nobody has
 * decided have none.
 */
export function nameRoles(form: Form, message: Message): { roles: Map<Finding, string | null>; undecided: string[] } {
  const names = message.findings.filter(({ kind }) => kind === 'host-name');
  const roles = new Map<Finding, string | null>(names.map((name) => [name, null]));
  const { old, wanted } = nameFacts(form);
  const at = (mark: string | undefined) => (mark === undefined ? undefined : message.findings[Number(mark.slice(4))]);
  const value = (finding: Finding | undefined) =>
    finding && 'value' in finding.reading ? finding.reading.value : undefined;
  const { pair } = message;
  if (pair && 'undecided' in pair) {
    const values = [...new Set(pair.undecided.flatMap((mark) => value(at(mark)) ?? []))];
    return { roles, undecided: values.length > 1 ? values : [] };
  }
  if (pair && 'meant' in pair) {
    const meant = value(at(pair.meant));
    for (const name of names) if (value(name) !== meant) roles.delete(name);
    return { roles, undecided: [] };
  }
  for (const [mark, fact] of [
    [pair?.old, old],
    [pair?.wanted, wanted],
  ]) {
    const finding = at(mark);
    if (finding && fact !== undefined) roles.set(finding, fact);
  }
  // A name said twice has the role of its other mention.
  for (const name of names) {
    const twin = names.find((other) => roles.get(other) && value(other) === value(name));
    if (twin) roles.set(name, roles.get(twin)!);
  }
  if (!pair) {
    const stands = mentionsStoodBy(message.text, names);
    const cues = stands.length === 0 ? [] : cuesIn(form, message);
    for (const name of names)
      if (stands.includes(name)) roles.set(name, cued(cues, message, name));
      else roles.delete(name);
  }
  return { roles, undecided: [] };
}

const books = new WeakMap<Form, Phrases<string>>();
/** A cue stands at most so many words before its name, and none behind a comma. */
const REACH = 5;

function cuesIn(form: Form, { text, findings }: Message): Match<string>[] {
  return longestApart(bookOf(form).matches(wordsOf(text))).filter(
    ({ start, end }) => !findings.some((other) => other.start < end && start < other.end),
  );
}

function cued(cues: readonly Match<string>[], message: Message, name: Finding): string | null {
  const words = wordsOf(message.text);
  const at = words.findIndex(({ start }) => start >= name.start);
  const near = cues.filter(
    ({ to }) => to <= at && at - to <= REACH && !words.slice(to, at + 1).some(({ breaks }, i) => breaks && i > 0),
  );
  const before = near.at(-1);
  const other = message.findings.some(({ start, end }) => before && start >= before.end && end <= name.start);
  return before && !other ? before.value : null;
}

function bookOf(form: Form): Phrases<string> {
  const known = books.get(form);
  if (known) return known;
  const facts = Object.entries(form.facts).filter(([, { kind }]) => kind === 'host-name');
  const book = new Phrases(facts.flatMap(([fact, { cues }]) => cues.map((cue) => [cue, fact] as const)));
  books.set(form, book);
  return book;
}
