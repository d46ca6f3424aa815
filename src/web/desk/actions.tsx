import { signal } from '@preact/signals';
import type { CaseLine } from '../../desk/wire.js';
import { act, underWay } from './doing.js';
import { whyNot } from './may.js';
import { tell } from './notices.js';
import { frame } from './state.js';
import { actWords } from './words.js';

/** An act that something has to be said for first: its dialog is open. */
export const asked = signal<'hold' | 'transfer' | 'resolve' | null>(null);

type Pressed = keyof typeof actWords;
const explained: Record<Pressed, string> = {
  claim: 'Take this case (C)',
  release: 'Let it wait for anybody again',
  hold: 'Put it on hold (H)',
  transfer: 'Pass it to a colleague or a group (T)',
  resolve: 'Settle it (E)',
  return: 'Give it back to the assistant, where it stood (B)',
};

/** What can be done to the case; what can't says why. */
export function Actions({ line }: { line: CaseLine }) {
  const mine = line.agent?.id === frame.value!.me.id;
  const first: Pressed = mine ? 'resolve' : 'claim';
  const order: Pressed[] = mine
    ? ['hold', 'transfer', 'return', 'release', 'resolve']
    : ['transfer', 'hold', 'return', 'release', 'resolve', 'claim'];
  return (
    <fieldset class="actions">
      <legend class="hidden">Actions</legend>
      {order.map((name) => (
        <Action key={name} name={name} line={line} primary={name === first} />
      ))}
    </fieldset>
  );
}

function Action({ name, line, primary }: { name: Pressed; line: CaseLine; primary: boolean }) {
  const why = whyNot(name, line, frame.value!.me);
  const busy = underWay.value.has(`${line.id} ${name}`);
  return (
    <button
      type="button"
      class={primary && why === null ? 'primary' : ''}
      aria-disabled={why !== null || busy}
      title={why ?? explained[name]}
      onClick={() => {
        if (why !== null) return tell(why, 'problem');
        if (name === 'hold' || name === 'transfer' || name === 'resolve') asked.value = name;
        else void act(line.id, name);
      }}
    >
      {actWords[name]}
      {why !== null && <span class="hidden">: {why}</span>}
    </button>
  );
}
