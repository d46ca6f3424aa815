import { chatWords } from '../words.js';
import type { Answerer } from './answerer.js';
import { button, element } from './dom.js';
import { type Notices, notices } from './notices.js';

/** The page around Web Chat, as the service wrote it. */
export interface Shell {
  /** Where Web Chat is rendered. */
  chat: HTMLElement;
  /** What lies over the transcript's place. */
  body: HTMLElement;
  notices: Notices;
  /** Where the menu (and in a frame the closing button) goes. */
  headerEnd: HTMLElement;
  /** A panel over the chat's place that says what is wrong, with a way to try again; undefined takes it away. */
  trouble(panel?: { title: string; detail: string; retry(): void }): void;
  /** Shows in the header who answers: a person, or (null) the assistant. The transcript says it aloud. */
  answeredBy(person: Answerer | null): void;
  /** Grey bubbles where a conversation that goes on will be. */
  resuming(): void;
  /** The conversation is on the screen. */
  started(): void;
}

/** An element that the service's markup has. */
export function part<Kind extends HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found as Kind;
}

export function shell(): Shell {
  const body = part('body');
  const answerer = part('answerer');
  const assistant = answerer.textContent ?? '';
  const strip = notices(part('notices'));
  const starting = element(
    'div',
    { class: 'starting', role: 'status' },
    element('span', { class: 'visually-hidden' }, chatWords.starting),
    skeleton(),
  );
  let panel: HTMLElement | undefined;

  return {
    chat: part('webchat'),
    body,
    headerEnd: part('header-end'),
    notices: strip,
    answeredBy(person) {
      const { aColleague, answering } = chatWords;
      answerer.textContent = person === null ? assistant : answering(person.name.trim() || aColleague);
      document.body.classList.toggle('with-person', person !== null);
    },
    resuming: () => body.append(starting),
    started() {
      starting.remove();
      document.body.dataset.line = 'online';
    },
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

function skeleton(): HTMLElement {
  const bubbles = ['long', 'middle', 'short'].map((width) => element('span', { class: `bone bone-${width}` }));
  return element('div', { class: 'skeleton', 'aria-hidden': 'true' }, ...bubbles);
}
