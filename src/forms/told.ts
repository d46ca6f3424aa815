import type { Form } from '../knowledge/types.js';
import type { Problem } from '../reading/reading.js';
import { Recent } from '../text/recent.js';
import { type Spot, spotsIn, spotValue, type Value } from './spots.js';
import { apart, type Subject } from './subjects.js';
import { toldValues } from './values.js';

/** All that a sentence tells without having been asked. */
export interface Told {
  readonly values: readonly Readonly<Value>[];
  /** Dates and names that no cue gives to a fact, and that aren't taken for one. */
  readonly loose: readonly Spot[];
  /** Of the form's `each` fact: all values named, where there are several, each with the dates that are its own. */
  readonly several: readonly Subject[];
  /** What is clearly meant for a fact and cannot be. */
  readonly refused: readonly { readonly fact: string; readonly problem: Problem }[];
}

const sameName =
  /\b(?:same (?:common |host |domain |server )?name|name (?:stays|remains|will be|is|stay) (?:exactly )?the same|(?:keep|keeping) the (?:common |host )?name|name (?:doesn't|does not|won't|will not|isn't going to) change)\b/i;

/** Every rule of a turn asks what the same message tells, and finding dates and host names is the dearest part of a turn. */
const recent = new WeakMap<Form, Recent<Told>>();

/** What a sentence tells of a form's facts: strictly read, as nobody may have asked. */
export function told(form: Form, text: string, today: string): Told {
  const known = recent.get(form) ?? new Recent<Told>(100);
  recent.set(form, known);
  return known.get(`${today} ${text}`, () => read(form, text, today));
}

function read(form: Form, text: string, today: string): Told {
  const spots = spotsIn(form, text, today);
  const values: Value[] = Object.entries(toldValues(form, text)).map(([fact, { value, start, end }]) => ({
    fact,
    value: value.value,
    start,
    end,
  }));
  const refused: Told['refused'][number][] = [];
  for (const spot of spots) {
    if (spot.fact === null || values.some(({ fact }) => fact === spot.fact)) continue;
    if ('problem' in spot.reading) refused.push({ fact: spot.fact, problem: spot.reading.problem });
    else values.push(spotValue(spot.fact, spot));
  }
  const loose = spots.filter(({ fact }) => fact === null);
  const { several, shared } = apart(form, text, spots, values);
  shared.push(...sameNames(form, text, shared));
  return { values: shared, loose, several, refused };
}

/** The loose values that can be one fact only: a lone host name is the form's first, a lone date the only one there is. */
export function lone(form: Form, { loose, values }: Told): Value[] {
  return (['host-name', 'date'] as const).flatMap((kind) => {
    const facts = Object.keys(form.facts).filter((name) => form.facts[name]?.kind === kind);
    const [fact] = facts;
    const [spot] = loose.filter((one) => one.kind === kind);
    if (
      fact === undefined ||
      !spot ||
      (kind === 'date' && facts.length > 1) ||
      values.some((value) => value.fact === fact)
    )
      return [];
    return 'value' in spot.reading ? [spotValue(fact, spot)] : [];
  });
}

/** "The same name": `value` is then the other fact's name, in braces, as its value may come later in the sentence. */
function sameNames(form: Form, text: string, values: Value[]): Value[] {
  const match = sameName.exec(text);
  if (!match) return [];
  return Object.entries(form.facts).flatMap(([fact, { sameAs }]) =>
    sameAs === undefined || values.some((value) => value.fact === fact)
      ? []
      : [{ fact, value: sameMark(sameAs), start: match.index, end: match.index + match[0].length }],
  );
}

/** Stands for "the same as that fact" until it is taken. */
export function sameMark(fact: string): string {
  return `{${fact}}`;
}
