import { chatWords } from '../words.js';
import { element } from './dom.js';
import { removedFrom, withoutPrivateKeys } from './privateKey.js';
import type { Activity } from './webChat.js';

/**
 * What the customer says before Web Chat is there: shown in bubbles of the page's own, handed on as soon as there is a
 * conversation, and shown by Web Chat once that can.
 */
export interface Early {
  /** @returns the activity as it is sent: without keys and passwords */
  add(text: string): Activity;
  /** What an earlier page left unsent is shown as well, before the rest. */
  show(activities: readonly Activity[]): void;
  /** Everything said so far, in its order. */
  said(): readonly Activity[];
  /** The bubbles go: Web Chat shows them. */
  leave(): void;
}

/** @param secretRemoved a secret was taken out before sending; what the customer is told of it */
export function early(body: HTMLElement, secretRemoved: (told: string) => void): Early {
  const list = element('div', { class: 'early', role: 'log', 'aria-label': chatWords.chat });
  let said: Activity[] = [];

  function bubble({ text = '' }: Activity): HTMLElement {
    return element(
      'div',
      { class: 'early-message' },
      element('p', { class: 'early-bubble' }, text),
      element('span', { class: 'early-status' }, chatWords.sending),
    );
  }

  return {
    add(text) {
      const activity = withoutPrivateKeys({
        type: 'message',
        text,
        textFormat: 'plain',
        from: { id: '', role: 'user' },
        timestamp: new Date().toISOString(),
        channelData: { clientActivityID: crypto.randomUUID() },
      });
      if (activity.text !== text) secretRemoved(removedFrom(activity));
      said.push(activity);
      if (!list.isConnected) body.append(list);
      list.append(bubble(activity));
      list.scrollTop = list.scrollHeight;
      return activity;
    },
    show(activities) {
      said = [...activities, ...said];
      if (activities.length === 0) return;
      if (!list.isConnected) body.append(list);
      list.prepend(...activities.filter(({ type }) => type === 'message').map(bubble));
    },
    said: () => said,
    leave: () => list.remove(),
  };
}
