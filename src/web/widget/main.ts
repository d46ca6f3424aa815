import { readFromFrame, type ToFrame } from '../messages.js';
import { widgetWords } from '../words.js';
import { ownOrigin } from './address.js';
import { build } from './build.js';
import { customer } from './customer.js';
import { keepOnPage } from './place.js';
import { dress, frameLooks } from './style.js';

/** What the page's own scripts may call. */
export interface CertdeskWidget {
  open(): void;
  close(): void;
  /** The customer is signed in on this page; `jwt` was made by the page's server. */
  signIn(jwt: string): void;
  /** The customer has signed out: what they said vanishes from this browser. */
  signOut(): void;
}

declare global {
  interface Window {
    certdesk?: CertdeskWidget;
  }
}

/**
 * The frame has this long (ms) to say that it runs; a site that the desk doesn't list is refused by the browser,
 * without a word to us.
 */
const readyWithin = 8000;

/** The frame has this long (ms) to forget its customer before it is taken away all the same. */
const signedOutWithin = 1000;

const desk = ownOrigin();
if (!desk) console.error(widgetWords.noAddress);
// An element of the page with this id stands under this name, too.
else if (typeof window.certdesk?.signIn !== 'function') window.certdesk = widget(desk);

function widget(desk: string): CertdeskWidget {
  const parts = build(`${desk}/chat`);
  const who = customer();
  let frame: HTMLIFrameElement | undefined;
  let ready = false;
  let unseen = 0;
  /** A frame that loads anew tells of all replies again. */
  const heard = new Set<string>();

  const isOpen = () => !parts.panel.hidden;
  const tell = (message: ToFrame) => frame?.contentWindow?.postMessage(message, desk);
  const hello = () => tell({ certdesk: 'hello', signIn: who.jwt(), forget: who.forgetOnce() });
  const shown = () => ready && tell({ certdesk: 'shown', open: isOpen() });

  function load(): void {
    if (frame) return;
    const made = document.createElement('iframe');
    made.title = widgetWords.frame;
    made.style.cssText = frameLooks;
    made.src = `${desk}/chat?frame=1`;
    frame = made;
    ready = false;
    parts.refused.hidden = true;
    parts.panel.prepend(made);
    setTimeout(() => {
      if (frame === made && !ready) parts.refused.hidden = false;
    }, readyWithin);
  }

  function unload(): void {
    frame?.remove();
    frame = undefined;
    count(0);
    if (isOpen()) load();
  }

  function show(open: boolean): void {
    if (open) load();
    parts.panel.hidden = !open;
    parts.launcher.setAttribute('aria-expanded', String(open));
    count(open ? 0 : unseen);
    if (open) frame?.focus();
    else parts.launcher.focus();
    shown();
  }

  function replied(id: string | undefined): void {
    if (id !== undefined && heard.has(id)) return;
    if (id !== undefined) heard.add(id);
    if (!isOpen()) count(unseen + 1);
  }

  function count(now: number): void {
    unseen = now;
    parts.badge.hidden = now === 0;
    parts.badge.textContent = now > 9 ? '9+' : String(now);
    parts.launcher.setAttribute(
      'aria-label',
      isOpen() ? widgetWords.close : now > 0 ? widgetWords.unread(now) : widgetWords.open,
    );
  }

  window.addEventListener('message', ({ data, origin, source }) => {
    if (!frame || origin !== desk || source !== frame.contentWindow) return;
    const message = readFromFrame(data);
    switch (message?.certdesk) {
      case 'ready':
        ready = true;
        parts.refused.hidden = true;
        hello();
        shown();
        return;
      case 'reply':
        return replied(message.id);
      case 'close':
        return show(false);
      case 'signedOut':
        return unload();
      case 'signInNeeded':
        window.dispatchEvent(new CustomEvent('certdesk:sign-in-needed'));
    }
  });
  parts.launcher.addEventListener('click', () => show(!isOpen()));
  parts.close.addEventListener('click', () => show(false));
  parts.root.addEventListener(
    'keydown',
    (event) => event instanceof KeyboardEvent && event.key === 'Escape' && isOpen() && show(false),
  );
  count(0);
  keepOnPage(parts.host, () => dress(parts.root));

  return {
    open: () => show(true),
    close: () => show(false),
    signIn(jwt) {
      const same = who.signIn(jwt);
      if (same) hello();
      else unload();
    },
    signOut() {
      who.signOut();
      const former = frame;
      tell({ certdesk: 'signOut' });
      // A frame that is only just loading doesn't hear it.
      setTimeout(() => former && frame === former && unload(), signedOutWithin);
    },
  };
}
