import type { Form } from '../knowledge/form.js';
import { type Spot, type Subject, spotValue, type Value } from './told.js';

/**
 * What a sentence that names several subjects tells of each, and what of all of them. With one subject or none all is
 * shared.
 * @param ofEach whether words around a value say that it is true of every one
 */
export function apart(
  form: Form,
  spots: Spot[],
  values: Value[],
  ofEach: (value: Value) => boolean,
): { several: Subject[]; shared: Value[] } {
  const named = namedIn(form, spots);
  if (named.length < 2) return { several: [], shared: values };
  const { inTurn, ofAll } = datesIn(form, spots, named.length);
  const single = values.filter(({ fact }) => form.facts[fact]?.kind !== 'date' || ofAll.includes(fact));
  const between = single.filter((value) => isBetween(named, value) && !ofEach(value));
  const several = named.map(({ reading, start }, i) => ({
    name: reading.value,
    own: [
      ...between.filter((value) => named.findLast((name) => name.end <= value.start)?.start === start),
      ...inTurn.map((dates) => dates[i]!),
    ],
  }));
  return { several, shared: single.filter((value) => !between.includes(value)) };
}

type Named = Spot & { reading: { value: string } };

function namedIn(form: Form, spots: Spot[]): Named[] {
  const kind = form.each === undefined ? undefined : form.facts[form.each]?.kind;
  const named = spots.filter(
    (spot): spot is Named =>
      spot.kind === kind && (spot.fact === null || spot.fact === form.each) && 'value' in spot.reading,
  );
  return named.filter(({ reading }, i) => named.findIndex((other) => other.reading.value === reading.value) === i);
}

/** "www.a.com is the cheap one and www.b.com …": what stands between two names is told of the first of them only. */
function isBetween(named: Named[], { start, end }: Value): boolean {
  return named[0]!.end <= start && end <= named.at(-1)!.start;
}

/** One date is everybody's, as many dates as subjects are theirs in turn, and any other number is nobody's. */
function datesIn(form: Form, spots: Spot[], subjects: number): { inTurn: Value[][]; ofAll: string[] } {
  const dates = spots.filter(({ kind, reading }) => kind === 'date' && 'value' in reading);
  const facts = Object.keys(form.facts).filter((name) => dates.some(({ fact }) => fact === name));
  const loose = dates.filter(({ fact }) => fact === null);
  if (facts.length > 1 && loose.length > 0) return { inTurn: [], ofAll: [] };
  const told = facts.map((fact) => ({ fact, spots: dates.filter((spot) => spot.fact === fact || spot.fact === null) }));
  return {
    inTurn: told
      .filter((one) => one.spots.length === subjects)
      .map((one) => one.spots.map((spot) => spotValue(one.fact, spot))),
    ofAll: told.filter((one) => one.spots.length === 1).map(({ fact }) => fact),
  };
}
