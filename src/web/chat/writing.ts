import type { Composer } from './composer.js';

/** When the customer is put into the text box of a chat in a frame. */
export interface Writing {
  /** The frame was opened or closed. */
  shown(open: boolean): void;
  /** The conversation is on the screen. */
  started(): void;
}

/** Only while the frame has the focus: who has gone on elsewhere on the page stays there. */
export function writing(box: Pick<Composer, 'focus'>): Writing {
  let wanted = false;
  function enter(): void {
    if (!wanted || !document.hasFocus()) return;
    wanted = false;
    box.focus();
  }
  return {
    shown(open) {
      wanted = open;
      enter();
    },
    started: enter,
  };
}
