import Fuse from 'fuse.js/basic';
import type { DeskFrame } from '../../desk/wire.js';
import { frame } from './state.js';

type Canned = DeskFrame['canned'][number];

/** The list of canned answers as it is open: what of the text asks for them, which fit, which is pointed at. */
export interface Open {
  from: number;
  until: number;
  found: readonly Canned[];
  at: number;
}

const MOST = 6;
let index: { of: readonly Canned[]; fuse: Fuse<Canned> } | undefined;

/** What is typed before the caret after a slash that stands at the start of a word: `/refund`. @returns null: nothing */
export function cannedFor(text: string, caret: number): Open | null {
  const asked = /(?:^|\s)\/([^/\n]{0,40})$/.exec(text.slice(0, caret));
  const canned = frame.value?.canned ?? [];
  if (asked === null || canned.length === 0) return null;
  const words = asked[1]!.trim();
  const found = words === '' ? canned : searched(canned, words);
  if (found.length === 0) return null;
  return { from: caret - asked[1]!.length - 1, until: caret, found: found.slice(0, MOST), at: 0 };
}

function searched(canned: readonly Canned[], words: string): Canned[] {
  if (index?.of !== canned)
    index = {
      of: canned,
      fuse: new Fuse(canned, { keys: [{ name: 'title', weight: 2 }, 'text'], threshold: 0.4, ignoreLocation: true }),
    };
  return index.fuse.search(words).map(({ item }) => item);
}

/** The list above the box; the box keeps the focus. */
export function CannedList({ open, pick }: { open: Open; pick(index: number): void }) {
  return (
    <div class="canned" id="canned" role="listbox" aria-label="Canned answers" tabIndex={-1}>
      {open.found.map(({ title, text }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the box's, which keeps the focus
        <div
          key={title}
          id={`canned-${index}`}
          role="option"
          aria-selected={index === open.at}
          tabIndex={-1}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => pick(index)}
        >
          <b>{title}</b>
          <span class="soft passage-text">{text}</span>
        </div>
      ))}
    </div>
  );
}
