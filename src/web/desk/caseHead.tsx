import type { CaseLine } from '../../desk/wire.js';
import { Actions } from './actions.js';
import { now } from './clock.js';
import { Icon } from './icon.js';
import { details } from './opened.js';
import { addressOf } from './place.js';
import { customerOf, frame, myId, present } from './state.js';
import { lasting } from './times.js';
import { UrgentMark } from './urgentMark.js';
import { briefShown } from './view.js';
import { statusWords } from './words.js';

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
        <p class="standing">
          {line.urgent && <UrgentMark line={line} />}
          <Standing line={line} />
        </p>
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
      <Actions line={line} />
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
  const whose =
    agent === null ? (group === null ? null : `for ${group}`) : agent.id === myId.value ? 'yours' : agent.name;
  return (
    <>
      <span class={`mark status-${status}`}>
        {statusWords[status]}
        {status === 'waiting' && waits !== null && ` ${waits}`}
      </span>
      <span class="soft stands">
        {[
          whose,
          status !== 'waiting' && waits !== null ? `waits ${waits}` : null,
          asking === null ? null : `asking for “${label}”`,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </span>
    </>
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
