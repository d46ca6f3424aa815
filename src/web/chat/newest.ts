import { chatWords } from '../words.js';
import { button, element, icon } from './dom.js';

/** The way to the newest message for who has scrolled up, with the count of what came meanwhile. */
export interface Newest {
  replied(): void;
  /** The customer has said something: they see it, and what comes of it. */
  follow(): void;
}

/** So near (px) to the end counts as being there: screens round. */
const NEAR_PX = 60;

export function newest(body: HTMLElement, chat: HTMLElement): Newest {
  const count = element('span', { class: 'newest-count' });
  const way = button({ class: 'newest', hidden: true }, () => toEnd(), icon('end'), count);
  let unread = 0;
  body.append(way);

  const scrolled = () => chat.querySelector<HTMLElement>('.webchat__basic-transcript__scrollable');
  const atEnd = ({ scrollTop, scrollHeight, clientHeight }: HTMLElement) =>
    scrollHeight - scrollTop - clientHeight < NEAR_PX;

  function show(): void {
    const place = scrolled();
    const away = place !== null && !atEnd(place);
    if (!away) unread = 0;
    way.hidden = !away;
    count.textContent = unread > 0 ? String(unread) : '';
    way.setAttribute('aria-label', chatWords.newest(unread));
  }
  function toEnd(behavior: ScrollBehavior = 'smooth'): void {
    const place = scrolled();
    place?.scrollTo({ top: place.scrollHeight, behavior });
  }
  // Scrolling doesn't bubble.
  chat.addEventListener('scroll', show, { capture: true, passive: true });
  new ResizeObserver(show).observe(chat);

  return {
    follow: () => requestAnimationFrame(() => toEnd('instant')),
    replied() {
      unread += 1;
      // What has just come is drawn and scrolled to first.
      setTimeout(show, 400);
    },
  };
}
