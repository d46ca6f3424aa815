import { chatWords } from '../words.js';
import { button } from './dom.js';
import { reactElement } from './reactElement.js';
import type { ActivityStatusMiddleware } from './webChat.js';

/** How long the button says that the number was copied. */
const SAID_MS = 3000;

/** Under a message about a case: a button that copies its number. */
export function caseNumbers(): ActivityStatusMiddleware {
  const places = new Map<string, (place: HTMLElement | null) => void>();
  const placeFor = (number: string) => {
    const known = places.get(number) ?? ((place: HTMLElement | null) => place && draw(place, number));
    places.set(number, known);
    return known;
  };
  return () => (next) => (status) => {
    const usual = next(status);
    const { from, channelData } = status.activity;
    const number = channelData?.certdesk?.case;
    if (from.role !== 'bot' || typeof number !== 'string') return usual;
    const place = reactElement(usual, 'span', { className: 'case-place' }, placeFor(number));
    return reactElement(usual, 'div', { className: 'status-with-case', children: [usual, place] }, null);
  };
}

function draw(place: HTMLElement, number: string): void {
  if (place.firstChild) return;
  const label = chatWords.copyCase(number);
  const copy = button({ class: 'copy-case', 'aria-live': 'polite' }, () => void copied(), label);
  place.append(copy);

  async function copied(): Promise<void> {
    const done = await navigator.clipboard.writeText(number).then(
      () => true,
      // A frame may not be allowed to.
      () => copiedFrom(number, place),
    );
    copy.textContent = done ? chatWords.caseCopied : label;
    setTimeout(() => {
      copy.textContent = label;
    }, SAID_MS);
  }
}

/** The older way to copy: from a field that is there for a moment. */
function copiedFrom(text: string, place: HTMLElement): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  place.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}
