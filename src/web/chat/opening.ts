import { part } from './shell.js';

/** The first screen: a sentence and a few tasks, until the customer has said something. */
export interface Opening {
  /** There is a conversation to be seen. */
  leave(): void;
  /** There is none after all. */
  again(): void;
}

export function opening(say: (text: string) => void): Opening {
  const whole = part('opening');
  document.body.classList.add('at-opening');
  whole.addEventListener('click', ({ target }) => {
    const task = target instanceof Element ? target.closest<HTMLElement>('.task') : null;
    if (!task) return;
    const hadFocus = whole.contains(document.activeElement);
    say(task.dataset.says ?? '');
    if (hadFocus) part('box').focus({ preventScroll: true });
  });
  const show = (shown: boolean) => {
    whole.hidden = !shown;
    // Who is put into the box hears the welcome with it.
    part('box').setAttribute('aria-describedby', shown ? 'welcome secrets' : 'secrets');
    document.body.classList.toggle('at-opening', shown);
  };
  return { leave: () => show(false), again: () => show(true) };
}
