import { part } from './shell.js';

/** The box in which the customer writes, from the page's first moment to its last. */
export interface Composer {
  /** Puts the customer into the box, unless a keyboard on the screen would cover what they are to read. */
  focus(): void;
  /** Nothing can be said any more. */
  close(): void;
}

export interface ComposerOptions {
  /** The customer says this. @returns whether it was taken; else it stays in the box */
  say(text: string): boolean;
  /** The customer has changed what is in the box. */
  writes(): void;
}

/** A keyboard on the screen would cover half of what the customer is to read first. */
export const onTouchScreen = () => matchMedia('(pointer: coarse), (hover: none)').matches;

/** Enter sends, Shift+Enter begins a line; what is composed (Chinese, Japanese, dead keys) is finished first. */
export function composer({ say, writes }: ComposerOptions): Composer {
  const box = part<HTMLTextAreaElement>('box');
  const send = part<HTMLButtonElement>('send');

  function submit(): void {
    if (box.value.trim() === '' || box.disabled || !say(box.value)) return;
    box.value = '';
    grow();
  }
  /** As high as its text, up to what the style sheet allows; a browser with `field-sizing` does it by itself. */
  function grow(): void {
    if (CSS.supports('field-sizing', 'content')) return;
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
  }

  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  box.addEventListener('input', () => {
    grow();
    if (box.value.trim() !== '') writes();
  });
  send.addEventListener('click', () => {
    submit();
    if (!onTouchScreen()) box.focus();
  });
  // Who begins to write while they read the transcript is writing to us.
  part('webchat').addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    const taken = target instanceof Element && target.closest('input, textarea, select');
    if (key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey && !taken) box.focus();
  });

  return {
    focus() {
      if (!onTouchScreen() && document.hasFocus()) box.focus();
    },
    close() {
      box.disabled = true;
      send.disabled = true;
    },
  };
}
