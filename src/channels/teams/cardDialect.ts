import { inert } from '../../bot/cards/cardText.js';

/** By which presses of our buttons are known among other invokes. */
export const PRESS_VERB = 'certdesk.press';
/** Buttons that Teams shows of one set; of more the rest would hide in a menu. */
const OF_A_SET = 6;
/** Signs of a title that a button has room for on a phone; Teams cuts what is longer. */
const LONGEST_TITLE = 36;
/** Deeper than any card of ours. */
const DEEPEST = 20;

export const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';

type Plain = Record<string, unknown>;
/** What of a card can hold buttons. */
interface Parts {
  body: Plain[];
  actions: Plain[];
}

/** A card as Teams gets it. */
export interface TeamsCard {
  contentType: typeof ADAPTIVE;
  content: Plain;
}

interface Named {
  /** The message's name: each press has one of its own. */
  name: string;
  /** Whether buttons carry what clients that don't know universal actions press in their place. */
  older: boolean;
}

/** An answer that can be chosen: what is shown, and what choosing it says. */
export interface Offered {
  title: string;
  value: string;
}

/**
 * A card in Teams' dialect: each button of ours as a universal action that falls back to what older clients know. Desktop
 * and mobile clients show 1.5, which universal actions need
 * (learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards).
 * Buttons whose titles Teams would cut become rows that can be pressed, in which words wrap. What isn't a button stays as
 * it is, folds (`ToggleVisibility`) among it.
 *
 * @param content of the neutral card @param offered answers that become buttons: ahead of the first field, which is
 * another way to answer, else beneath all else @param older whether buttons carry what older clients press
 */
export function inTeamsCard(content: object, offered: readonly Offered[], { name, older }: Named): TeamsCard {
  const into = { older, ahead: aheadIn(name) };
  const { body = [], actions = [], ...card } = translated(content, into, 0) as Plain & Partial<Parts>;
  const field = body.findIndex(({ type }) => typeof type === 'string' && type.startsWith('Input.'));
  const at = field < 0 ? body.length : field;
  const asRows = actions.some(isLong);
  const between = choiceSets(offered, { name, older });
  return adaptive({
    ...card,
    body: [...[body.slice(0, at), between, body.slice(at)].flat().flatMap(fitting), ...(asRows ? rowsOf(actions) : [])],
    ...(asRows || actions.length === 0 ? {} : { actions }),
    msteams: { width: 'Full' },
  });
}

/** A card of nothing but buttons, which stands beneath a text. @param name the message's */
export function choicesCard(offered: readonly Offered[], name: string): TeamsCard {
  return adaptive({ type: 'AdaptiveCard', body: choiceSets(offered, { name, older: true }) });
}

/** The content of an attachment that is a card of ours; null for others. */
export function cardOf({ contentType, content }: { contentType?: string; content?: unknown }): object | null {
  return contentType === ADAPTIVE && typeof content === 'object' && content !== null ? content : null;
}

function adaptive(content: Plain): TeamsCard {
  return {
    contentType: ADAPTIVE,
    content: {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      ...content,
      version: '1.5',
    },
  };
}

function choiceSets(offered: readonly Offered[], { name, older }: Named): Plain[] {
  const own = name.slice(aheadIn(name).length);
  const actions = offered.map(({ title, value }, index) => {
    const data = { certdesk: { press: `${own}/choice-${index + 1}`, says: value } };
    // Who chooses an answer needn't fill in the field beside it.
    return action({ type: 'Action.Submit', title, data, associatedInputs: 'none' }, older);
  });
  if (actions.some(isLong)) return rowsOf(actions);
  const sets: Plain[] = [];
  for (let from = 0; from < actions.length; from += OF_A_SET)
    sets.push({ type: 'ActionSet', actions: actions.slice(from, from + OF_A_SET) });
  return sets;
}

const isOurs = ({ type }: Plain) => type === 'Action.Execute';
const isLong = (button: Plain) => isOurs(button) && [...String(button.title)].length > LONGEST_TITLE;

/** An element of a card's body; a set of buttons that has too long ones is several elements. */
function fitting(element: Plain): Plain[] {
  const { type, actions } = element as { type?: unknown; actions?: Plain[] };
  return type === 'ActionSet' && actions?.some(isLong) ? rowsOf(actions) : [element];
}

/** Our buttons one beneath the other, as rows to press; others as buttons still. */
function rowsOf(actions: readonly Plain[]): Plain[] {
  const others = actions.filter((one) => !isOurs(one));
  return [...(others.length > 0 ? [{ type: 'ActionSet', actions: others }] : []), ...actions.filter(isOurs).map(row)];
}

function row(selectAction: Plain): Plain {
  const words = { type: 'TextBlock', text: inert(String(selectAction.title)), wrap: true, weight: 'Bolder' };
  return { type: 'Container', style: 'emphasis', spacing: 'Small', selectAction, items: [words] };
}

/**
 * The conversation's own id at the head of all names in it. Teams' are long and look like keys; what is pressed is known
 * within its conversation without it.
 */
const aheadIn = (name: string) => name.slice(0, name.lastIndexOf('|') + 1);

interface Into {
  older: boolean;
  /** Taken off the names that begin with it. */
  ahead: string;
}

function translated(value: unknown, into: Into, depth: number): unknown {
  if (typeof value === 'string')
    return into.ahead !== '' && value.startsWith(into.ahead) ? value.slice(into.ahead.length) : value;
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => translated(one, into, depth + 1));
  const plain = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, translated(one, into, depth + 1)]));
  return plain.type === 'Action.Submit' ? action(plain, into.older) : plain;
}

function action(submit: Plain, older: boolean): Plain {
  return { ...submit, type: 'Action.Execute', verb: PRESS_VERB, ...(older && { fallback: submit }) };
}
