import { soundOn, switchSound, unreadCount } from './attention.js';
import { Icon } from './icon.js';
import { signOut, status, switchStatus } from './live.js';
import { addressOf, place } from './place.js';
import { shortcutsShown } from './shortcuts.js';
import { frame } from './state.js';

/** The bar at the top: where one is, whether one is there, and the way out. */
export function Header() {
  const { me, name } = frame.value!;
  const supervises = me.roles.includes('supervisor');
  return (
    <header class="bar">
      <h1 class="brand">
        <Icon name="shield" />
        <span class="brand-name">{name}</span>
        <span class="hidden">, agents’ desk</span>
      </h1>
      {supervises && <Views />}
      <div class="bar-end">
        <div class={`presence ${status.value}`} title="Whether cases may be transferred to you">
          <span class="dot" aria-hidden="true" />
          <select
            aria-label="Your presence"
            value={status.value}
            onChange={({ currentTarget }) => switchStatus(currentTarget.value === 'away' ? 'away' : 'available')}
          >
            <option value="available">Available</option>
            <option value="away">Away</option>
          </select>
        </div>
        <button
          type="button"
          class="quiet square"
          aria-pressed={soundOn.value}
          aria-label="Sound"
          title={soundOn.value ? 'Sound is on' : 'Sound is off'}
          onClick={() => switchSound(!soundOn.value)}
        >
          <Icon name={soundOn.value ? 'bell' : 'bellOff'} />
        </button>
        <button
          type="button"
          class="quiet square shortcuts-button"
          aria-label="Keyboard shortcuts"
          title="Keyboard shortcuts (?)"
          onClick={() => {
            shortcutsShown.value = true;
          }}
        >
          <Icon name="keyboard" />
        </button>
        <span class="me" title={`Signed in as ${me.name}`}>
          {me.name}
        </span>
        <button
          type="button"
          class="quiet square"
          aria-label="Sign out"
          title="Sign out"
          onClick={() => void signOut()}
        >
          <Icon name="leave" />
        </button>
      </div>
    </header>
  );
}

function Views() {
  const { view } = place.value;
  const count = unreadCount.value;
  return (
    <nav class="views" aria-label="Views">
      <a href={addressOf({ view: 'cases', case: null })} aria-current={view === 'cases' ? 'page' : undefined}>
        Cases{view !== 'cases' && count > 0 && <span class="badge"> {count} unread</span>}
      </a>
      <a href={addressOf({ view: 'reports' })} aria-current={view === 'reports' ? 'page' : undefined}>
        Reports
      </a>
    </nav>
  );
}
