import type { Store } from './webChat.js';

/** The longest (ms) that the sign is shown without a reply. */
const longest = 30_000;

/** Shows that an answer is being made, or takes that back. A reply takes it back by itself. */
export function typing(store: Store, deskName: string, on: boolean): void {
  const activity = {
    type: 'typing',
    id: 'typing',
    from: { id: 'certdesk', name: deskName, role: 'bot' },
    channelData: { webChat: { styleOptions: { typingAnimationDuration: on ? longest : 0 } } },
  };
  store.dispatch({ type: 'DIRECT_LINE/INCOMING_ACTIVITY', payload: { activity } });
}
