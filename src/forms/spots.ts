import type { FactKind, FactValue, Form } from '../knowledge/types.js';
import { findDates } from '../reading/date.js';
import { findHostNames } from '../reading/hostName.js';
import type { Found } from '../reading/reading.js';
import { longestApart, type Match, Phrases } from '../text/phrases.js';
import { wordsOf } from '../text/words.js';

/** A date or host name in a sentence and the fact its cue says it is; `null` where none does. */
export interface Spot extends Found<string> {
  kind: FactKind;
  fact: string | null;
}

/** A value that a sentence gives for a fact, and where it stands. */
export interface Value {
  fact: string;
  value: FactValue;
  assumed?: string;
  start: number;
  end: number;
}

const clauseEnd = /[,.;!?\n]|\b(?:and|but|then|while|whereas)\b/i;
const finders: { kind: FactKind; find: (text: string, today: string, cues: readonly string[]) => Found<string>[] }[] = [
  { kind: 'date', find: (text, today, cues) => findDates(text, { today, cues }) },
  { kind: 'host-name', find: (text) => findHostNames(text) },
];
const cueBooks = new WeakMap<Form, Map<FactKind, Phrases<string>>>();

/** The dates and host names that stand in a sentence, each with its fact by the nearest cue: before it in its clause, after it there, then further off. */
export function spotsIn(form: Form, text: string, today: string): Spot[] {
  const words = wordsOf(text.slice(0, 10_000));
  return finders.flatMap(({ kind, find }) => {
    const found = find(
      text,
      today,
      Object.values(form.facts).flatMap((fact) => (fact.kind === kind ? fact.cues : [])),
    );
    if (found.length === 0) return [];
    const cues = longestApart(cuesOf(form, kind).matches(words)).filter(
      (cue) => !found.some(({ start, end }) => cue.start < end && start < cue.end),
    );
    const spots = found.map((spot, i) => ({
      ...spot,
      kind,
      fact: cuedBy(text, cues, spot, found[i - 1]?.end ?? 0, found[i + 1]?.start ?? text.length),
    }));
    return replacing(form, text, spots);
  });
}

/** "www.a.com by www.b.com": the second is the new one, the form's fact that may be "the same" as another. */
function replacing(form: Form, text: string, spots: Spot[]): Spot[] {
  const [renewed] = Object.entries(form.facts).filter(([, { sameAs }]) => sameAs !== undefined);
  return spots.map((spot, i) => {
    const before = spots[i - 1];
    if (!renewed || !before || spot.kind !== 'host-name' || spot.fact !== null) return spot;
    return /^\s*(?:,?\s*(?:by|with|to|into)\b|[-=]+>|→)\s*$/i.test(text.slice(before.end, spot.start))
      ? { ...spot, fact: renewed[0] }
      : spot;
  });
}

function cuedBy(
  text: string,
  cues: Match<string>[],
  { start, end }: Found<string>,
  from: number,
  to: number,
): string | null {
  const before = cues.filter((cue) => cue.start >= from && cue.end <= start).at(-1);
  const after = cues.find((cue) => cue.start >= end && cue.end <= to);
  const near = (a: number, b: number) => !clauseEnd.test(text.slice(a, b));
  if (before && near(before.end, start)) return before.value;
  if (after && near(end, after.start) && !(to < text.length && near(after.end, to))) return after.value;
  const second = cues.filter((cue) => cue.start >= to);
  // "Ordered in spring, 3 May" reaches back; "lost the key, 3 May ordered" is settled above.
  if (before) return before.value;
  return after && (second.length > 0 || to === text.length) ? after.value : null;
}

function cuesOf(form: Form, kind: FactKind): Phrases<string> {
  const known = cueBooks.get(form)?.get(kind);
  if (known) return known;
  const facts = Object.entries(form.facts).filter(([, definition]) => definition.kind === kind);
  const cues = new Phrases(facts.flatMap(([fact, definition]) => definition.cues.map((cue) => [cue, fact] as const)));
  const books = cueBooks.get(form) ?? new Map<FactKind, Phrases<string>>();
  cueBooks.set(form, books.set(kind, cues));
  return cues;
}

/** The value that a spot was read as, for a fact. @throws if it was refused */
export function spotValue(fact: string, { reading, start, end }: Spot): Value {
  if ('problem' in reading) throw new Error('only a spot that was read has a value');
  return { fact, value: reading.value, start, end, ...(reading.assumed !== undefined && { assumed: reading.assumed }) };
}
