import { inert } from '../../bot/cards/cardText.js';

/** By which presses of our buttons are known among other invokes. */
export const PRESS_VERB = 'certdesk.press';
/** Buttons that Teams shows of one set; of more the rest would hide in a menu. */
const OF_A_SET = 6;
/** Signs of a title that a button has room for on a phone; Teams cuts what is longer. */
const LONGEST_TITLE = 36;
/** Deeper than any card of ours. */
const DEEPEST = 20;

const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';

type Plain = Record<string, unknown>;

/** A card as Teams gets it. */
export interface TeamsCard {
  contentType: typeof ADAPTIVE;
  content: Plain;
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
 * @param content of the neutral card @param offered answers that become buttons beneath all else
 */
export function inTeamsCard(content: object, offered: readonly Offered[], name: string): TeamsCard {
  const { body = [], actions = [], ...card } = translated(content, 0) as Plain & { body?: Plain[]; actions?: Plain[] };
  const asRows = actions.some(isLong);
  return adaptive({
    ...card,
    body: [...body.flatMap(fitting), ...(asRows ? rowsOf(actions) : []), ...choiceSets(offered, name)],
    ...(asRows || actions.length === 0 ? {} : { actions }),
    msteams: { width: 'Full' },
  });
}

/** A card of nothing but buttons, which stands beneath a text. @param name the message's: each press has one of its own */
export function choicesCard(offered: readonly Offered[], name: string): TeamsCard {
  return adaptive({ type: 'AdaptiveCard', body: choiceSets(offered, name) });
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

function choiceSets(offered: readonly Offered[], name: string): Plain[] {
  const actions = offered.map(({ title, value }, index) => {
    const data = { certdesk: { press: `${name}/choice-${index + 1}`, says: value } };
    // Else nothing can be pressed on a card with a field until that is filled in.
    return action({ type: 'Action.Submit', title, associatedInputs: 'none', data });
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

function translated(value: unknown, depth: number): unknown {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => translated(one, depth + 1));
  const plain = value as Plain;
  if (plain.type === 'Action.Submit') return action(plain);
  return Object.fromEntries(Object.entries(plain).map(([key, one]) => [key, translated(one, depth + 1)]));
}

function action(submit: Plain): Plain {
  return { ...submit, type: 'Action.Execute', verb: PRESS_VERB, fallback: submit };
}
