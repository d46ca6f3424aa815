import { type Attachment, CardFactory } from 'botbuilder';
import type { At } from '../press.js';

/** What a card is for; the page that shows it goes by this. */
export type CardKind = 'answer' | 'clarify' | 'contact' | 'question' | 'step' | 'summary' | 'verdict';

export interface TextBlock {
  type: 'TextBlock';
  text: string;
  wrap: true;
  size?: 'Small' | 'Medium' | 'Large';
  weight?: 'Bolder';
  color?: 'Good' | 'Attention';
  spacing?: 'None' | 'Small';
  style?: 'heading';
  isSubtle?: true;
}

/** The few elements of Adaptive Cards 1.5 that cards here are made of; Web Chat and Teams both know them. */
export type Element =
  | TextBlock
  | {
      type: 'Input.Date';
      id: string;
      label: string;
      isRequired: true;
      errorMessage: string;
      min?: string;
      max?: string;
    }
  | { type: 'Input.Text'; id: string; label: string; maxLength: number; style?: 'Email' | 'Tel' }
  | { type: 'ColumnSet'; separator: true; columns: Column[] }
  | { type: 'Container'; id: string; isVisible: false; items: TextBlock[] }
  | {
      type: 'ActionSet';
      actions: (Submit | { type: 'Action.ToggleVisibility'; title: string; targetElements: string[] })[];
    };

/** A part of a row, as wide as its share. */
interface Column {
  type: 'Column';
  width: 'stretch' | 'auto';
  verticalContentAlignment: 'Center';
  items: Element[];
}

/** A button as the card carries it. */
interface Submit {
  type: 'Action.Submit';
  title: string;
  tooltip?: string;
  data: { certdesk: { press: string; says: string; at: At } };
}

/** A button by which the customer says something. */
export interface Button {
  /** Its name on this card. */
  id: string;
  /** What is shown, and what the customer says by it. */
  says: string;
  at: At;
}

export interface Card {
  kind: CardKind;
  /** Unique to this card, and the same when its turn is run again. */
  place: string;
  body: Element[];
  buttons: Button[];
}

/** A paragraph of a card. @param text the Markdown a card understands: see cardText.ts */
export function block(text: string, look: Omit<TextBlock, 'type' | 'text' | 'wrap'> = {}): TextBlock {
  return { type: 'TextBlock', text, wrap: true, ...look };
}

/** A button in a card's body or beneath it. @param title what is shown, where that is shorter than what is said */
export function submit(place: string, { id, says, at }: Button, title = says): Submit {
  return {
    type: 'Action.Submit',
    title,
    ...(title !== says && { tooltip: says }),
    data: { certdesk: { press: `${place}/${id}`, says, at } },
  };
}

/** A row of a card: what it is about, what it says, and a button that is about this row. */
export function rowOf(label: string, value: string, button: Submit): Element {
  return {
    type: 'ColumnSet',
    separator: true,
    columns: [
      {
        type: 'Column',
        width: 'stretch',
        verticalContentAlignment: 'Center',
        items: [block(label, { size: 'Small', isSubtle: true }), block(value, { spacing: 'None' })],
      },
      {
        type: 'Column',
        width: 'auto',
        verticalContentAlignment: 'Center',
        items: [{ type: 'ActionSet', actions: [button] }],
      },
    ],
  };
}

/** The card as a message carries it. */
export function attached({ place, body, buttons }: Card): Attachment {
  const actions = buttons.map((button) => submit(place, button));
  return CardFactory.adaptiveCard({
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.5',
    body,
    ...(actions.length > 0 && { actions }),
  });
}
