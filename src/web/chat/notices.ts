import { chatWords } from '../words.js';
import { button, element, icon } from './dom.js';

/** A notice with an id of its own replaces the one with the same id. */
export interface Notice {
  id: 'connection' | 'back' | 'key' | 'long' | 'refused' | 'ended' | 'anew' | 'copy' | 'link';
  text: string;
  tone: 'calm' | 'warning';
  action?: { label: string; do(): void };
  /** Goes away by itself after this many milliseconds; else the customer or `hide` takes it away. */
  lasts?: number;
  dismissable?: boolean;
}

/** The strip under the header: a live region, so that screen readers say what appears there. */
export interface Notices {
  show(notice: Notice): void;
  hide(id: Notice['id']): void;
}

export function notices(region: HTMLElement): Notices {
  const shown = new Map<Notice['id'], HTMLElement>();

  function hide(id: Notice['id']): void {
    shown.get(id)?.remove();
    shown.delete(id);
  }

  function show({ id, text, tone, action, lasts, dismissable }: Notice): void {
    hide(id);
    const notice = element('div', { class: `notice notice-${tone}` }, element('p', {}, text));
    if (action) notice.append(button({ class: 'notice-action' }, action.do, action.label));
    if (dismissable)
      notice.append(button({ class: 'quiet', 'aria-label': chatWords.dismiss }, () => hide(id), icon('close')));
    shown.set(id, notice);
    region.append(notice);
    if (lasts) setTimeout(() => shown.get(id) === notice && hide(id), lasts);
  }

  return { show, hide };
}
