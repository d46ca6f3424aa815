import type { Form } from '../knowledge/form.js';
import { isUrgent } from './decide.js';
import type { Value } from './factsTold.js';

/** A place at which a message tells a fact; without a value it speaks of the fact and does not settle it. */
export interface Mention {
  value: Omit<Value, 'value'> & { value: Value['value'] | undefined };
  /** Where the words stand that tell it. */
  at: number;
  to: number;
}

/** A place at which the words of another subject may begin. */
export interface Cut {
  at: number;
  /** A sentence, or a joining word ("and the other …"), begins there: likelier than behind a comma. */
  opens: boolean;
  sentence: boolean;
}

/** What is to be kept apart. */
export interface Parts {
  /** Each place at which a subject is named, in order. */
  places: readonly { name: string; start: number; end: number }[];
  names: readonly string[];
  mentions: readonly Mention[];
  cuts: readonly Cut[];
}

/** More ways to cut a message than this say nothing. */
const MOST_WAYS = 400;

type Shares = ReadonlyMap<string, readonly Mention[]>;

/**
 * Which subject each mention belongs to: between two names there is a cut, and a way of cutting is the better the
 * fewer facts it gives a subject twice. What all the best ways agree on is a subject's own.
 * @returns what is each one's own, and the facts that are told of some but not plainly of which
 */
export function part(form: Form, parts: Parts): { own: Map<string, Value[]>; open: Set<string> } {
  const facts = [...new Set(parts.mentions.map(({ value }) => value.fact))];
  const said = (fact: string) => parts.mentions.filter(({ value }) => value.fact === fact);
  const parted = facts.filter((fact) => isOfOne(form, parts, said(fact)));
  const several = parted.filter((fact) => new Set(said(fact).map(({ value }) => value.value)).size > 1);
  const ways = bestWays(form, parts, parted, several.flatMap(said));
  const own = new Map<string, Value[]>(parts.names.map((name) => [name, []]));
  const open = new Set<string>();
  const give = (name: string, share: Share | undefined) => {
    if (share && share !== 'both' && share.value !== undefined) own.get(name)!.push({ ...share, value: share.value });
  };
  for (const fact of parted) {
    const shares = ways.map((way) => parts.names.map((name) => settled(form, sharesOf(form, parts, way, fact), name)));
    const [first = []] = shares;
    const agreed = shares.every((one) => one.every((value, i) => value !== 'both' && sameValue(value, first[i])));
    if (!agreed || first.every((value) => value === null)) open.add(fact);
    else for (const [i, name] of parts.names.entries()) give(name, first[i]);
  }
  // "…, and b.org is the secure one, ordered 1 June": what is told with the last of several is not the others' as well.
  if (parted.some((fact) => !open.has(fact)))
    for (const fact of facts.filter((name) => !parted.includes(name) && isOwn(form, name))) {
      const mention = said(fact).at(-1);
      const { end, name } = parts.places.at(-1)!;
      const begins = parts.cuts.some(({ at, sentence }) => sentence && end < at && at <= (mention?.at ?? 0));
      if (mention && mention.at > end && !begins) give(name, mention.value);
    }
  return { own, open };
}

/** A day, or a choice of which each subject has its own: what happened may well be said at the end of all of them. */
function isOwn({ facts }: Form, fact: string): boolean {
  const { kind, prefers = [] } = facts[fact]!;
  return kind === 'date' || (kind === 'choice' && prefers.length === 0);
}

/** What a subject is told of a fact: nothing, or several things of which none is preferred. */
type Share = Mention['value'] | 'both' | null;

const sameValue = (one: Share, other: Share | undefined) =>
  other !== 'both' && other !== undefined && one !== 'both' && one?.value === other?.value;

/** Several values, or one that stands between two names or with a name that is said again: not of all. */
function isOfOne(form: Form, { places, cuts }: Parts, said: readonly Mention[]): boolean {
  const [first, last] = [places[0]!, places.at(-1)!];
  // A sentence behind the last of them says it of all, whatever was spoken of before.
  const inEnd = ({ value, at }: Mention) =>
    value.value === undefined || cuts.some((cut) => cut.sentence && last.end <= cut.at && cut.at <= at);
  if (said.every(({ value }) => form.facts[value.fact]?.kind === 'yes-no') && said.every(inEnd)) return false;
  if (new Set(said.map(({ value }) => value.value)).size > 1) return true;
  const again = places.slice(0, -1).some(({ name }, i) => name === last.name && places[i + 1]?.name !== name);
  // A yes or no behind the last of them, in a clause of its own, is of all.
  const ofLast = ({ value, at }: Mention) =>
    again && (form.facts[value.fact]?.kind !== 'yes-no' || !cuts.some((cut) => last.end <= cut.at && cut.at <= at));
  return (
    said.length > 0 && said.every((mention) => first.end <= mention.at && (mention.at < last.start || ofLast(mention)))
  );
}

