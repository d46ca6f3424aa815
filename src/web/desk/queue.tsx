import { useRef } from 'preact/hooks';
import { unreadCount } from './attention.js';
import { Icon } from './icon.js';
import { fetchList, fetchMore, listProblem, loading, next, seek, shown, sought } from './lists.js';
import { openId } from './place.js';
import { QueueFilters } from './queueFilters.js';
import { QueueLine } from './queueLine.js';
import { counts } from './state.js';
import { type Tab, tabs, tabWords } from './tabs.js';

/** The left column: which cases there are. */
export function Queue() {
  const { tab, q } = sought.value;
  return (
    <section class="queue" aria-label="Queue">
      <search class="search">
        <Icon name="search" />
        <input
          id="search"
          type="search"
          maxLength={200}
          value={q}
          placeholder="Search all cases"
          aria-label="Search all cases"
          autocomplete="off"
          onInput={({ currentTarget }) => seek({ q: currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            document.querySelector<HTMLElement>('.line')?.focus();
          }}
        />
      </search>
      {q.trim() === '' ? <Tabs /> : <p class="searching">Found in all cases</p>}
      {(tab === 'all' || q.trim() !== '') && <QueueFilters />}
      <Lines />
      <p class="hidden" role="status">
        {unreadCount.value === 0 ? '' : `${unreadCount.value} unread`}
      </p>
    </section>
  );
}

const countOf = (tab: Tab): number | null => (tab === 'all' ? null : counts.value[tab]);

function Tabs() {
  const chosen = sought.value.tab;
  const choose = (tab: Tab) => seek({ tab, status: '', owner: '' });
  return (
    <div
      class="tabs"
      role="tablist"
      aria-label="Cases"
      onKeyDown={(event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        const to = tabs[(tabs.indexOf(chosen) + step + tabs.length) % tabs.length]!;
        choose(to);
        document.getElementById(`tab-${to}`)?.focus();
      }}
    >
      {tabs.map((tab) => (
        <button
          key={tab}
          id={`tab-${tab}`}
          type="button"
          role="tab"
          aria-selected={tab === chosen}
          aria-controls="lines"
          tabIndex={tab === chosen ? 0 : -1}
          onClick={() => choose(tab)}
        >
          {tabWords[tab]}
          {countOf(tab) !== null && <span class="count"> {countOf(tab)}</span>}
        </button>
      ))}
    </div>
  );
}

const nothing: Record<Tab, string> = {
  waiting: 'Nobody is waiting.',
  mine: 'You have no cases. Claim one that waits.',
  assigned: 'No case is assigned.',
  onHold: 'Nothing is on hold.',
  all: 'There are no cases.',
};

function Lines() {
  const list = useRef<HTMLUListElement>(null);
  const lines = shown.value;
  const current = lines.some(({ id }) => id === openId.value) ? openId.value : lines[0]?.id;
  const searching = sought.value.q.trim() !== '';
  const labelled = searching ? { 'aria-label': 'Found' } : { 'aria-labelledby': `tab-${sought.value.tab}` };
  return (
    <div class="lines" id="lines" role={searching ? 'region' : 'tabpanel'} {...labelled} aria-busy={loading.value}>
      <ul ref={list} onKeyDown={(event) => move(event, list.current)}>
        {lines.map((line) => (
          <QueueLine key={line.id} line={line} reached={line.id === current} />
        ))}
      </ul>
      {lines.length === 0 && !loading.value && listProblem.value === null && (
        <p class="empty">{searching ? 'No case has these words.' : nothing[sought.value.tab]}</p>
      )}
      {lines.length === 0 && loading.value && <p class="empty">Loading …</p>}
      {listProblem.value !== null && (
        <p class="empty" role="alert">
          The cases couldn’t be fetched. {listProblem.value.message}{' '}
          <button type="button" onClick={() => void fetchList()}>
            Try again
          </button>
        </p>
      )}
      {next.value !== null && (
        <p class="more">
          <button type="button" aria-disabled={loading.value} onClick={() => void fetchMore()}>
            Show more
          </button>
        </p>
      )}
    </div>
  );
}

/** Up and down go from line to line, as in any list of mails. */
function move(event: KeyboardEvent, list: HTMLUListElement | null): void {
  const lines = [...(list?.querySelectorAll<HTMLElement>('.line') ?? [])];
  const at = lines.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  lines[to]?.focus();
}
