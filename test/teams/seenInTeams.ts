import type { Activity } from 'botbuilder';

type Plain = Record<string, unknown>;

/** A button of a card of ours: what is sent when it is pressed. */
export interface SeenButton {
  title: string;
  /** As an `Action.Execute`. */
  execute: { type: string; verb: string; data: PressData };
  /** The `Action.Submit` that it falls back to where a client doesn't know the other, if it has one. */
  submit: { type: string; data: PressData } | undefined;
}

interface PressData {
  certdesk: { press: string; says: string; at?: { kind: string }; copy?: number };
}

/** A field in which a day is picked, with the first and the last that can be. */
interface SeenDate {
  id: string;
  min: string;
  max: string;
}

/** What of a message of Teams people see: texts in the order of reading, folded ones too, buttons, and fields. */
export interface Seen {
  texts: string[];
  buttons: SeenButton[];
  dates: SeenDate[];
}

/** Reads a message as Teams shows it: its text, then its cards. */
export function seenOf({ text, attachments = [] }: Partial<Activity>): Seen {
  const seen: Seen = { texts: text ? [text] : [], buttons: [], dates: [] };
  for (const { content } of attachments) look(content, seen);
  return seen;
}

function look(value: unknown, seen: Seen): void {
  if (Array.isArray(value)) for (const one of value) look(one, seen);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  // What a client does by itself nobody sees.
  const { type, fallback, refresh: _, ...rest } = value as Plain;
  if (rest.selectAction !== undefined) lookAtRow(rest.selectAction as Plain, rest.items as Plain[], seen);
  else if (type === 'TextBlock') seen.texts.push(String(rest.text));
  else if (type === 'Action.Execute')
    seen.buttons.push({ title: rest.title, execute: { ...rest, type }, submit: fallback } as unknown as SeenButton);
  else if (type === 'Input.Date') seen.dates.push({ min: '0000', max: '9999', ...rest } as unknown as SeenDate);
  else for (const one of Object.values(rest)) look(one, seen);
}

/** A row to press is a button whose title stands in it; other words in it are words as everywhere. */
function lookAtRow(pressed: Plain, items: readonly Plain[], seen: Seen): void {
  look(pressed, seen);
  for (const item of items) if (lettersOf(String(item.text)) !== lettersOf(String(pressed.title))) look(item, seen);
}

/** A text by its letters and digits alone, whatever signs are around them. */
export function lettersOf(text: string): string {
  return text
    .replace(/\[((?:\\.|[^[\]\\])*)\]\(([^()\n]*)\)/g, (_, label: string, address: string) =>
      label.replaceAll('\\', '') === address ? address : `${label} ${address}`,
    )
    .replace(/&lt;/g, '<')
    .replace(/^[ \t]*(?:\d+|[a-z])[.)][ \t]/gm, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
