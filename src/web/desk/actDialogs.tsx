import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { CaseLine } from '../../desk/wire.js';
import { asked } from './actions.js';
import { Dialog } from './dialog.js';
import { act } from './doing.js';
import { frame, present } from './state.js';

const close = () => {
  asked.value = null;
};

/** Whatever an act has to be told before it is done. */
export function ActDialogs({ line }: { line: CaseLine }) {
  switch (asked.value) {
    case 'hold':
      return <Reason line={line} name="hold" title="Put on hold" does="Hold" asks="What does it wait for?" />;
    case 'resolve':
      return <Reason line={line} name="resolve" title="Resolve the case" does="Resolve" asks="How was it settled?" />;
    case 'transfer':
      return <Transfer line={line} />;
    default:
      return null;
  }
}

interface Asks {
  line: CaseLine;
  name: 'hold' | 'resolve';
  title: string;
  does: string;
  asks: string;
}

const often: Record<Asks['name'], string[]> = {
  hold: ['Waiting for the validation team', 'Waiting for the signed letter', 'Waiting for a colleague'],
  resolve: ['Answered', 'Replacement agreed', 'Restored from the backup', 'Not entitled, explained'],
};

function Reason({ line, name, title, does, asks }: Asks) {
  const reason = useSignal('');
  const id = useId();
  const missing = name === 'resolve' && reason.value.trim() === '';
  return (
    <Dialog title={title} onClose={close}>
      <form
        class="asks"
        onSubmit={(event) => {
          event.preventDefault();
          if (missing) return;
          close();
          void act(line.id, name, { reason: reason.value.trim() });
        }}
      >
        <label for={id}>
          {asks} {name === 'hold' && <span class="soft">(optional)</span>}
        </label>
        <textarea
          id={id}
          rows={3}
          maxLength={2000}
          required={name === 'resolve'}
          value={reason.value}
          onInput={({ currentTarget }) => {
            reason.value = currentTarget.value;
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
        <p class="picks">
          {often[name].map((text) => (
            <button
              key={text}
              type="button"
              class="pick"
              onClick={() => {
                reason.value = text;
              }}
            >
              {text}
            </button>
          ))}
        </p>
        <p class="dialog-end">
          <button type="submit" class="primary" aria-disabled={missing}>
            {does}
          </button>
        </p>
      </form>
    </Dialog>
  );
}

function Transfer({ line }: { line: CaseLine }) {
  const to = useSignal('');
  const id = useId();
  const { agents, groups, me } = frame.value!;
  const there = new Map(present.value.map((one) => [one.id, one.status]));
  const others = agents.filter((agent) => agent.id !== line.agent?.id);
  const named = (agent: { id: string; name: string }) => {
    const how = there.get(agent.id) ?? 'not at the desk';
    return `${agent.name}${agent.id === me.id ? ' (you)' : ''}: ${how}`;
  };
  return (
    <Dialog title="Transfer the case" onClose={close}>
      <form
        class="asks"
        onSubmit={(event) => {
          event.preventDefault();
          if (to.value === '') return;
          close();
          void act(line.id, 'transfer', { to: to.value });
        }}
      >
        <label for={id}>To whom?</label>
        <select
          id={id}
          required
          value={to.value}
          onChange={({ currentTarget }) => {
            to.value = currentTarget.value;
          }}
        >
          <option value="">Choose …</option>
          {groups.length > 0 && (
            <optgroup label="Groups">
              {groups.map((group) => (
                <option key={group} value={group}>
                  {group}
                </option>
              ))}
            </optgroup>
          )}
          {others.length > 0 && (
            <optgroup label="Agents">
              {others.map((agent) => (
                <option key={agent.id} value={agent.id}>
                  {named(agent)}
                </option>
              ))}
            </optgroup>
          )}
        </select>
        <p class="soft">The customer is told who goes on. A private note tells your colleague what you know.</p>
        <p class="dialog-end">
          <button type="submit" class="primary" aria-disabled={to.value === ''}>
            Transfer
          </button>
        </p>
      </form>
    </Dialog>
  );
}
