import type { Brief, BriefFact } from '../cases/brief.js';
import type { Case } from '../cases/case.js';
import { decide } from '../forms/decide.js';
import { withoutImplied } from '../forms/implied.js';
import { sayValue } from '../forms/said.js';
import type { FormState } from '../forms/state.js';
import { plainWords } from '../forms/words.js';
import type { Facts, FactValue } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { say } from '../knowledge/say.js';
import { factsNow, type Progress, type ToldBy } from './progress.js';

/** Where a form stands that is known of, running or decided. */
export interface FormAt {
  form: string;
  state: FormState;
}

/**
 * What told each value that stands now: values new with this message were told by it.
 * @param at the conversation's forms, with the facts of subjects that still wait for their round; those that had theirs
 * stand in `progress`
 */
export function toldByNow(
  progress: Progress,
  at: readonly FormAt[],
  said: { message: string; pressed: boolean },
): ToldBy[] {
  const standing = [
    ...Object.entries(progress.facts).map(([form, facts]) => ({ form, facts })),
    ...progress.subjects,
    ...at.flatMap(({ form, state }) => (state.waitingSubjects ?? []).map((facts) => ({ form, facts }))),
  ].flatMap(({ form, facts }) => Object.entries(facts).map(([fact, value]) => ({ form, fact, value })));
  const once = standing.filter((one, index) => standing.findIndex((other) => same(one, other)) === index);
  const [origin, { message }] = [said.pressed ? ('pressed' as const) : ('typed' as const), said];
  return once.map((one) => progress.toldBy.find((known) => same(known, one)) ?? { ...one, origin, message });
}

type Told = Pick<ToldBy, 'form' | 'fact' | 'value'>;
const same = (one: Told, other: Told) =>
  one.form === other.form && one.fact === other.fact && one.value === other.value;

/** What an agent finds prepared when they open the case; what is not known any more stays as it was. */
export function briefOf(
  open: Pick<Case, 'brief'>,
  {
    knowledge,
    progress,
    at,
    today,
  }: { knowledge: Knowledge; progress: Progress; at: readonly FormAt[]; today: string },
): Brief {
  const form = knowledge.forms.find(({ id }) => id === progress.form);
  const facts = factsNow(progress);
  const known = form && Object.keys(facts).length > 0;
  const given = form && (at.find(({ form: id }) => id === form.id)?.state.given ?? withoutImplied(form, facts, today));
  const titles = [...knowledge.answers.filter(({ kind }) => kind !== 'own'), ...knowledge.procedures];
  return {
    why: open.brief.why,
    verdict: progress.verdict ?? open.brief.verdict,
    facts: known && given ? factsOf(knowledge, form, { facts, given, toldBy: progress.toldBy }) : open.brief.facts,
    missing: form && given ? missingOf(form, given, today) : open.brief.missing,
    done: progress.had.flatMap((id) => titles.filter((entry) => entry.id === id).map(({ title }) => title)),
    removed: [...new Set([...open.brief.removed, ...progress.removed])],
    ...(form && known ? subjectsOf(knowledge, form, { progress, at }) : pick(open.brief)),
  };
}

const pick = ({ subject, others }: Brief): Pick<Brief, 'subject' | 'others'> => ({ subject, others });

/** Of several certificates the one that is spoken of, and the others: those that were decided, and those that wait. */
function subjectsOf(
  knowledge: Knowledge,
  form: Form,
  { progress, at }: { progress: Progress; at: readonly FormAt[] },
): Pick<Brief, 'subject' | 'others'> {
  const subject = nameOf(form, factsNow(progress));
  const decided = progress.subjects.filter((one) => one.form === form.id && one.name !== subject);
  const waiting = at
    .flatMap(({ form: id, state }) => (id === form.id ? (state.waitingSubjects ?? []) : []))
    .flatMap((facts) => {
      const name = nameOf(form, facts);
      return name === null ? [] : [{ name, facts, given: facts, verdict: null }];
    });
  const all = [...decided, ...waiting].filter(
    ({ name }, index, every) => every.findIndex((one) => one.name === name) === index,
  );
  const { toldBy } = progress;
  const others = all.map(({ name, facts, given, verdict }) => ({
    ...{ name, verdict, facts: factsOf(knowledge, form, { facts, given, toldBy }) },
  }));
  return { subject, others };
}

/** What one of several is called; null where a form has no several, or it isn't known. */
export function nameOf({ each }: Pick<Form, 'each'>, facts: Facts): string | null {
  const name = each === undefined ? undefined : facts[each];
  return typeof name === 'string' ? name : null;
}

function factsOf(
  { sayings }: Pick<Knowledge, 'sayings'>,
  form: Form,
  { facts, given, toldBy }: { facts: Facts; given: Facts; toldBy: readonly ToldBy[] },
): BriefFact[] {
  const words = {
    ...plainWords,
    ...{ yes: say(sayings, 'choice.yes'), no: say(sayings, 'choice.no'), unknown: say(sayings, 'form.unknown') },
  };
  return Object.entries(form.facts).flatMap(([fact, definition]): BriefFact[] => {
    const value: FactValue | undefined = facts[fact];
    if (value === undefined) return [];
    const told =
      given[fact] === undefined ? undefined : toldBy.find((one) => same(one, { form: form.id, fact, value }));
    const shown = sayValue(definition, value, words);
    const { origin = 'assumed' as const, message = null } = told ?? {};
    return [{ fact, label: definition.label, value, shown, origin, message, words: null }];
  });
}

/** What could still matter: what decides, and once that is done what a person would like to know besides. */
function missingOf(form: Form, given: Facts, today: string): Brief['missing'] {
  const { outcome, missing } = decide(form, given, today);
  const wanted = outcome === null ? missing : (form.outcomes[outcome]?.adds ?? []);
  return Object.entries(form.facts)
    .filter(([fact]) => wanted.includes(fact) && given[fact] === undefined)
    .map(([fact, { label }]) => ({ fact, label }));
}
