import type { CaseLine } from '../../desk/wire.js';
import { Actions } from './actions.js';
import { now } from './clock.js';
import { Icon } from './icon.js';
import { details } from './opened.js';
import { addressOf } from './place.js';
import { customerOf, frame, myId, present } from './state.js';
import { lasting } from './times.js';
import { briefShown } from './view.js';
import { reasonWords, statusWords } from './words.js';

/** Whose case it is, how it stands, and what can be done. */
export function CaseHead({ line }: { line: CaseLine }) {
  return (
    <header class="case-head">
      <div class="case-title">
        <a class="quiet square to-queue" href={addressOf({ view: 'cases', case: null })} aria-label="Back to the queue">
          <Icon name="back" />
        </a>
        <h2>
          <bdi>{customerOf(line)}</bdi>
          {line.commonName !== null && (
            <span class="soft">
              {' '}
              <bdi>{line.commonName}</bdi>
            </span>
          )}
        </h2>
        <button
          type="button"
          class="quiet square to-brief"
          aria-label="Brief"
          aria-expanded={briefShown.value}
          aria-controls="brief"
          title="What is known (I)"
          onClick={() => {
            briefShown.value = !briefShown.value;
          }}
        >
          <Icon name="brief" />
        </button>
      </div>
      <div class="case-below">
        <p class="standing">
          <span class={`mark status-${line.status}`}>{statusWords[line.status]}</span>
          {line.urgent && (
            <span class="urgent-mark">
              <Icon name="alert" />
              {reasonWords[line.reason]}
            </span>
          )}
          <Standing line={line} />
        </p>
        <Actions line={line} />
      </div>
      <Others id={line.id} />
    </header>
  );
}

/** Who has it, and since when somebody waits. */
function Standing({ line: { agent, waitingSince, group, status } }: { line: CaseLine }) {
  const over = status === 'resolved' || status === 'closed';
  const waits = waitingSince === null || over ? null : lasting((now.value - Date.parse(waitingSince)) / 1000);
  const asking = details.value?.asking ?? null;
  const label = frame.value!.facts.find(({ name }) => name === asking)?.label ?? asking;
  return (
    <span class="soft">
      {agent !== null && (agent.id === myId.value ? 'Yours' : agent.name)}
      {agent === null && group !== null && `For ${group}`}
      {waits !== null && `${agent !== null || group !== null ? ' · ' : ''}waiting ${waits}`}
      {asking !== null && ` · the assistant asks for “${label}”`}
    </span>
  );
}

/** Which colleagues have the case on their screens. */
function Others({ id }: { id: string }) {
  const others = present.value.filter((one) => one.looking === id && one.id !== myId.value);
  if (others.length === 0) return null;
  const types = others.filter(({ typing }) => typing);
  const named = (list: typeof others) => list.map(({ name }) => name).join(', ');
  return (
    <p class="others" role="status">
      {types.length > 0
        ? `${named(types)} ${types.length === 1 ? 'is' : 'are'} writing …`
        : `${named(others)} ${others.length === 1 ? 'is' : 'are'} looking at this case`}
    </p>
  );
}
