import type { FactDefinition, FactValue } from '../knowledge/types.js';
import { longDate } from '../languages/calendar.js';
import { readChoice } from '../reading/choice.js';
import { readDate } from '../reading/date.js';
import { readHostName } from '../reading/hostName.js';
import type { Reading } from '../reading/reading.js';
import { readYesNo, splitYesNo } from '../reading/yesNo.js';
import type { Talk } from './talk.js';
import { sameMark, type Told } from './told.js';

const same =
  /\b(?:same|identical|unchanged|no change|not changing|as before|as it is|as it was|as (?:the )?old one|stays|stay|remains|keep|keeping|ditto|(?:doesn't|does not|won't|will not|isn't going to|not going to) change|no new name|no different)\b/i;
/** "Nothing changes" says it of the name as well, "nothing else" and "the rest" do not. */
const allSame =
  /\b(?:everything|all|nothing|none of it)\b(?!.*\b(?:else|other|rest)\b).*\b(?:same|unchanged|identical|change[sd]?|changing|different|as before|as it (?:is|was))\b/i;
const ofMore = /\b(?:everything|all|nothing|else|other|rest|details?)\b/i;
/** Reasons that say only that nothing could be used. */
const nothing = new Set(['date.none', 'name.none', 'choice.none', 'yes-no.unclear']);

/** Is the problem that something was read and refused, so that it is worth saying by itself? */
export function isSubstantial(problem: { reason: string }): boolean {
  return !nothing.has(problem.reason);
}

/** The asked fact's value in a reply, leniently read; what was told for other facts is left out of it. */
export function readAnswer(talk: Talk, fact: string, text: string, told: Told): Reading<FactValue> {
  const definition = talk.form.facts[fact]!;
  const strict = told.values.find((value) => value.fact === fact);
  if (strict) return { value: strict.value, ...(strict.assumed !== undefined && { assumed: strict.assumed }) };
  const refused = told.refused.find((one) => one.fact === fact);
  const rest = without(text, told, fact);
  const picked = pickOffered(talk, fact, rest);
  if (picked !== null) return { value: picked };
  const reading = readers[definition.kind](talk, definition, rest, text);
  return 'problem' in reading && refused && !isSubstantial(reading.problem) ? { problem: refused.problem } : reading;
}

const readers: Record<
  FactDefinition['kind'],
  (talk: Talk, definition: FactDefinition, text: string, whole: string) => Reading<FactValue>
> = {
  choice: (_, { options = {} }, text) => readChoice(text, options),
  'yes-no': (_, { yes, no }, text) => readYesNo(text, { yes: yes?.said, no: no?.said }),
  date: ({ form, state, context }, definition, text) => {
    const bound = (name: string | undefined) =>
      name === undefined ? undefined : name === 'today' ? context.today : state.given[name];
    const [earliest, latest] = [bound(definition.earliest), bound(definition.latest)];
    return readDate(text, {
      today: context.today,
      ...(typeof earliest === 'string' && form.facts[definition.earliest ?? ''] !== undefined && { earliest }),
      ...(typeof latest === 'string' && { latest }),
    });
  },
  'host-name': ({ state }, { sameAs }, text, whole) => {
    const { answer, rest } = splitYesNo(text);
    if (answer !== null && rest === '') return { problem: { reason: 'name.none', about: {} } };
    const reading = readHostName(text);
    if ('value' in reading || sameAs === undefined || !(same.test(text.replaceAll('’', "'")) || allSame.test(whole)))
      return reading;
    return { value: state.given[sameAs] === undefined ? null : sameMark(sameAs) };
  },
};

/** Does a short reply say "the same" of the name asked for, and of nothing more ("no change")? */
export function saysSameName({ form }: Talk, fact: string, text: string): boolean {
  return (
    form.facts[fact]?.sameAs !== undefined &&
    same.test(text.replaceAll('’', "'")) &&
    !ofMore.test(text) &&
    text.trim().split(/\s+/).length <= 3
  );
}

/** A pick from values that were offered, by number or as shown. */
function pickOffered({ form, state }: Talk, fact: string, text: string): string | null {
  if (state.offered?.fact !== fact) return null;
  const isDate = form.facts[fact]?.kind === 'date';
  const options = Object.fromEntries(
    state.offered.values.map((value) => [value, { label: isDate ? longDate(value) : value, said: [], noticed: [] }]),
  );
  const reading = readChoice(text, options);
  return 'value' in reading && reading.assumed === undefined ? reading.value : null;
}

/** A text with what was told for other facts blanked, so that places stay. */
export function without(text: string, told: Told, fact: string): string {
  return told.values
    .filter((value) => value.fact !== fact)
    .reduce((left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end), text);
}
