/** What a text says of how a name differs from a known one. Parts are as typed, in lower case. */
export type NameChange =
  /** "Shop instead of www", "swap www for shop": one part in the place of another. */
  | { says: 'replaced'; old: string; by: string }
  /** "Drop the www". */
  | { says: 'dropped'; part: string }
  /** "With www in front". */
  | { says: 'added'; part: string };

const part = String.raw`(?:"|')?((?:\*|[\p{L}\p{N}][\p{L}\p{N}-]{0,62})(?:\.[\p{L}\p{N}-]{1,63}){0,6})(?:"|')?`;
const dotted = String.raw`(?:"|')?\.?((?:\*|[\p{L}\p{N}][\p{L}\p{N}-]{0,62})(?:\.[\p{L}\p{N}-]{1,63}){0,6})(?:"|')?`;
const the = String.raw`(?:(?:the|a|an|our|just|plain|only)\s)?`;
const insteadOf = '(?:instead of|rather than|in place of|in lieu of|and not|,? ?not|and no longer|,? ?no longer)';
const place = String.raw`(?:\s(?:in front|at the front|at the start|at the beginning|up front|in there|in it))?`;
const now = String.raw`(?:\s(?:now|instead|from now on|these days|today|this time))?`;

/** Each way to say it, with the order in which it names the two: new before old, or old before new. */
const replacing: { pattern: RegExp; first: 'new' | 'old' }[] = [
  { pattern: ways(`${the}${dotted}${place}${now},?\\s${insteadOf}\\s${the}${dotted}`), first: 'new' },
  {
    pattern: ways(
      `(?:swap|swapping|replace|replacing|exchange|change|changing|switch|rename|renaming)\\s${the}${dotted}\\s(?:for|with|by|to|into)\\s${the}${dotted}`,
    ),
    first: 'old',
  },
  { pattern: ways(`from\\s${the}${dotted}\\sto\\s${the}${dotted}`), first: 'old' },
  {
    pattern: ways(
      `${the}${dotted}\\s(?:becomes|turns into|is now|should be|should now be|will be|to be|changes to)\\s${the}${dotted}`,
    ),
    first: 'old',
  },
  {
    pattern: ways(
      `(?:not|no longer|no more|isn't|it's not)\\s${the}${dotted}(?:\\s(?:any ?more|any longer|now|these days))?[,;:.-]?\\s(?:(?:but|it's|its|it is|use|make it|now)\\s)*${the}${dotted}`,
    ),
    first: 'old',
  },
];
const dropping = ways(
  `(?:drop|dropping|lose|losing|without|minus|omit|remove|removing|leave out|leave off|leaving out|strip|scrap|skip|no more|no)\\s(?:the|its|that|any)?\\s?(?:leading\\s)?${part}(?=$|[\\s.,;!?)])`,
);
const adding = [
  ways(
    `(?:with|add|adding|put|plus|having|prefix|prepend)\\s${the}${part}\\s(?:in front|at the front|at the start|at the beginning|before it|in front of it|as well|added|prefix|on the front|up front|prefixed)`,
  ),
  ways(`(?:add|adding|prefix|prepend)\\s${the}${part}(?=$|[.,;!?)]|\\sto\\s(?:it|the))`),
];
/** Words said for a star. */
const stars = /(?<![\p{L}\p{N}-])(?:a |an |the )?(?:star|asterisk|wildcard|wild card)(?![\p{L}\p{N}-])/gu;

/** For texts in small letters: letters of any alphabet whatever the case take several times as long to look for. */
function ways(pattern: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}.*-])${pattern}`, 'gu');
}

/**
 * The changes of a name that a text says, in order, a star for "a wildcard". What is no part of the known name is for
 * the reader to see.
 */
export function nameChangesIn(text: string): NameChange[] {
  const said = text.replace(stars, '*').replace(/(?<=\s|^)dot (?=\p{L})/gu, '.');
  return [
    ...replacing.flatMap(({ pattern, first }) =>
      Array.from(
        said.matchAll(pattern),
        ([, one = '', other = '']): NameChange =>
          first === 'new' ? { says: 'replaced', old: other, by: one } : { says: 'replaced', old: one, by: other },
      ),
    ),
    ...Array.from(said.matchAll(dropping), ([, name = '']): NameChange => ({ says: 'dropped', part: name })),
    ...adding.flatMap((pattern) =>
      Array.from(said.matchAll(pattern), ([, name = '']): NameChange => ({ says: 'added', part: name })),
    ),
  ];
}

/** An ending said with its full stop, and whether it is said not to be meant: ".com these days, not .co.uk". */
export interface SaidEnding {
  ending: string;
  denied: boolean;
}

const endings = /(?<![\p{L}\p{N}.*-])\.([a-z]{2,63}(?:\.[a-z]{2,63}){0,2})(?![\p{L}\p{N}-]|\.\p{L})(\s\p{L}+)?/gu;
const deniedEnding =
  /(?:\bnot|\brather than|\binstead of|\bno longer|\bisn't|\bwas|\bused to be|\bfrom|\bin place of|\bnever)(?:\s(?:a|the|on|at|under))?\s*$/u;
/** What ".net" is the name of, where no name's ending is meant. */
const otherThing = new Set('framework app core runtime developer developers file files key server code'.split(' '));

export function saidEndings(text: string): SaidEnding[] {
  const said = text.replace(/(?<=\s|^)dot (?=\p{L})/gu, '.');
  return Array.from(said.matchAll(endings), ({ 1: ending = '', 2: next = '', index }) => ({
    ending,
    denied: deniedEnding.test(said.slice(Math.max(0, index - 40), index)),
    next: next.trim(),
  }))
    .filter(({ next }) => !otherThing.has(next))
    .map(({ ending, denied }) => ({ ending, denied }));
}

/** Does a text keep the known name's first parts under another domain ("same host, but under acme.org")? */
export function keepsHost(text: string): boolean {
  return /\b(?:same (?:host|machine|server|name|prefix|subdomain)|host stays|still (?:the )?(?:www|same)|keep the (?:host|prefix|www))\b|\b(?:under|domain)\b/u.test(
    text,
  );
}

/** Words that are caught where a part of a name would stand. */
export const noParts: ReadonlySet<string> = new Set(
  'the a an it its that this one same name host domain new old other another something anything different in on at of for to and or not is was be with without my our your their certificate cert please now then yes no ok'.split(
    ' ',
  ),
);
