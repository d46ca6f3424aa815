import { chatWords } from '../words.js';
import type { Answerer } from './answerer.js';
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
  /** Shows in the header who answers: a person, or (null) the assistant. The transcript says it aloud. */
  answeredBy(person: Answerer | null): void;
  /** Takes the "starting" sign away. */
  started(): void;
}

export function shell(deskName: string): Shell {
  const headerEnd = element('div', { class: 'header-end' });
  const subtitle = element('p', {}, chatWords.subtitle);
  const header = element(
    'header',
    { class: 'header' },
    element('span', { class: 'mark' }, icon('shield')),
    element('div', { class: 'who' }, element('h1', {}, deskName), subtitle),
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
    answeredBy(person) {
      const { subtitle: assistant, aColleague, answering } = chatWords;
      subtitle.textContent = person === null ? assistant : answering(person.name.trim() || aColleague);
      document.body.classList.toggle('with-person', person !== null);
    },
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
