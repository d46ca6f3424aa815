import { chatWords } from '../words.js';
import { element } from './dom.js';
import type { HowFar } from './webChat.js';

const says: Record<HowFar['kind'], (at: number, of: number, title: string) => string> = {
  step: chatWords.stepOf,
  question: chatWords.questionOf,
  summary: () => chatWords.summaryOf,
};

/** The line that stays in sight while a guide or a form runs: how far it is, with a bar. */
export interface HowFarLine {
  /** @param now null: it is over; undefined: nothing is known that is new */
  show(now: HowFar | null | undefined): void;
}

export function howFarLine(before: HTMLElement): HowFarLine {
  const text = element('span', { class: 'how-far-text' });
  const filled = element('span', { class: 'how-far-filled' });
  const line = element(
    'div',
    { class: 'how-far', hidden: true },
    text,
    element('span', { class: 'how-far-bar', 'aria-hidden': 'true' }, filled),
  );
  before.before(line);
  return {
    show(now) {
      if (now === undefined) return;
      line.hidden = now === null;
      if (!now) return;
      const { kind, at, of, title = '' } = now;
      text.textContent = says[kind](at, of, title);
      // What is being asked isn't done yet.
      filled.style.setProperty('inline-size', `${(100 * (kind === 'question' ? at - 1 : at)) / of}%`);
    },
  };
}
