import type { CaseLine } from '../../desk/wire.js';
import { seek, sought } from './lists.js';
import { frame } from './state.js';
import { statusWords } from './words.js';

/** Narrows all cases down to a state and to whose they are. */
export function QueueFilters() {
  const { status, owner } = sought.value;
  const { me, agents } = frame.value!;
  return (
    <div class="filters">
      <select
        aria-label="Status"
        value={status}
        onChange={({ currentTarget }) => seek({ status: currentTarget.value as CaseLine['status'] | '' })}
      >
        <option value="">Any status</option>
        {Object.entries(statusWords).map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
      <select aria-label="Owner" value={owner} onChange={({ currentTarget }) => seek({ owner: currentTarget.value })}>
        <option value="">Anybody’s</option>
        <option value="none">Nobody’s</option>
        <option value={me.id}>Mine</option>
        {agents
          .filter(({ id }) => id !== me.id)
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </select>
    </div>
  );
}
