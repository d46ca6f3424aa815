import { inert } from '../../bot/cards/cardText.js';
import { PRESS_VERB } from './cardDialect.js';

/** A button that was pressed, and what was said by it. */
export interface Pressed {
  press: string;
  says: string;
}

type Plain = Record<string, unknown>;

/** Buttons of which one may be pressed after another; of all others the first press decides. */
const oneByOne: ReadonlySet<string> = new Set(['step', 'entry']);
/** Deeper than any card of ours. */
const DEEPEST = 20;
const EXECUTE = 'Action.Execute';

/** The name that a button has in its conversation: on the web it begins with the conversation's own, in Teams it doesn't. */
const bare = (press: string) => press.slice(press.lastIndexOf('|') + 1);

/**
 * A card of ours (in Teams' dialect) as it stands now: what was chosen stands beneath it, and what can't be chosen any
 * more is gone. Made from the transcript, it is the same however often it is asked for.
 *
 * @param content as it was posted @param pressed in the order of the presses, those of other cards among them
 * @param over whether another card has taken its place @returns the same object where nothing has changed
 */
export function afterPresses(
  content: object,
  { pressed, over }: { pressed: readonly Pressed[]; over: boolean },
): object {
  const buttons = [...buttonsIn(content)];
  const chosen = pressed.flatMap(({ press, says }) => {
    const button = buttons.find(({ name }) => bare(press) === name || bare(press).startsWith(`${name}/`));
    return button ? [{ ...button, says }] : [];
  });
  if (chosen.length === 0 && !over) return content;
  const decided = over || chosen.some(({ kind }) => !oneByOne.has(kind));
  const gone = new Set((decided ? buttons : chosen).map(({ name }) => name));
  const {
    body = [],
    refresh,
    ...card
  } = without(content, { gone, fields: decided }, 0) as Plain & { body?: unknown[] };
  const lines = [...new Set(chosen.map(({ says }) => says))].map((says) => ({
    ...{ type: 'TextBlock', text: `✓ ${inert(says)}`, wrap: true, weight: 'Bolder', color: 'Good' },
  }));
  return { ...card, body: [...body, ...lines], ...(!decided && refresh !== undefined && { refresh }) };
}

/** Whether the card has a button of ours. */
export function hasButtons(content: object): boolean {
  return !buttonsIn(content).next().done;
}

interface Button {
  name: string;
  kind: string;
}

function* buttonsIn(value: unknown, depth = 0): Generator<Button> {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return;
  const button = buttonOf(value);
  if (button) yield button;
  else for (const one of Object.values(value)) yield* buttonsIn(one, depth + 1);
}

/** @returns null where it is no button of ours */
function buttonOf(value: object): Button | null {
  const { type, verb, data } = value as Plain;
  if (type !== EXECUTE || verb !== PRESS_VERB) return null;
  const { certdesk } = data as { certdesk: { press?: string; at?: { kind: string } } };
  // A copy of a verdict can be asked for at any time: nothing is decided by that.
  if (certdesk.press === undefined) return null;
  return { name: bare(certdesk.press), kind: certdesk.at?.kind ?? 'choice' };
}

interface Leaving {
  /** The names of buttons that go. */
  gone: ReadonlySet<string>;
  /** Whether fields go, too. */
  fields: boolean;
}

function without(value: unknown, leaving: Leaving, depth: number): unknown {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.filter((one) => !goes(one, leaving)).map((one) => without(one, leaving, depth + 1));
  const whole = Object.entries(value).filter(([, one]) => !isEmptied(one, leaving));
  return Object.fromEntries(whole.map(([key, one]) => [key, without(one, leaving, depth + 1)]));
}

/** A list of buttons alone that all go. */
const isEmptied = (list: unknown, leaving: Leaving) =>
  Array.isArray(list) && list.length > 0 && list.every((one) => goes(one, leaving) && buttonOf(one as object) !== null);

function goes(element: unknown, leaving: Leaving): boolean {
  if (typeof element !== 'object' || element === null) return false;
  const { type, actions, selectAction, items } = element as Plain;
  const button = buttonOf(element);
  if (button) return leaving.gone.has(button.name);
  if (typeof selectAction === 'object' && selectAction !== null) return goes(selectAction, leaving);
  if (typeof type === 'string' && type.startsWith('Input.')) return leaving.fields;
  // What held nothing else has nothing left to show.
  const held = type === 'ActionSet' ? actions : type === 'Column' ? items : null;
  return Array.isArray(held) && held.length > 0 && held.every((one) => goes(one, leaving));
}
