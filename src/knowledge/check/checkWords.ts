import type { Fault } from '../fault.js';
import type { Sheets, WordsText } from '../read/sheets.js';
import { faultAt, type Sheet } from '../sheet.js';
import { plain } from './checkPhrasings.js';
import { didYouMean } from './nearest.js';

/** A list of words.yaml: the group it stands in, its concept, its field and the ways of saying it holds. */
interface List {
  group: string;
  concept: string;
  field: string;
  said: readonly string[];
}

/**
 * Each concept has words, each once and in small letters; no name and no thing is meant twice; and what a concept
 * names exists.
 */
export function checkWords({ words }: Sheets): Fault[] {
  if (!words) return [];
  return [...listsOf(words.value).flatMap((list) => checkList(words, list)), ...meantTwice(words), ...named(words)];
}

function listsOf({ concepts, things, states, phrases, outsiders, idioms }: WordsText): List[] {
  const plainly = (group: string, lists: Record<string, string[]>) =>
    Object.entries(lists).map(([concept, said]) => ({ group, concept, field: `${group}.${concept}`, said }));
  const within = (group: string, entries: Record<string, { said: string[] }>) =>
    Object.entries(entries).map(([concept, { said }]) => ({ group, concept, field: `${group}.${concept}.said`, said }));
  return [
    ...plainly('concepts', concepts),
    ...within('things', things),
    ...within('states', states),
    ...plainly('phrases', phrases),
    { group: 'outsiders', concept: 'outsiders', field: 'outsiders', said: outsiders },
    { group: 'idioms', concept: 'idioms', field: 'idioms', said: idioms },
  ];
}

/** The field of a list's item: `things.key.said.3`. */
const at = ({ field }: List, index: number) => `${field}.${index}`;

function checkList(words: Sheet<WordsText>, list: List): Fault[] {
  const first = new Set<string>();
  return list.said.flatMap((term, index) => {
    if (term !== term.toLowerCase())
      return faultAt(
        words,
        at(list, index),
        `"${term}" has capital letters`,
        `Write "${term.toLowerCase()}": case makes no difference.`,
      );
    // The matcher tells spellings apart that the reader of messages does not.
    const key = list.group === 'concepts' ? term : keyOf(term);
    if (first.has(key)) return faultAt(words, at(list, index), `"${term}" stands in this concept twice`, 'Remove one.');
    first.add(key);
    return [];
  });
}

/**
 * Two ways of saying are the same when only hyphens, apostrophes or full stops tell them apart; a gap is none of
 * these.
 */
function keyOf(term: string): string {
  return term.split('…').map(plain).join('…');
}

/** A name that stands in two groups, and a way of saying that stands under two things. */
function meantTwice(words: Sheet<WordsText>): Fault[] {
  const lists = listsOf(words.value);
  const names = new Map<string, string>();
  const ofThings = new Map<string, string>();
  return lists.flatMap((list) => {
    if (!['things', 'states', 'phrases'].includes(list.group)) return [];
    const other = names.get(list.concept);
    if (!other) names.set(list.concept, list.group);
    const doubled = other
      ? [
          faultAt(
            words,
            `${list.group}.${list.concept}`,
            `"${list.concept}" stands under "${other}" already`,
            'Choose another name.',
          ),
        ]
      : [];
    if (list.group !== 'things') return doubled;
    const shared = list.said.flatMap((term, index) => {
      const thing = ofThings.get(keyOf(term));
      if (!thing) ofThings.set(keyOf(term), list.concept);
      return thing && thing !== list.concept
        ? [
            faultAt(
              words,
              at(list, index),
              `"${term}" means the thing "${thing}" already`,
              'Keep it in one place, or say more.',
            ),
          ]
        : [];
    });
    return [...doubled, ...shared];
  });
}

/** Things and states say something, and what they refer to exists. */
function named(words: Sheet<WordsText>): Fault[] {
  const { things, states } = words.value;
  const unknown = (field: string, name: string, what: string, known: string[]): Fault[] =>
    known.includes(name)
      ? []
      : [
          faultAt(
            words,
            field,
            `there is no ${what} "${name}"`,
            `${didYouMean(name, known)}Known: ${known.join(', ') || 'none'}.`,
          ),
        ];
  const empty = (field: string) => faultAt(words, field, 'nothing means it', 'Write under "said" how people say it.');
  return [
    ...Object.entries(things).flatMap(([thing, { said, of = [] }]) => [
      ...(said.length === 0 && of.length === 0 ? [empty(`things.${thing}`)] : []),
      ...[of].flat().flatMap((both, index) => {
        const field = `things.${thing}.of${typeof of === 'string' ? '' : `.${index}`}`;
        const [head, belongs, more] = both.split(/ of /);
        if (head === undefined || belongs === undefined || more !== undefined)
          return faultAt(words, field, `"${both}" names no two things`, 'Write one of another: "password of backup".');
        return [head, belongs].flatMap((name) => unknown(field, name, 'thing', Object.keys(things)));
      }),
    ]),
    ...Object.entries(states)
      .filter(([, { there }]) => there)
      .slice(1)
      .map(([state]) =>
        faultAt(words, `states.${state}.there`, 'another state says already that a thing is there', 'Remove one.'),
      ),
    ...Object.entries(states).flatMap(([state, { said, denied }]) => [
      ...(said.length === 0 ? [empty(`states.${state}`)] : []),
      ...(denied === undefined ? [] : unknown(`states.${state}.denied`, denied, 'state', Object.keys(states))),
    ]),
  ];
}
