import type { FactDefinition } from '../facts.js';
import type { Fault } from '../fault.js';
import type { Sheets } from '../read/sheets.js';
import { conceptNamed, partsOf, spelled, waysOf } from '../read/spelledOut.js';
import { faultAt } from '../sheet.js';
import type { FormSheet } from './checkConditions.js';
import { doublyMeant } from './doublyMeant.js';
import { didYouMean } from './nearest.js';

type Words = NonNullable<Sheets['words']>['value'];
/** A list of a form's file and the field it stands in. */
type List = [field: string, list: readonly string[]];

const noWords: Words = { concepts: {}, things: {}, states: {}, phrases: {}, outsiders: [], idioms: [] };

/** What a form is told by: its patterns and lists of words name what words.yaml has, and no reply means two things. */
export function checkTelling({ forms, words }: Sheets): Fault[] {
  return forms.flatMap((sheet) => [
    ...(words ? [...checkNames(sheet, words.value), ...checkPatterns(sheet, words.value)] : []),
    ...checkFacts(sheet, waysOf(words?.value ?? noWords)),
  ]);
}

/** Names of things by themselves, and concepts that stand for their words. */
function checkNames(sheet: FormSheet, words: Words): Fault[] {
  const things = Object.keys(words.things);
  const all = [...Object.keys(words.phrases), ...things, ...Object.keys(words.states)];
  const ofThings = factsOf(sheet).flatMap(([field, { options = {}, dateOf = [], dateNotOf = [] }]): List[] => [
    ...Object.entries(options).flatMap(([option, { thing }]): List[] =>
      thing === undefined ? [] : [[`${field}.options.${option}.thing`, [thing]]],
    ),
    ...dateOf.map((thing, index): List => [`${field}.dateOf.${index}`, [thing]]),
    ...dateNotOf.map((thing, index): List => [`${field}.dateNotOf.${index}`, [thing]]),
  ]);
  return [
    ...ofThings.flatMap(([field, [thing = '']]) => unknown(sheet, field, thing, 'thing', things)),
    ...wordLists(sheet).flatMap(([field, list]) =>
      list.flatMap((word, index) => {
        const concept = conceptNamed(word);
        if (concept !== null) return unknown(sheet, `${field}.${index}`, concept, 'concept', all);
        return /[<>]/.test(word)
          ? faultAt(sheet, `${field}.${index}`, `"${word}" is half a name`, 'Write <name> for a concept of words.yaml.')
          : [];
      }),
    ),
  ];
}

function checkPatterns(sheet: FormSheet, words: Words): Fault[] {
  const [things, states] = [Object.keys(words.things), Object.keys(words.states)];
  return patternLists(sheet).flatMap(([list, patterns]) =>
    patterns.flatMap((pattern, index) => {
      const field = `${list}.${index}`;
      const [first = [], second, ...more] = partsOf(pattern);
      if (more.length > 0 && more.join(' ') !== 'by outsider')
        return faultAt(
          sheet,
          field,
          `"${pattern}" is no pattern`,
          'Write a thing and what is said of it ("key lost"), one of the two alone, or "… by outsider".',
        );
      if (!second)
        return first.flatMap((name) => unknown(sheet, field, name, 'thing or state', [...things, ...states]));
      return [
        ...first.flatMap((name) => unknown(sheet, field, name, 'thing', things)),
        ...second.flatMap((name) => unknown(sheet, field, name, 'state', states)),
      ];
    }),
  );
}

/** What is said in answer to a question means one thing only, and every yes or no can be told. */
function checkFacts(sheet: FormSheet, ways: Map<string, string[]>): Fault[] {
  return factsOf(sheet).flatMap(([field, fact]) => {
    const { options = {}, prefers = [], kind, yes, no, parts } = fact;
    const sayings = saidLists(field, fact).flatMap(([list, said]) =>
      said.flatMap((word, index) =>
        spelled([word], ways).map((text) => ({
          text,
          meaning: list.slice(field.length + 1),
          field: `${list}.${index}`,
        })),
      ),
    );
    return [
      ...firstOfEach(doublyMeant(sayings)).map(({ saying, earlier }) =>
        faultAt(
          sheet,
          saying.field,
          `"${saying.text}" stands under ${earlier.meaning} already`,
          'Keep it in one place.',
        ),
      ),
      ...prefers.flatMap((option, index) =>
        missing(sheet, `${field}.prefers.${index}`, `there is no option "${option}"`, option, Object.keys(options)),
      ),
      ...(kind === 'yes-no' && !yes && !no && Object.keys(parts ?? {}).length === 0
        ? [
            faultAt(
              sheet,
              field,
              'nothing tells a yes or a no',
              'Write under "yes" and "no" what means them, or "parts".',
            ),
          ]
        : []),
    ];
  });
}

/** One of a concept's ways of saying that stands elsewhere is enough to be told of. */
function firstOfEach<T extends { saying: { field: string } }>(doubled: T[]): T[] {
  return doubled.filter(
    ({ saying }, index) => doubled.findIndex((other) => other.saying.field === saying.field) === index,
  );
}

function factsOf({ value }: FormSheet): [field: string, fact: FactDefinition][] {
  return Object.entries(value.facts).map(([name, fact]) => [`facts.${name}`, fact]);
}

/** Replies to a fact's question. */
function saidLists(field: string, { options = {}, yes, no }: FactDefinition): List[] {
  return [
    ...Object.entries(options).map(([option, { said }]): List => [`${field}.options.${option}.said`, said]),
    ...Object.entries({ yes, no }).flatMap(([one, telling]): List[] =>
      telling ? [[`${field}.${one}.said`, telling.said]] : [],
    ),
  ];
}

/** Every list of words in which a concept may stand for its own. */
function wordLists(sheet: FormSheet): List[] {
  return [
    ...factsOf(sheet).flatMap(([field, fact]): List[] => [
      ...saidLists(field, fact),
      [`${field}.called`, fact.called],
      [`${field}.cues`, fact.cues],
      [`${field}.standIns`, fact.standIns ?? []],
    ]),
    ['otherDates', sheet.value.otherDates],
  ];
}

function patternLists(sheet: FormSheet): List[] {
  return [
    ...factsOf(sheet).flatMap(([field, { options = {}, yes, no, parts = {} }]) => {
      const tellings = [
        ...Object.entries(options).map(([option, telling]) => [`options.${option}`, telling] as const),
        ...Object.entries({ yes, no }).flatMap(([one, telling]) => (telling ? [[one, telling] as const] : [])),
      ];
      return [
        ...tellings.flatMap(([one, { told, asked }]): List[] => [
          [`${field}.${one}.told`, told],
          [`${field}.${one}.asked`, asked],
        ]),
        ...Object.entries(parts).flatMap(([part, { has, lacks, askedHas = [], askedLacks = [], unsure = [] }]) =>
          Object.entries({ has, lacks, askedHas, askedLacks, unsure }).map(
            ([key, patterns]): List => [`${field}.parts.${part}.${key}`, patterns],
          ),
        ),
      ];
    }),
    ['opensOn', sheet.value.opensOn],
  ];
}

function unknown(sheet: FormSheet, field: string, name: string, what: string, known: string[]): Fault[] {
  return missing(sheet, field, `words.yaml has no ${what} "${name}"`, name, known);
}

function missing(sheet: FormSheet, field: string, problem: string, name: string, known: string[]): Fault[] {
  if (known.includes(name)) return [];
  return [faultAt(sheet, field, problem, `${didYouMean(name, known)}Known: ${known.join(', ') || 'none'}.`)];
}
