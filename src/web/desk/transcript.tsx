import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { writing } from './customerTyping.js';
import { Icon } from './icon.js';
import { details } from './opened.js';
import { unsent } from './outbox.js';
import { PendingLine } from './pendingLine.js';
import { SaidLine } from './saidLine.js';
import { customerOf, times } from './state.js';
import { linesOf } from './transcriptLines.js';

/** Near enough to the end that what is new should be seen at once. */
const NEAR_PX = 80;

/** The middle: what was said, with the notes between, and what is still on its way. */
export function Transcript({ id }: { id: string }) {
  const log = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const behind = useSignal(false);
  const there = details.value?.id === id ? details.value : null;
  const pending = unsent.value.filter((one) => one.case === id && !one.seen);
  const lines = there === null ? [] : linesOf(there, times.value);
  const count = lines.length + pending.length;

  const toEnd = () => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  };
  // What is new pushes up what is old, unless somebody is reading there.
  useLayoutEffect(() => {
    if (atEnd.current || pending.some(({ state }) => state === 'sending')) toEnd();
    else behind.value = true;
  }, [count, there === null]);
  // A box that grows or a panel that opens leaves the end in sight.
  useLayoutEffect(() => {
    const watch = new ResizeObserver(() => atEnd.current && toEnd());
    if (log.current) watch.observe(log.current);
    return () => watch.disconnect();
  }, []);

  return (
    <div class="transcript-frame">
      <div
        ref={log}
        class="transcript"
        role="log"
        aria-label="Transcript"
        aria-busy={there === null}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_PX;
          if (atEnd.current) behind.value = false;
        }}
        onKeyDown={(event) => walk(event, log.current)}
      >
        {there === null && <p class="empty">Loading …</p>}
        {lines.map((line) => (
          <SaidLine key={line.key} line={line} />
        ))}
        {pending.map((one) => (
          <PendingLine key={one.key} one={one} />
        ))}
      </div>
      <p class="writing" role="status">
        {writing.value === id && there !== null && (
          <>
            <bdi>{customerOf(there)}</bdi> is writing …
          </>
        )}
      </p>
      {behind.value && (
        <button
          type="button"
          class="to-end"
          onClick={() => {
            behind.value = false;
            toEnd();
          }}
        >
          <Icon name="down" /> New messages
        </button>
      )}
    </div>
  );
}

/** Up and down go from message to message, and show when exactly each was written. */
function walk(event: KeyboardEvent, log: HTMLElement | null): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step === undefined || log === null) return;
  const all = [...log.querySelectorAll<HTMLElement>('.said')];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const to = at < 0 ? (step < 0 ? all.at(-1) : undefined) : all[at + step];
  if (to === undefined) return;
  event.preventDefault();
  to.focus();
}
