import { type Attachment, CardFactory } from 'botbuilder';
import type { At } from '../press.js';

/** What a card is for; the page that shows it goes by this. */
export type CardKind = 'answer' | 'clarify' | 'step' | 'summary' | 'verdict';

export interface TextBlock {
  type: 'TextBlock';
  text: string;
  wrap: true;
  size?: 'Small' | 'Medium' | 'Large';
  weight?: 'Bolder';
  color?: 'Good' | 'Attention';
  spacing?: 'Small';
  style?: 'heading';
}

/** The few elements of Adaptive Cards 1.5 that cards here are made of; Web Chat and Teams both know them. */
export type Element =
  | TextBlock
  | { type: 'FactSet'; facts: { title: string; value: string }[] }
  | { type: 'Container'; id: string; isVisible: false; items: TextBlock[] }
  | { type: 'ActionSet'; actions: { type: 'Action.ToggleVisibility'; title: string; targetElements: string[] }[] };

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

/** The card as a message carries it. */
export function attached({ place, body, buttons }: Card): Attachment {
  const actions = buttons.map(({ id, says, at }) => ({
    type: 'Action.Submit',
    title: says,
    data: { certdesk: { press: `${place}/${id}`, says, at } },
  }));
  return CardFactory.adaptiveCard({
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.5',
    body,
    ...(actions.length > 0 && { actions }),
  });
}
