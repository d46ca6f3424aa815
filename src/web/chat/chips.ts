import { button } from './dom.js';
import { part } from './shell.js';
import type { CardAction } from './webChat.js';

/** Answers that can be given with one press, above the box; the row scrolls sideways where there is no room for two. */
export interface Chips {
  show(actions: readonly CardAction[]): void;
}

export function chips(say: (text: string) => void): Chips {
  const row = part('chips');
  let shown = '';
  return {
    show(actions) {
      const now = JSON.stringify(actions);
      if (now === shown) return;
      shown = now;
      const hadFocus = row.contains(document.activeElement);
      row.replaceChildren(
        ...actions.map(({ title, value }) =>
          button({ class: 'chip webchat__suggested-action' }, () => say(value || title), title || value),
        ),
      );
      row.scrollLeft = 0;
      row.hidden = actions.length === 0;
      // What the customer pressed is gone: they must not be left nowhere.
      if (hadFocus) part('box').focus({ preventScroll: true });
    },
  };
}
