import { type FormMove, isSame } from '../forms/moves.js';
import { once } from '../text/once.js';
import { answering } from './answers.js';
import { onlyAsks } from './asked.js';
import { type FormRoute, furtherSubjects, type Hearing, movesBesides, movesCorrecting } from './hearing.js';
import { nameFacts } from './nameRoles.js';

/** All that one reply to a question does: it answers, tells, corrects. */
interface Heard {
  answer: FormMove[];
  answered: boolean;
  others: FormMove[];
  /** What waits until the answer is taken: "the same name". */
  after: FormMove[];
}

const heardIn = once((hearing: Hearing): Heard => {
  const { form, fact, message } = hearing;
  const kind = form.facts[fact]!.kind;
  const ofKind = (move: FormMove) => 'fact' in move && form.facts[move.fact]?.kind === kind;
  const answer = severalSubjects(hearing) ?? answering({ ...hearing, definition: form.facts[fact]! });
  const answered =
    answer.some((move) => 'fact' in move && move.fact === fact && move.do !== 'lean') || answer.some(isSeveral);
  const derived = answer.some((move) => move.do === 'take' && move.assumed === 'derived');
  const told = movesBesides(hearing, false).filter((move) => !(derived && ofKind(move)));
  const corrected = movesCorrecting(hearing, false).filter(
    (move) => !answered || (move.do === 'correct' && !ofKind(move)),
  );
  const shared: FormMove[] =
    answered && hearing.state.waitingSubjects.length > 0 && message.language.hints.ofAll(message.plain)
      ? [{ do: 'shareWithAll' }]
      : [];
  const alone = [...aloneName(hearing), ...(answered ? [] : aloneDate(hearing))];
  return {
    answer: [...answer, ...shared],
    answered,
    others: [...told.filter((move) => !isSame(move)), ...corrected, ...alone],
    after: told.filter(isSame),
  };
});

const isSeveral = ({ do: does }: FormMove) => does === 'takeSeveral';
const everything = (hearing: Hearing) => {
  const { answer, others, after } = heardIn(hearing);
  return [...others, ...answer, ...after];
};
/** Something was done, beside saying that a value was kept or why one could not be read. */
const does = (moves: FormMove[]) => moves.some((move) => move.do !== 'keep' && move.do !== 'explain');

/** What a reply to a form's question does. */
export const questionRoutes: readonly FormRoute[] = [
  {
    says: 'a further subject gets a round of its own',
    when: (hearing) => isFurther(hearing) && furtherSubjects(hearing).length > 0,
    moves: ({ factsTold, ...hearing }) => [
      {
        do: 'takeSeveral',
        subjects: furtherSubjects({ factsTold, ...hearing }).map((name) => ({ name, own: [] })),
        factsTold: { ...factsTold, values: [] },
      },
    ],
  },
  {
    says: 'what answers, tells or corrects is taken, all of it',
    when: (hearing) => heardIn(hearing).answered || does(everything(hearing)),
    moves: everything,
  },
  {
    says: 'who cannot tell gets the hint, and the second time is not asked any more',
    when: (hearing) => (hearing.message.cannotTell || cannotFind(hearing)) && !onlyAsks(hearing.message),
    moves: (hearing) => [...everything(hearing), { do: 'giveUp', fact: hearing.fact }],
  },
  {
    says: 'a guess is no yes',
    when: ({ message, form, fact }) => message.reply === 'hedgedYes' && form.facts[fact]?.kind === 'yes-no',
    moves: (hearing) => [
      ...everything(hearing),
      { do: 'explain', problem: { reason: 'yes-no.unsure', about: {} } },
      { do: 'ask', ladder: 0 },
    ],
  },
  {
    says: 'after the hint a bare no cannot tell either',
    when: ({ state, fact, message, form }) =>
      state.hinted === fact && message.reply === 'denies' && form.facts[fact]?.kind !== 'yes-no',
    moves: ({ fact }) => [{ do: 'giveUp', fact }],
  },
  {
    says: 'what was known already is no misunderstanding: the question stands as it was',
    when: (hearing) => everything(hearing).length === 0 && tellsKnown(hearing),
    moves: () => [{ do: 'ask', ladder: 0 }],
  },
  { says: 'what could not be read is explained, and what was kept is said', when: () => true, moves: everything },
];

/** A name is no further one where a name is asked for. */
const isFurther = ({ form, fact, message }: Hearing) =>
  form.facts[fact]?.kind !== 'host-name' && !message.corrects && message.asks === '';

/** "I can't find it", where a day or a name is asked: the paper that it stands on. */
function cannotFind({ form, fact, message }: Hearing): boolean {
  const kind = form.facts[fact]?.kind;
  return (kind === 'date' || kind === 'host-name') && message.language.hints.cannotFind(message.plain);
}

/** Told once more, as it is known. */
function tellsKnown({ factsTold, state, message }: Hearing): boolean {
  return message.asks === '' && factsTold.values.some(({ fact, value }) => state.given[fact] === value);
}

/** Several subjects where their fact is asked. */
function severalSubjects({ form, fact, factsTold, message }: Hearing): FormMove[] | null {
  if (message.corrects || message.pair || factsTold.several.length === 0 || fact !== form.each) return null;
  return [{ do: 'takeSeveral', subjects: factsTold.several, factsTold }];
}

/** A name beside the answer to another question: the form's own, while it isn't known. */
function aloneName({ form, state, factsTold, fact }: Hearing): FormMove[] {
  const { old } = nameFacts(form);
  if (form.facts[fact]?.kind === 'host-name' || old === undefined || state.given[old] !== undefined) return [];
  if (factsTold.several.length > 0) return [{ do: 'takeSeveral', subjects: factsTold.several, factsTold }];
  const name = factsTold.unattributed.find(({ kind, reading }) => kind === 'host-name' && 'value' in reading);
  if (!name || !('value' in name.reading) || factsTold.values.some((value) => value.fact === old)) return [];
  const { value, assumed } = name.reading;
  return [{ do: 'take', fact: old, value, ...(assumed !== undefined && { assumed }) }];
}

/** A longer message tells a story: a date in it that no word gives to a fact is nobody's. */
const SHORT = 8;

/**
 * A date that no word gives to a fact, beside the answer to another question: the first date still to be told, said
 * back.
 */
function aloneDate({ message, form, state, factsTold, fact }: Hearing): FormMove[] {
  const dates = factsTold.unattributed.filter(({ kind }) => kind === 'date');
  const [date] = dates;
  const first = Object.keys(form.facts).find((name) => form.facts[name]?.kind === 'date');
  if (form.facts[fact]?.kind === 'date' || !date || dates.length > 1 || !('value' in date.reading)) return [];
  if (first === undefined || state.given[first] !== undefined || message.cannotTell || message.length > SHORT)
    return [];
  return [{ do: 'take', fact: first, value: date.reading.value, assumed: date.reading.assumed ?? 'lone' }];
}
