/** When the customer is put into the text box of a chat in a frame. */
export interface Writing {
  /** The frame was opened or closed. */
  shown(open: boolean): void;
  /** The conversation is on the screen. */
  started(): void;
}

/** A keyboard on the screen would cover half of what the customer is to read first. */
const onTouchScreen = () => matchMedia('(pointer: coarse), (hover: none)').matches;

/** Only while the frame has the focus: who has gone on elsewhere on the page stays there. */
export function writing(): Writing {
  let wanted = false;
  function enter(): void {
    const box = document.querySelector<HTMLElement>('[data-id="webchat-sendbox-input"]');
    if (!box || !wanted || onTouchScreen() || !document.hasFocus()) return;
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
