import { isDeepStrictEqual } from 'node:util';
import type { Activity } from 'botbuilder';
import { saidByPress } from '../../src/bot/press.js';
import { PRESS_VERB } from '../../src/channels/teams/cardDialect.js';
import { lettersOf, type SeenButton, seenOf } from './seenInTeams.js';

/** What Teams' pages say of a message: about so much in UTF-16, all of it counted. */
const LONGEST_BYTES = 28 * 1024;
const ACTIONS_SHOWN = 6;
/** What a message or a text of a card would show as it stands, or not at all. */
const NOT_IN_TEAMS: [RegExp, string][] = [
  [/^[ \t]*#{1,6}[ \t]/m, 'a heading'],
  [/!\[/, 'an image'],
  [/(?<!\\)<(?!https:\/\/[^\s<>]+>)/, 'HTML'],
  [/^[ \t]*(?:-[ \t]*){3,}$/m, 'a rule'],
];

/** What is wrong with a message as Teams' Connector got it; nothing where it can be shown and used as it is meant. */
export function faultsOf(activity: Partial<Activity>): string[] {
  const size = JSON.stringify(activity).length * 2;
  const { texts, buttons } = seenOf(activity);
  return [
    ...(size > LONGEST_BYTES ? [`is ${size} bytes long`] : []),
    ...(texts.length === 0 && buttons.length === 0 ? ['shows nothing'] : []),
    ...(activity.suggestedActions ? ['has suggested actions, which Teams does not show'] : []),
    ...texts.flatMap((text) =>
      NOT_IN_TEAMS.flatMap(([sign, what]) => (sign.test(withoutCode(text)) ? [`${what} in "${text}"`] : [])),
    ),
    ...buttons.flatMap(faultsOfButton),
    ...twice(buttons.map(({ execute }) => execute.data.certdesk.press)).map((press) => `two buttons are ${press}`),
    ...(activity.attachments ?? []).flatMap(({ content }) => faultsOfCard(content)),
  ];
}

const withoutCode = (text: string) => text.replace(/`[^`\n]+`/g, '');

function faultsOfButton({ title, execute, submit }: SeenButton): string[] {
  // A copy of a verdict is asked for by its number: nothing is said by it.
  const { copy } = execute.data.certdesk;
  const said = copy ? execute.data.certdesk : saidByPress({ ...execute.data, date: '2026-05-12' });
  const { verb, ...same } = execute;
  return [
    ...(lettersOf(title) === '' ? ['a button without words'] : []),
    ...(verb === PRESS_VERB ? [] : [`the button "${title}" has the verb ${verb}`]),
    ...(said && 'says' in said && said.says !== '' ? [] : [`the button "${title}" says nothing`]),
    ...(submit === undefined || isDeepStrictEqual(submit, { ...same, type: 'Action.Submit' })
      ? []
      : [`the button "${title}" is another for older clients`]),
  ];
}

/** Beside what the neutral cards' own schema holds. */
function faultsOfCard(content: unknown): string[] {
  const { type, version, body, actions = [] } = content as Record<string, unknown>;
  const all = [...objectsIn({ body, actions })];
  const ids = all.flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
  const targets = all.flatMap(({ targetElements }) => (targetElements as string[] | undefined) ?? []);
  const required = all.some(({ isRequired }) => isRequired === true);
  const sets = [actions, ...all.flatMap((one) => (one.type === 'ActionSet' ? [one.actions] : []))] as object[][];
  return [
    ...(type === 'AdaptiveCard' && version === '1.5' ? [] : [`the card is ${type} ${version}`]),
    ...(Array.isArray(body) && body.length > 0 ? [] : ['the card has no body']),
    ...sets.filter((set) => set.length > ACTIONS_SHOWN).map((set) => `${set.length} buttons in a row`),
    ...all.filter((one) => one.type === 'Action.Submit').map(({ title }) => `"${title}" is no universal action`),
    ...targets.filter((target) => !ids.includes(target)).map((target) => `nothing is folded by ${target}`),
    ...twice(ids).map((id) => `two elements are ${id}`),
    // A client would not let it be pressed while the field is empty.
    ...all
      .filter((one) => required && one.type === 'Action.Execute' && !isPick(one) && one.associatedInputs !== 'none')
      .map(({ title }) => `"${title}" wants the field beside it filled in`),
  ];
}

const isPick = ({ data }: Record<string, unknown>) =>
  (data as SeenButton['execute']['data']).certdesk.at?.kind === 'date';

/** What buttons carry, and what a client does by itself. */
const UNSEEN: ReadonlySet<string> = new Set(['data', 'fallback', 'refresh']);

/** All that the card is made of and people see. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const [key, one] of Object.entries(value)) if (!UNSEEN.has(key)) yield* objectsIn(one);
}

const twice = (all: readonly string[]) => all.filter((one, index) => all.indexOf(one) !== index);

/**
 * How what Teams shows differs from the words that it stands for: each line is there, as a text or as a button, nothing
 * else is, and nothing is there twice. @param name of the person who wrote it, which stands above it in Teams
 * @param typed lines about typing, which a card's buttons stand for
 */
export function differencesOf(
  activity: Partial<Activity>,
  { text, name = '', typed = [] }: { text: string; name?: string; typed?: readonly string[] },
): string[] {
  const { texts, buttons } = seenOf(activity);
  const shown = ` ${texts.map(lettersOf).join(' ')} `;
  const meant = ` ${lettersOf(`${name}\n${text}`)} `;
  const titles = new Set(buttons.map(({ title }) => lettersOf(title)));
  const lines = (some: string) => some.split('\n').filter((line) => lettersOf(line) !== '');
  // What a card folds away is quoted under a title of its own.
  const bare = (line: string) => lettersOf(line.replace(/^\s*> From the FAQ: /, ''));
  const missing = lines(text).filter(
    (line) => !shown.includes(` ${bare(line)} `) && !titles.has(bare(line)) && !typed.includes(line),
  );
  const more = texts.flatMap(lines).filter((line) => !meant.includes(` ${lettersOf(line)} `));
  return [
    ...missing.map((line) => `not shown: ${line}`),
    ...more.map((line) => `shown, not said: ${line}`),
    ...(shown.length > meant.length ? [`shown twice: ${shown.length - meant.length} signs`] : []),
  ];
}
