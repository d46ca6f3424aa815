import { onTouchScreen } from './composer.js';
import { reactElement } from './reactElement.js';
import { part } from './shell.js';
import type { Activity, AttachmentMiddleware } from './webChat.js';

/**
 * The cards on the screen that wait for a press: only the last of them is live. One that was pressed shows what was
 * chosen, at once; one that others have overtaken shows no buttons.
 */
export interface CardPlaces {
  middleware: AttachmentMiddleware;
  /** The customer's own message, which may be a press. */
  said(activity: Activity): void;
  arrived(activity: Activity): void;
}

const waiting = new Set(['step', 'summary', 'question', 'clarify', 'contact']);
const BUTTONS = '.ac-pushButton:not([aria-controls])';

interface Card {
  kind: string;
  place?: HTMLElement;
  /** Its JSON, in which each button's press stands. */
  presses?: string;
  /** What was chosen on it, in the button's words. */
  chosen?: string;
  focused?: true;
}

export function cardPlaces(): CardPlaces {
  /** By the activity's id, in the order of their coming. */
  const cards = new Map<string, Card>();
  const refs = new Map<string, (place: HTMLElement | null) => void>();
  let latest: string | undefined;

  const cardOf = (id: string, kind: string) => {
    const card = cards.get(id) ?? { kind };
    cards.set(id, card);
    return card;
  };
  const refOf = (id: string, kind: string) => {
    const known =
      refs.get(id) ??
      ((place: HTMLElement | null) => {
        if (!place) return;
        cardOf(id, kind).place = place;
        // Its buttons are drawn after it.
        requestAnimationFrame(look);
      });
    refs.set(id, known);
    return known;
  };

  function look(): void {
    for (const [id, card] of cards) {
      if (!card.place) continue;
      if (id !== latest || card.chosen !== undefined) settle(card);
      else if (card.kind === 'step' && !card.focused) enter(card);
    }
  }

  function settle({ place, chosen }: Card): void {
    place!.classList.add('past');
    for (const button of place!.querySelectorAll<HTMLButtonElement>(BUTTONS)) {
      const isChosen = chosen !== undefined && [button.textContent, button.title].includes(chosen);
      button.hidden = !isChosen;
      button.disabled = true;
      button.classList.toggle('chosen', isChosen);
    }
    for (const field of place!.querySelectorAll<HTMLInputElement>('input, textarea')) field.disabled = true;
  }

  /** Who goes through a guide goes on with Enter; who is writing goes on with that. */
  function enter(card: Card): void {
    const button = card.place!.querySelector<HTMLButtonElement>(BUTTONS);
    if (!button) return;
    card.focused = true;
    const box = part<HTMLTextAreaElement>('box');
    if (box.value === '' && document.hasFocus() && !(onTouchScreen() && document.activeElement === box))
      button.focus({ preventScroll: true });
  }

  return {
    said({ value }) {
      const { press, says } = (value as { certdesk?: { press?: string; says?: string } } | undefined)?.certdesk ?? {};
      if (press === undefined || says === undefined) return;
      const pressed = [...cards.values()].find(({ presses }) => presses?.includes(JSON.stringify(press)));
      if (pressed) pressed.chosen = says;
      look();
    },
    arrived({ id, from, channelData }) {
      const { card, howFar } = channelData?.certdesk ?? {};
      if (from.role !== 'bot' || id === undefined) return;
      if (card !== undefined && waiting.has(card)) {
        latest = id;
        cardOf(id, card);
      } else if (card === 'verdict' || howFar === null) latest = undefined;
      requestAnimationFrame(look);
    },
    middleware: () => (next) => (shown) => {
      const usual = next(shown);
      const { id, channelData } = shown.activity;
      const kind = channelData?.certdesk?.card;
      if (!usual || !id || !kind || !waiting.has(kind) || !shown.attachment.contentType.includes('adaptive'))
        return usual;
      cardOf(id, kind).presses ??= JSON.stringify(shown.attachment.content);
      return reactElement(usual, 'div', { className: `card card-${kind}`, children: usual }, refOf(id, kind));
    },
  };
}
