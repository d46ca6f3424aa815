import { draftOf, keepDraft } from './drafts.js';
import { Icon } from './icon.js';
import { drop, sendAgain, type Unsent } from './outbox.js';
import { frame } from './state.js';

const states: Record<Unsent['state'], string> = {
  sending: 'Sending …',
  waiting: 'Not sent yet. It is tried again by itself.',
  taken: 'Sent',
  refused: 'Not sent.',
};

/** What was written and isn't in the conversation yet. */
export function PendingLine({ one }: { one: Unsent }) {
  const role = one.kind === 'note' ? 'note' : 'agent';
  return (
    <article class={`said by-${role} own pending ${one.state}`} aria-label="On its way">
      <p class="said-by">
        {role === 'note' && <Icon name="note" />}
        <bdi>{frame.value!.me.name}</bdi>
        {role === 'note' && <span class="private">private note</span>}
      </p>
      <div class="bubble" dir="auto">
        {one.text}
      </div>
      <p class="said-at" role={one.state === 'refused' ? 'alert' : undefined}>
        {states[one.state]} {one.problem}
        {one.state === 'refused' && (
          <>
            {' '}
            <button type="button" class="link" onClick={() => sendAgain(one.key)}>
              Try again
            </button>{' '}
            <button
              type="button"
              class="link"
              onClick={() => {
                const draft = draftOf(one.case, one.kind);
                keepDraft(one.case, one.kind, draft === '' ? one.text : `${one.text}\n\n${draft}`);
                drop(one.key);
              }}
            >
              Back to the box
            </button>
          </>
        )}
      </p>
    </article>
  );
}
