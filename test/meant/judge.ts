/** What came of a message, as the command line's JSON shows it; what a verb doesn't show is left out. */
export interface Seen {
  expecting?: string | null;
  outcome?: string | null;
  case?: boolean;
  facts?: Record<string, Value>;
  decision?: string;
  entry?: string | null;
  value?: string | null;
}

/** What must have come of it: a value, or any of some; `none` for nothing. What is not named may be anything. */
export interface Right extends Partial<Record<Exclude<keyof Seen, 'facts'>, Wanted>> {
  facts?: Record<string, Wanted>;
  /** Whether no other fact may be known. */
  only?: boolean;
}

/**
 * Where something differs it is `asked` if it was only not heard, which loses the customer a moment, and `wrong` if a
 * value was taken, a matter decided or a question answered that should not have been.
 */
export interface Judgement {
  state: 'right' | 'asked' | 'wrong';
  differs: string[];
}

type Value = string | boolean | null;
type Wanted = Value | Value[];

/** When a difference is wrong, not merely unheard. */
const wrongWhen = {
  expecting: () => false,
  outcome: ({ outcome }) => outcome !== null,
  case: ({ case: open }) => open === true,
  decision: ({ decision }) => decision === 'answer',
  entry: ({ decision }) => decision === 'answer',
  value: ({ value }) => value !== null,
} satisfies Partial<Record<keyof Seen, (seen: Seen) => boolean>>;

/** How what came of a message compares with what is right. */
export function judge(right: Right, seen: Seen): Judgement {
  const faults = [...factFaults(right, seen.facts ?? {}), ...otherFaults(right, seen)];
  const state = faults.some(({ wrong }) => wrong) ? 'wrong' : faults.length > 0 ? 'asked' : 'right';
  return { state, differs: faults.map(({ what }) => what) };
}

function factFaults({ facts = {}, only = false }: Right, known: Record<string, Value>) {
  const missed = Object.entries(facts)
    .filter(([name, wanted]) => !fits(wanted, known[name]))
    .map(([name, wanted]) => ({
      wrong: (known[name] ?? null) !== null,
      what: `${name} is ${shown(known[name])}, not ${shown(wanted)}`,
    }));
  const taken = Object.keys(known).filter((name) => only && !(name in facts));
  return [...missed, ...taken.map((name) => ({ wrong: true, what: `${name} ${shown(known[name])} was taken` }))];
}

function otherFaults(right: Right, seen: Seen) {
  return (Object.keys(wrongWhen) as (keyof typeof wrongWhen)[]).flatMap((name) => {
    const wanted = right[name];
    if (wanted === undefined || fits(wanted, seen[name] ?? undefined)) return [];
    return [{ wrong: wrongWhen[name](seen), what: `${name} is ${shown(seen[name])}, not ${shown(wanted)}` }];
  });
}

const fits = (wanted: Wanted, value: Value | undefined) =>
  [wanted].flat().includes(value === undefined ? 'none' : value);

const shown = (value: Wanted | undefined) => (value === undefined ? 'none' : [value].flat().map(String).join(' or '));