/** What a way of cutting gives each subject of a fact. */
function sharesOf(form: Form, { places, names, mentions, cuts }: Parts, way: readonly number[], fact: string): Shares {
  const runs = runsOf(places);
  const first = places[0]!.start;
  const said = mentions.filter(({ value }) => value.fact === fact);
  const isLed = (form.facts[fact]?.prefers ?? []).length > 0;
  const shares = new Map<string, Mention[]>(names.map((name) => [name, []]));
  for (const mention of said.filter(({ at }) => !isLed || at >= first))
    shares.get(runs[way.filter((cut) => cut <= mention.at).length]!.name)!.push(mention);
  // "We lost the keys of …", "the server crashed, and with it …": what happened leads, and is of all. What ends a form
  // at once is only of those of whom nothing else is told.
  const begins = Math.max(0, ...cuts.map(({ at }) => at).filter((at) => at <= first));
  for (const mention of said.filter(({ at }) => isLed && at < first)) {
    const { value } = mention.value;
    const yields = mention.at >= begins && value !== undefined && isUrgent(form, fact, value);
    for (const [i, name] of names.entries())
      if (i === 0 || !yields || shares.get(name)!.length === 0) shares.get(name)!.push(mention);
  }
  return shares;
}

/** The value that a share comes to; `both` where it comes to none. */
function settled(form: Form, shares: Shares, name: string): Share {
  const share = shares.get(name)!;
  const [first] = share;
  if (!first) return null;
  const values = share.map(({ value }) => value);
  if (values.every(({ value }) => value === first.value.value)) return first.value;
  const preferred = (form.facts[first.value.fact]?.prefers ?? []).find((one) =>
    values.some(({ value }) => value === one),
  );
  return values.find(({ value }) => preferred !== undefined && value === preferred) ?? 'both';
}

/** Names said again and again without another between them are one place. */
function runsOf(places: Parts['places']): Parts['places'] {
  const runs: { name: string; start: number; end: number }[] = [];
  for (const place of places) {
    const last = runs.at(-1);
    if (last?.name === place.name) last.end = place.end;
    else runs.push({ ...place });
  }
  return runs;
}

/** The ways of cutting that give the fewest facts twice, by joining words, and on the side on which the names stand. */
function bestWays(form: Form, parts: Parts, facts: readonly string[], told: readonly Mention[]): (readonly number[])[] {
  const ways = waysOf(parts);
  const doubled = (way: readonly number[]) =>
    facts.filter((fact) => {
      const shares = sharesOf(form, parts, way, fact);
      return parts.names.some((name) => settled(form, shares, name) === 'both');
    }).length;
  const joined = (way: readonly number[]) =>
    way.filter((cut) => !parts.cuts.some(({ at, opens }) => opens && at === cut)).length;
  const best = least(least(ways, doubled), joined);
  const leads = told.every(({ at }) => at > parts.places[0]!.start);
  const trails = told.every(({ at }) => at < parts.places.at(-1)!.end);
  if (leads === trails) return best;
  const sum = (way: readonly number[]) => way.reduce((total, cut) => total + cut, 0);
  return least(best, (way) => (leads ? -sum(way) : sum(way)));
}

function least<T>(all: readonly T[], cost: (one: T) => number): T[] {
  const costs = all.map(cost);
  const lowest = Math.min(...costs);
  return all.filter((_, i) => costs[i] === lowest);
}

/** Every way to put one cut between each two names. */
function waysOf({ places, cuts }: Parts): (readonly number[])[] {
  const runs = runsOf(places);
  let ways: number[][] = [[]];
  for (const [i, { end }] of runs.slice(0, -1).entries()) {
    const next = runs[i + 1]!.start;
    const between = cuts.map(({ at }) => at).filter((at) => end <= at && at <= next);
    const may = between.length > 0 ? between : [end, next];
    if (ways.length * may.length > MOST_WAYS) return [];
    ways = ways.flatMap((way) => may.map((cut) => [...way, cut]));
  }
  return ways;
}
