import type { Form } from '../knowledge/form.js';
import { type MentionedValue, type Subject, type Value, valueOfMention } from './factsTold.js';
import { type Cut, type Mention, part } from './parting.js';

/** What the words of a message say of how its subjects are kept apart. */
export interface Parted {
  /** Every place at which an option or a yes or no is told. */
  mentions: readonly Mention[];
  /** Where another subject may begin. */
  cuts: readonly Cut[];
  /** Whether words around a place say that what stands there is true of every one. */
  ofEach: (place: { start: number; end: number }) => boolean;
  /** It says that what it lists belongs to its names in their order. */
  inTurn: boolean;
}

/**
 * What a message that names several subjects tells of each, and what of all of them. With one subject or none all is
 * shared. What may belong to one or to another is told of neither, so that it is asked.
 */
export function separateSubjects(
  form: Form,
  mentioned: readonly MentionedValue[],
  values: readonly Value[],
  { mentions, cuts, ofEach, inTurn }: Parted,
): { several: Subject[]; shared: Value[] } {
  const said = namedIn(form, mentioned);
  const names = [...new Set(said.map(({ reading }) => reading.value))];
  if (names.length < 2) return { several: [], shared: [...values] };
  const dates = datesIn(form, mentioned);
  const all = [...mentions, ...dates]
    .filter(({ at, to }) => !ofEach({ start: at, end: to }))
    .sort((a, b) => a.at - b.at);
  const places = said.map(({ reading, start, end }) => ({ name: reading.value, start, end }));
  const { own, open } = part(form, { places, names, mentions: all, cuts });
  const listed = [...open].flatMap((fact) => {
    const turns = all.filter((mention) => mention.value.fact === fact);
    const isDate = form.facts[fact]?.kind === 'date';
    return isListed(places, names, turns) && (isDate || inTurn) ? [turns] : [];
  });
  const same = sameForAll([...own.values()]);
  const several = names.map((name, i) => ({
    name,
    own: [
      ...own.get(name)!.filter(({ fact }) => !same.some((value) => value.fact === fact)),
      ...listed.map((turns) => told(turns[i]!.value)!),
    ],
  }));
  const parted = new Set([...open, ...[...own.values()].flat().map(({ fact }) => fact)]);
  const each = new Set(dates.filter(({ value }) => isOnly(dates, value.fact)).map(({ value }) => value.fact));
  const shared = values.filter(
    ({ fact }) => !parted.has(fact) && (form.facts[fact]?.kind !== 'date' || each.has(fact)),
  );
  return { several, shared: [...shared, ...same] };
}

/** What each of them is told alike. */
function sameForAll([first = [], ...others]: readonly (readonly Value[])[]): Value[] {
  return first.filter(({ fact, value }) =>
    others.every((own) => own.some((other) => other.fact === fact && other.value === value)),
  );
}

const told = ({ value, ...rest }: Mention['value']): Value | undefined =>
  value === undefined ? undefined : { ...rest, value };
const isOnly = (dates: readonly Mention[], fact: string) =>
  new Set(dates.filter(({ value }) => value.fact === fact).map(({ value }) => value.value)).size === 1;

type Named = MentionedValue & { reading: { value: string } };

/** The names of subjects, each time that one is said. */
function namedIn(form: Form, mentioned: readonly MentionedValue[]): Named[] {
  const kind = form.each === undefined ? undefined : form.facts[form.each]?.kind;
  return mentioned.filter(
    (one): one is Named => one.kind === kind && (one.fact === null || one.fact === form.each) && 'value' in one.reading,
  );
}

/** As many values as names in one row, behind the names or before them: "www.a.com and b.org, 3 May and 1 June". */
function isListed(
  places: readonly { start: number; end: number }[],
  names: readonly string[],
  turns: readonly Mention[],
): boolean {
  const [first, last] = [places[0]!, places.at(-1)!];
  const oneRow = turns.every(({ at }) => at > last.end) || turns.every(({ at }) => at < first.start);
  const sure = turns.every(({ value }) => value.value !== undefined);
  return turns.length === names.length && places.length === names.length && oneRow && sure;
}

/** The dates of each fact. One that no word gives to a fact is the same fact's as the others', if there is only one. */
function datesIn(form: Form, mentioned: readonly MentionedValue[]): Mention[] {
  const dates = mentioned.filter(({ kind, reading }) => kind === 'date' && 'value' in reading);
  const facts = Object.keys(form.facts).filter((name) => dates.some(({ fact }) => fact === name));
  if (facts.length > 1 && dates.some(({ fact }) => fact === null)) return [];
  return facts.flatMap((fact) =>
    dates
      .filter((one) => one.fact === fact || one.fact === null)
      .map((one) => ({ value: valueOfMention(fact, one), at: one.start, to: one.end })),
  );
}
