import type { NamePair } from '../language.js';

type Role = 'old' | 'wanted';
const A = '(?<a>NAME\\d+)';
const B = '(?<b>NAME\\d+)';
const DET = '(?: the| our| a| my| old| new| name| domain| host| ,| \\.)*';

/** How two names stand to each other, the roles of the first and the second; what is more exact stands first. */
const PAIRS: [pattern: RegExp, a: Role, b: Role][] = [
  [`${A}.{0,40}?(?:should|ought to|must|needs to|has to) (?:be|read|say|have been|become)${DET} ${B}`, 'old', 'wanted'],
  [
    `(?:should|ought to) (?:be|read|say|have been)${DET} ${A}.{0,60}?(?:was|is|got|says?|it says|reads|made|typed|issued|wrote|not|instead of|rather than)${DET} ${B}`,
    'wanted',
    'old',
  ],
  [`says?${DET} ${A}.{0,30}?(?:should|must)(?: say| be| read)?${DET} ${B}`, 'old', 'wanted'],
  [`from${DET} ${A}.{0,20}? (?:to|into)${DET} ${B}`, 'old', 'wanted'],
  [
    `(?:swap|swapping|exchange|replace|replacing|change|changing|rename|renaming|switch|turn|move)(?:d)?${DET} ${A}.{0,30}? (?:for|to|by|with|into|in favour of)${DET} ${B}`,
    'old',
    'wanted',
  ],
  [
    `(?:dropped|gave up|given up|abandoned|retired|left|leaving|dropping)${DET} ${A}.{0,30}? (?:for|in favour of)${DET} ${B}`,
    'old',
    'wanted',
  ],
  [
    `(?:ordered|bought|got|typed|asked for|have|issued for|made out to)${DET} ${A} (?:instead of|rather than|in place of|where (?:i|we) (?:meant|wanted))${DET} ${B}`,
    'old',
    'wanted',
  ],
  [`${A} (?:instead of|rather than|in place of|replacing)${DET} ${B}`, 'wanted', 'old'],
  [`${A} ,? ?(?:(?:but|and) )?(?:now|these days|nowadays)${DET} ${B}`, 'old', 'wanted'],
  [`${A} ,? ?(?:and )?it (?:goes|moves|went|moved) to${DET} ${B}`, 'old', 'wanted'],
  [`(?:instead of|rather than|in place of)${DET} ${A}.{0,30}?${B}`, 'old', 'wanted'],
  [
    `${A}.{0,15}?(?:previously|formerly|was|used to be|before that|until now|so far|up to now)${DET} ${B}`,
    'wanted',
    'old',
  ],
  [
    `(?:was|previously|formerly|used to be|so far|until now|up to now|currently|now|old(?: name)?(?: is| was)?|existing(?: one)?(?: is)?)${DET} ${A}.{0,40}?(?:now|new(?: one)?(?: is| will be)?|future|from now on|will be|becomes?|wanted|should be|to be|want|next)${DET} ${B}`,
    'old',
    'wanted',
  ],
  [
    `${A}.{0,40}?\\bnew (?:one|certificate|cert|name)(?: (?:is|will be|should be|must be|has to be|needs to be))?(?: for| on)?${DET} ${B}`,
    'old',
    'wanted',
  ],
  [`no longer${DET} ${A}.{0,40}?${B}`, 'old', 'wanted'],
  [`not${DET} ${A} any (?:longer|more).{0,40}?${B}`, 'old', 'wanted'],
  [`(?:had|have had)${DET} ${A}.{0,40}?(?:make it|this time|now|want|new)${DET} ${B}`, 'old', 'wanted'],
  [
    `${A} (?:(?:is|has been|was|will be|gets|got) )?(?:becomes?|became|becoming|renamed(?: to)?|replaced by|will be|changes? to|changed to|turns into|->|=>|to)${DET} ${B}`,
    'old',
    'wanted',
  ],
  [
    `(?:talked about|thought of|considered|meant to take|wanted)${DET} ${A}.{0,30}?(?:decided|settled|went)(?: on| for)${DET} ${B}`,
    'old',
    'wanted',
  ],
  [
    `(?:change to|move to|switch to|new one|new name|wanted|want|for)${DET} ${A}.{0,25}?(?:was|old(?: one)?(?: is| was)?|lost(?: one)?(?: is| was)?|currently|before)${DET} ${B}`,
    'wanted',
    'old',
  ],
].map(([pattern, a, b]) => [new RegExp(`(?<![\\w-])${pattern}`), a as Role, b as Role]);

