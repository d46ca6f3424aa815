import { chatWords } from '../words.js';
import { button, element, icon } from './dom.js';
import { type Notices, notices } from './notices.js';

/** The page around Web Chat. */
export interface Shell {
  /** Where Web Chat is rendered. */
  chat: HTMLElement;
  notices: Notices;
  /** Puts the menu (and in a frame the closing button) into the header. */
  headerEnd: HTMLElement;
  /** A panel over the chat's place that says what is wrong, with a way to try again; undefined takes it away. */
  trouble(panel?: { title: string; detail: string; retry(): void }): void;
  /** Takes the "starting" sign away. */
  started(): void;
}

export function shell(deskName: string): Shell {
  const headerEnd = element('div', { class: 'header-end' });
  const header = element(
    'header',
    { class: 'header' },
    element('span', { class: 'mark' }, icon('shield')),
    element('div', { class: 'who' }, element('h1', {}, deskName), element('p', {}, chatWords.subtitle)),
    headerEnd,
  );
  const chat = element('div', { id: 'webchat', class: 'chat' });
  const starting = element(
    'div',
    { class: 'starting', role: 'status' },
    element('span', { class: 'visually-hidden' }, chatWords.starting),
    skeleton(),
  );
  const body = element('main', { class: 'body', 'aria-label': chatWords.chat }, starting, chat);
  const strip = notices();
  document.body.append(element('div', { class: 'page' }, header, strip.element, body));
  let panel: HTMLElement | undefined;

  return {
    chat,
    headerEnd,
    notices: strip,
    started: () => starting.remove(),
    trouble(now) {
      panel?.remove();
      document.body.classList.toggle('in-trouble', now !== undefined);
      if (!now) return;
      const again = button({ class: 'primary' }, now.retry, chatWords.retry);
      panel = element(
        'section',
        { class: 'trouble', role: 'alert' },
        element('h2', {}, now.title),
        element('p', {}, now.detail),
        again,
      );
      body.append(panel);
    },
  };
}

/** Grey bubbles where the first messages will be. */
function skeleton(): HTMLElement {
  const bubbles = ['long', 'middle', 'short'].map((width) => element('span', { class: `bone bone-${width}` }));
  return element('div', { class: 'skeleton', 'aria-hidden': 'true' }, ...bubbles);
}
