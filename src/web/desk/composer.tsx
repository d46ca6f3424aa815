import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { CaseLine } from '../../desk/wire.js';
import { CannedList, cannedFor, type Open } from './canned.js';
import { draftOf, keepDraft } from './drafts.js';
import { typing } from './live.js';
import { whyNot } from './may.js';
import { send } from './outbox.js';
import { frame } from './state.js';
import { Suggestions } from './suggestions.js';
import { kind } from './view.js';

const LONGEST = 8000;

/** The box at the bottom: a reply to the customer, or a note among colleagues. */
export function Composer({ line }: { line: CaseLine }) {
  const box = useRef<HTMLTextAreaElement>(null);
  const open = useSignal<Open | null>(null);
  const { id } = line;
  const why = whyNot('reply', line, frame.value!.me);
  const writes = kind.value;
  const text = draftOf(id, writes);
  const refused = writes === 'reply' ? why : null;
  const over = line.status === 'resolved' || line.status === 'closed';
  useEffect(() => {
    kind.value = over ? 'note' : 'reply';
  }, [over]);

  const put = (next: string, caret: number) => {
    keepDraft(id, writes, next);
    open.value = null;
    setTimeout(() => {
      box.current?.focus();
      box.current?.setSelectionRange(caret, caret);
    });
  };
  /** Puts a passage where the caret is, in a paragraph of its own. */
  const insert = (passage: string) => {
    const at = box.current?.selectionStart ?? text.length;
    const before = text.slice(0, at).trimEnd();
    const after = text.slice(at).trimStart();
    const until = `${before}${before && '\n\n'}${passage}`;
    put(`${until}${after && '\n\n'}${after}`, until.length);
  };
  const submit = () => {
    if (text.trim() === '' || refused !== null) return;
    send(id, writes, text.trim());
    keepDraft(id, writes, '');
    open.value = null;
    box.current?.focus();
  };
  const pick = (index: number) => {
    const { from, until, found } = open.value!;
    const passage = found[index]?.text;
    if (passage === undefined) return;
    put(text.slice(0, from) + passage + text.slice(until), from + passage.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return submit();
    }
    const list = open.value;
    if (list === null || list.found.length === 0) return;
    const count = list.found.length;
    const to = { ArrowDown: list.at + 1, ArrowUp: list.at - 1 + count }[event.key];
    if (to !== undefined) open.value = { ...list, at: to % count };
    else if (event.key === 'Enter' || event.key === 'Tab') pick(list.at);
    else if (event.key === 'Escape') open.value = null;
    else return;
    event.preventDefault();
  };

  return (
    <div class={`composer writes-${writes}`}>
      {writes === 'reply' && refused === null && <Suggestions id={id} insert={insert} />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div class="composer-top">
          <Kinds over={over} />
          <button
            type="button"
            class="quiet"
            title="Answers that are often given: type / in the box"
            onClick={() => {
              const at = box.current?.selectionStart ?? text.length;
              const slash = text === '' || /\s$/.test(text.slice(0, at)) ? '/' : ' /';
              const next = text.slice(0, at) + slash + text.slice(at);
              put(next, at + slash.length);
              setTimeout(() => {
                open.value = cannedFor(next, at + slash.length);
              });
            }}
          >
            <kbd>/</kbd> Canned answers
          </button>
        </div>
        {open.value !== null && <CannedList open={open.value} pick={pick} />}
        <textarea
          id="answer"
          ref={box}
          rows={3}
          maxLength={LONGEST}
          value={text}
          aria-label={writes === 'reply' ? 'Reply to the customer' : 'Private note'}
          aria-autocomplete="list"
          aria-controls={open.value === null ? undefined : 'canned'}
          aria-activedescendant={open.value === null ? undefined : `canned-${open.value.at}`}
          placeholder={
            writes === 'note'
              ? 'For colleagues only: the customer never sees it'
              : line.agent === null
                ? 'Write to the customer; sending claims the case'
                : 'Write to the customer'
          }
          dir="auto"
          disabled={refused !== null}
          onInput={({ currentTarget }) => {
            keepDraft(id, writes, currentTarget.value);
            open.value = cannedFor(currentTarget.value, currentTarget.selectionStart);
            if (writes === 'reply' && currentTarget.value !== '') typing(id);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            open.value = null;
          }}
        />
        <div class="composer-end">
          <span class="soft">
            {refused ?? (
              <>
                <kbd>Ctrl</kbd> <kbd>Enter</kbd> sends
              </>
            )}
            {text.length > LONGEST - 500 && ` · ${LONGEST - text.length} characters left`}
          </span>
          <button type="submit" class="primary" aria-disabled={text.trim() === '' || refused !== null}>
            {writes === 'note' ? 'Add note' : line.agent === null ? 'Claim and send' : 'Send'}
          </button>
        </div>
      </form>
    </div>
  );
}

/** To whom it is written. */
function Kinds({ over }: { over: boolean }) {
  const choice = (value: 'reply' | 'note', word: string) => (
    <label>
      <input
        type="radio"
        name="kind"
        value={value}
        checked={kind.value === value}
        disabled={over && value === 'reply'}
        onChange={() => {
          kind.value = value;
        }}
      />
      <span>{word}</span>
    </label>
  );
  return (
    <fieldset class="kinds">
      <legend class="hidden">To whom</legend>
      {choice('reply', 'Reply')}
      {choice('note', 'Private note')}
    </fieldset>
  );
}
