import { chatWords } from '../words.js';
import { button, element, icon } from './dom.js';

/**
 * Where the transcript is scrolled to: who says something sees it, and what comes of it from its beginning; who has
 * scrolled up stays there, with a way to the newest message and the count of what came meanwhile.
 */
export interface Newest {
  replied(): void;
  /** The customer has said something. */
  follow(): void;
}

/** So near (px) to the end counts as being there: screens round. */
const NEAR_PX = 60;
/** A message is drawn within these times (ms), and what stands around the transcript has its size. */
const DRAWN_MS = [0, 60, 200, 500];

export function newest(body: HTMLElement, chat: HTMLElement): Newest {
  const count = element('span', { class: 'newest-count' });
  const way = button({ class: 'newest', hidden: true }, toEnd, icon('end'), count);
  let unread = 0;
  let following = true;
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
  function toEnd(): void {
    const place = scrolled();
    place?.scrollTo({ top: place.scrollHeight, behavior: 'smooth' });
  }
  /** The end of the transcript, or the first of what came after the customer's last words where not all of it fits. */
  function settle(): void {
    const place = scrolled();
    if (!following || !place) return;
    const all = [...place.querySelectorAll<HTMLElement>('.webchat__basic-transcript__activity')];
    const own = all.map((activity) => activity.querySelector('.webchat__bubble--from-user') !== null).lastIndexOf(true);
    const first = own < 0 ? undefined : all[own + 1];
    const top = first
      ? place.scrollTop + first.getBoundingClientRect().top - place.getBoundingClientRect().top
      : Infinity;
    place.scrollTop = Math.min(place.scrollHeight - place.clientHeight, top - 12);
    show();
  }
  const settleSoon = () => DRAWN_MS.forEach((ms) => void setTimeout(settle, ms));
  const leave = () => {
    following = false;
  };

  // Scrolling doesn't bubble.
  chat.addEventListener('scroll', show, { capture: true, passive: true });
  chat.addEventListener('wheel', leave, { passive: true });
  chat.addEventListener('touchmove', leave, { passive: true });
  chat.addEventListener('keydown', ({ key }) => /^(Page|Arrow|Home)/.test(key) && leave());
  new ResizeObserver(() => {
    settle();
    show();
  }).observe(chat);

  return {
    follow() {
      following = true;
      settleSoon();
    },
    replied() {
      unread += 1;
      settleSoon();
      setTimeout(show, 600);
    },
  };
}
