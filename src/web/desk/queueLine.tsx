import type { CaseLine } from '../../desk/wire.js';
import { isUnread } from './attention.js';
import { now } from './clock.js';
import { hasDraft } from './drafts.js';
import { addressOf, openId } from './place.js';
import { customerOf, myId, present, times } from './state.js';
import { lasting } from './times.js';
import { UrgentMark } from './urgentMark.js';
import { reasonWords, statusWords } from './words.js';

/** A case in the queue: who, what about, why, since when. @param reached whether Tab comes to it */
export function QueueLine({ line, reached }: { line: CaseLine; reached: boolean }) {
  const { id, urgent, commonName, reason, last } = line;
  const unread = isUnread(line);
  const open = openId.value === id;
  return (
    <li>
      <a
        class={`line${unread ? ' unread' : ''}${urgent ? ' urgent' : ''}`}
        href={addressOf({ view: 'cases', case: id })}
        aria-current={open ? 'true' : undefined}
        tabIndex={reached ? 0 : -1}
        data-case={id}
      >
        <span class="line-top">
          {unread && (
            <span class="unread-dot">
              <span class="hidden">Unread: </span>
            </span>
          )}
          <bdi class="who">{customerOf(line)}</bdi>
          <Since line={line} />
        </span>
        <span class="about">
          {urgent ? <UrgentMark line={line} /> : reasonWords[reason]}
          <span aria-hidden="true"> · </span>
          <bdi>{commonName ?? id}</bdi>
        </span>
        <span class="line-end">
          <bdi class="last">
            {last === null
              ? ''
              : `${last.role === 'agent' ? 'Agent: ' : last.role === 'bot' ? 'Assistant: ' : ''}${last.text}`}
          </bdi>
          <Marks line={line} />
        </span>
      </a>
    </li>
  );
}

/** How long they have waited; of the others, when something happened last. */
function Since({ line }: { line: CaseLine }) {
  const { waitingSince, changedAt, status } = line;
  const isOver = status === 'resolved' || status === 'closed';
  if (waitingSince === null || isOver)
    return (
      <time class="since" dateTime={changedAt} title={times.value.exact(changedAt)}>
        {times.value.brief(changedAt, now.value)}
      </time>
    );
  return (
    <time class="since waits" dateTime={waitingSince} title={`Waiting since ${times.value.exact(waitingSince)}`}>
      <span class="hidden">waiting </span>
      {lasting((now.value - Date.parse(waitingSince)) / 1000)}
    </time>
  );
}

function Marks({ line: { id, status, agent, group } }: { line: CaseLine }) {
  const looking = present.value.find((one) => one.looking === id && one.id !== myId.value);
  return (
    <span class="marks">
      {hasDraft(id) && <span class="mark draft">Draft</span>}
      {looking && status === 'waiting' && <span class="mark">{looking.name} looks</span>}
      {group !== null && <span class="mark">{group}</span>}
      {status !== 'waiting' && (
        <span class={`mark status-${status}`}>
          {agent !== null && agent.id !== myId.value ? `${agent.name} · ` : ''}
          {statusWords[status]}
        </span>
      )}
    </span>
  );
}
