import { type FromFrame, readToFrame, type ToFrame } from '../messages.js';

/** The page around the frame, when it is one of the desk's listed sites. */
export interface Frame {
  /** Who the customer is, as the page around says; null after some seconds without a word. */
  hello: Promise<{ signIn: string | null; forget: boolean }>;
  tell(message: FromFrame): void;
  /** Messages after the first hello. */
  onMessage(heard: (message: ToFrame) => void): void;
}

const answersWithin = 5000;

/**
 * Talks with the widget. Only the window around counts, and only with an origin that the desk lists; what goes out is
 * addressed to that origin alone once it is known, and until then holds nothing but that the page is ready.
 */
export function frame(framers: readonly string[]): Frame {
  const allowed = new Set([...framers, location.origin]);
  const listeners: ((message: ToFrame) => void)[] = [];
  let host: string | undefined;
  let greeted: (hello: { signIn: string | null; forget: boolean }) => void;
  const hello = new Promise<{ signIn: string | null; forget: boolean }>((resolve) => {
    greeted = resolve;
    setTimeout(() => resolve({ signIn: null, forget: false }), answersWithin);
  });

  window.addEventListener('message', ({ data, origin, source }) => {
    if (source !== window.parent || !allowed.has(origin)) return;
    const message = readToFrame(data);
    if (!message) return;
    if (host === undefined && message.certdesk === 'hello') greeted(message);
    else for (const heard of listeners) heard(message);
    host = origin;
  });

  const tell = (message: FromFrame) => {
    for (const origin of host ? [host] : allowed) window.parent.postMessage(message, origin);
  };
  tell({ certdesk: 'ready' });
  return { hello, tell, onMessage: (heard) => listeners.push(heard) };
}