/** "A, not B", "not A but B": the one that is meant, whichever it is asked for. */
const MEANT: RegExp[] = [
  `(?<meant>NAME\\d+)(?: ,)? (?:and )?not${DET} NAME\\d+`,
  `not${DET} NAME\\d+.{0,30}?(?:but|it is|is|,)${DET} (?<meant>NAME\\d+)`,
].map((pattern) => new RegExp(pattern));

const UNDECIDED = [
  `(?:either|whether)${DET} ${A} or${DET} ${B}`,
  `${A}(?: ,)? (?:or|or maybe|or perhaps|or possibly|but (?:it )?(?:could|might|may) (?:also )?be|but maybe|maybe|, maybe|possibly)(?: maybe| perhaps| is it| it is)?${DET} ${B}`,
].map((pattern) => new RegExp(pattern));
/** "The www is fine, it's the other": a name said to be well is not the one. */
const FINE = new RegExp(
  `${A}(?:(?!NAME)[^.]){0,25}?(?:just redirects|only redirects|jumps to|redirects|points|is fine|is ok|works|is not affected|is not the one|is not it)`,
);
/** "The first one is still fine", "only the second lost its key": one of two by its place. */
const PLACE_FINE =
  /\b(?:the )?(?<place>first|former|second|latter|last)(?: one| of them| of the two)? (?:is|works|still works|was|has|stays)(?: still| all| quite| just| perfectly)*(?: (?:fine|ok|okay|alright|right|intact|safe|working|unaffected|good|there|not affected|not the one))?(?= *(?:$|[,.;]))/;
const PLACE_MEANT =
  /\b(?:only|just) (?:the )?(?<place>first|former|second|latter|last)(?: one| of them)?\b|\bit is (?:only )?the (?<other>first|former|second|latter|last)(?: one)? (?:that|which|we|i)\b/;
/** A name that stands on the certificate by the words before or behind it. */
const ON_IT =
  /(?<!\bnew )(?:certificate|cert|paper|old one) (?:is |was |has |says |reads |only |got |just |for |carries |shows )+(NAME\d+)|(NAME\d+) (?:is )?(?:on|in) the (?:old|certificate|cert|paper)/;

/** What the two names of a message are to each other; `null` where nothing says so. */
export function namePair(message: string): NamePair | null {
  const names = message.match(/NAME\d+/g) ?? [];
  if (names.length === 0) return null;
  const undecided = UNDECIDED.map((pattern) => pattern.exec(message)?.groups).find((groups) => groups !== undefined);
  for (const [pattern, a, b] of PAIRS) {
    const groups = pattern.exec(message)?.groups;
    if (groups?.a && groups.b && groups.a !== groups.b) return { [a]: groups.a, [b]: groups.b };
  }
  const meant = MEANT.map((pattern) => pattern.exec(message)?.groups?.meant).find((name) => name !== undefined);
  if (meant) return { meant };
  if (undecided?.a && undecided.b && undecided.a !== undecided.b) return { undecided: [undecided.a, undecided.b] };
  const onIt = ON_IT.exec(message);
  if (onIt) return { old: (onIt[1] ?? onIt[2])! };
  const byPlace = placeMeant(message, [...new Set(names)]);
  if (byPlace) return { meant: byPlace };
  const fine = FINE.exec(message)?.groups?.a;
  const others = names.filter((name) => name !== fine);
  return fine && others[0] ? { meant: others.at(-1)! } : null;
}

/** Of two names the one that is meant by its place, or by the other one's being well. */
function placeMeant(message: string, names: readonly string[]): string | null {
  if (names.length !== 2) return null;
  const [first, second] = names as [string, string];
  const at = (place: string) => (place === 'first' || place === 'former' ? first : second);
  const meant = PLACE_MEANT.exec(message)?.groups;
  if (meant) return at(meant.place ?? meant.other ?? '');
  const fine = PLACE_FINE.exec(message)?.groups?.place;
  return fine === undefined ? null : at(fine) === first ? second : first;
}
