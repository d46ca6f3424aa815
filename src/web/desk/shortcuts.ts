import { signal } from '@preact/signals';
import { asked } from './actions.js';
import { act } from './doing.js';
import { kept } from './kept.js';
import { seek, shown } from './lists.js';
import { type ActName, whyNot } from './may.js';
import { tell } from './notices.js';
import { openLine } from './opened.js';
import { go, openId, place } from './place.js';
import { frame } from './state.js';
import { tabs } from './tabs.js';
import { briefShown, kind } from './view.js';

export const shortcutsShown = signal(false);
/** Whoever dictates can switch them off (WCAG 2.1.4); `?` in the bar stays. */
export const shortcutsOn = signal(kept.get('shortcuts') !== 'off');

export function switchShortcuts(on: boolean): void {
  shortcutsOn.value = on;
  kept.set('shortcuts', on ? null : 'off');
}

/** At once, so that what is typed next goes there; later once more where the element is only now let in. */
function focus(id: string): void {
  const put = () => document.getElementById(id)?.focus();
  put();
  setTimeout(put);
}

/** Does an act that needs nothing more to be said, or asks what it needs. */
function press(name: Exclude<ActName, 'reply' | 'note' | 'verdict' | 'ask'>): void {
  const line = openLine.value;
  if (line === null) return;
  const why = whyNot(name, line, frame.value!.me);
  if (why !== null) tell(why, 'problem');
  else if (name === 'hold' || name === 'transfer' || name === 'resolve') asked.value = name;
  else void act(line.id, name);
}

function step(by: 1 | -1): void {
  const lines = shown.value;
  const at = lines.findIndex(({ id }) => id === openId.value);
  const to = lines[at < 0 ? 0 : at + by];
  if (to) go({ view: 'cases', case: to.id });
}

function write(which: 'reply' | 'note'): void {
  if (openLine.value === null) return;
  kind.value = which;
  focus('answer');
}

const keys: Record<string, () => void> = {
  j: () => step(1),
  k: () => step(-1),
  '/': () => focus('search'),
  r: () => write('reply'),
  n: () => write('note'),
  c: () => press('claim'),
  h: () => press('hold'),
  t: () => press('transfer'),
  e: () => press('resolve'),
  b: () => press('return'),
  i: () => {
    briefShown.value = !briefShown.value;
  },
  ...Object.fromEntries(tabs.map((tab, index) => [`${index + 1}`, () => seek({ tab, q: '', status: '', owner: '' })])),
};

/** Listens for single keys wherever nothing is being written. */
export function followShortcuts(): void {
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, altKey, metaKey, target, defaultPrevented } = event;
    if (defaultPrevented || ctrlKey || altKey || metaKey || document.querySelector('dialog[open]')) return;
    const writes = target instanceof HTMLElement && target.closest('input, textarea, select') !== null;
    if (key === 'Escape' && writes) return target.blur();
    if (key === 'Escape' && briefShown.value) {
      briefShown.value = false;
      return;
    }
    if (writes || !shortcutsOn.value) return;
    if (key === '?') {
      event.preventDefault();
      shortcutsShown.value = true;
    }
    const does = place.value.view === 'cases' ? keys[key.toLowerCase()] : undefined;
    if (does === undefined) return;
    event.preventDefault();
    does();
  });
}
