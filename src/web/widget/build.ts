import { widgetWords } from '../words.js';

/** The widget's parts, in the shadow root of an element that isn't on the page yet. */
export interface Parts {
  /** A name of its own: pages have rules for bare `div`s. */
  host: HTMLElement;
  root: ShadowRoot;
  launcher: HTMLButtonElement;
  badge: HTMLElement;
  panel: HTMLElement;
  /** Shown over the frame when it doesn't come. */
  refused: HTMLElement;
  close: HTMLButtonElement;
}

/** @param chat the chat page's address, for a tab of its own */
export function build(chat: string): Parts {
  const host = document.createElement('certdesk-widget');
  const root = host.attachShadow({ mode: 'open' });
  const make = <Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    attributes: Record<string, string>,
    ...children: (Node | string)[]
  ) => {
    const made = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    made.append(...children);
    return made;
  };
  const close = make('button', { class: 'x', type: 'button', 'aria-label': widgetWords.close }, '×');
  const link = make('a', { href: chat, target: '_blank', rel: 'noopener' }, widgetWords.inTab);
  const refused = make(
    'div',
    { class: 'refused', role: 'alert', hidden: '' },
    make('h2', {}, widgetWords.refusedTitle),
    make('p', {}, widgetWords.refused),
    link,
    close,
  );
  const panel = make(
    'div',
    { class: 'panel', id: 'panel', role: 'dialog', 'aria-label': widgetWords.frame, hidden: '' },
    refused,
  );
  const badge = make('span', { class: 'badge', 'aria-hidden': 'true' });
  const launcher = make(
    'button',
    { class: 'launcher', type: 'button', 'aria-expanded': 'false', 'aria-controls': 'panel' },
    picture(),
    badge,
  );
  root.append(panel, launcher);
  return { host, root, launcher, badge, panel, refused, close };
}

/** A speech bubble while the chat is closed, an arrow down while it is open; the style sheet shows one of them. */
function picture(): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const bubble =
    'M4 6.5A2.5 2.5 0 016.5 4h11A2.5 2.5 0 0120 6.5v7a2.5 2.5 0 01-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 014 13.5zM8.5 8.5h7M8.5 11.5h4.5';
  for (const shape of [bubble, 'M6 9.5l6 6 6-6']) {
    const path = document.createElementNS(space, 'path');
    path.setAttribute('d', shape);
    svg.append(path);
  }
  return svg;
}
