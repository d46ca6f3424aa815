import { readChoice } from '../reading/choice.js';
import { isQuestion } from '../text/sentences.js';
import { corrects, factsNamed, meansEarlier, takesBack, wantsChange } from './naming.js';
import { type Spot, spotsIn, spotValue, type Value } from './spots.js';
import { drop, lastGiven, put, type Talk } from './talk.js';
import type { Told } from './told.js';

export interface Correcting {
  told: Told;
  /** The fact that was asked: what fits it is its answer and corrects nothing. */
  asked?: string;
  /** It is plain that the text corrects something, whatever its words. */
  surely?: boolean;
  /** Naming a fact is enough to have it asked again. */
  byName?: boolean;
}

/** Takes what a text explicitly corrects of the facts known. @returns the facts corrected */
export function correct(
  talk: Talk,
  text: string,
  { told, asked, surely = false, byName = false }: Correcting,
): string[] {
  const { form, state } = talk;
  const marked = surely || corrects(text, { no: form.facts[asked ?? '']?.kind !== 'yes-no' });
  const named = factsNamed(form, text).filter((fact) => fact !== asked);
  const corrected: string[] = [];
  const take = (value: Value) => {
    const same = value.value === state.given[value.fact];
    if (same && byName) return;
    if (!same) put(talk, value);
    talk.understood = true;
    corrected.push(value.fact);
  };
  for (const value of told.values) {
    if (value.fact !== asked && isSaid(talk, value.fact) && (marked || named.includes(value.fact))) take(value);
  }
  for (const spot of told.loose) {
    if ('problem' in spot.reading || corrected.length > 0) continue;
    const fact = meantBy(talk, text, spot, named, marked, asked);
    if (fact !== undefined) take(spotValue(fact, spot));
  }
  if (corrected.length > 0) return corrected;
  const chosen = marked ? chosenAgain(talk, text, named, asked) : undefined;
  if (chosen) {
    take(chosen);
    return corrected;
  }
  const again =
    byName || wantsChange(text) || (takesBack(text) && !isQuestion(text)) ? nameMeant(talk, named) : undefined;
  if (again === undefined || told.loose.length > 0) return corrected;
  drop(talk, again, { ask: true });
  talk.understood = true;
  return [again];
}

/** Whose value a date or name without a cue is, when something is corrected. */
function meantBy(
  talk: Talk,
  text: string,
  spot: Spot,
  named: string[],
  marked: boolean,
  asked: string | undefined,
): string | undefined {
  const { form, state } = talk;
  const fits = (fact: string) => form.facts[fact]?.kind === spot.kind && isSaid(talk, fact) && fact !== asked;
  const byName = named.filter(fits);
  if (byName.length > 0) return lastGiven(talk, (fact) => byName.includes(fact)) ?? byName[0];
  if (!marked) return undefined;
  const denied = Object.keys(form.facts).find(
    (fact) => fits(fact) && deniedValues(talk, text).includes(String(state.given[fact])),
  );
  if (denied !== undefined) return denied;
  if (asked !== undefined && form.facts[asked]?.kind === spot.kind && !meansEarlier(text) && answers(talk, spot, asked))
    return undefined;
  return lastGiven(talk, (fact) => fits(fact) && answers(talk, spot, fact)) ?? lastGiven(talk, fits);
}

/** Could the value be the asked fact's? A date outside its bounds could not. */
function answers({ form, state }: Talk, { reading }: Spot, asked: string): boolean {
  const { earliest } = form.facts[asked] ?? {};
  const bound = earliest === undefined ? undefined : state.given[earliest];
  return !('value' in reading) || typeof bound !== 'string' || reading.value >= bound;
}

/** Values that a text denies: "I meant the 4th of May, not 3 May". */
function deniedValues({ form, context }: Talk, text: string): string[] {
  const denied = /\b(?:not|instead of|rather than)\b(.*)$/is.exec(text)?.[1] ?? '';
  return spotsIn(form, denied, context.today).flatMap(({ reading }) => ('value' in reading ? [reading.value] : []));
}

/** "Sorry, global": an option said with few words, of the choice made last. */
function chosenAgain(talk: Talk, text: string, named: string[], asked: string | undefined): Value | undefined {
  const { form, state } = talk;
  for (const fact of state.latest.toReversed()) {
    const { options } = form.facts[fact] ?? {};
    if (!options || fact === asked || !isSaid(talk, fact) || (named.length > 0 && !named.includes(fact))) continue;
    const said = Object.fromEntries(Object.entries(options).map(([id, option]) => [id, { ...option, noticed: [] }]));
    const reading = readChoice(text.replace(/^\W*(?:no|sorry|actually|wait|oops)\b[\s,.:;-]*/i, ''), said);
    if (
      'value' in reading &&
      reading.assumed === undefined &&
      reading.value !== state.given[fact] &&
      !/^\W*\d+\W*$/.test(text)
    )
      return { fact, value: reading.value, start: 0, end: text.length };
  }
  return undefined;
}

function nameMeant(talk: Talk, named: string[]): string | undefined {
  const known = named.filter((fact) => talk.state.given[fact] !== undefined);
  return lastGiven(talk, (fact) => known.includes(fact)) ?? known[0];
}

function isSaid({ state }: Talk, fact: string): boolean {
  return state.given[fact] !== undefined;
}
