import { CaseView } from './caseView.js';
import { Header } from './header.js';
import { Icon } from './icon.js';
import { dismiss, notices } from './notices.js';
import { unsent } from './outbox.js';
import { openId, place } from './place.js';
import { Queue } from './queue.js';
import { Reports } from './reports.js';
import { ShortcutsDialog } from './shortcutsDialog.js';
import { frame, line, signedOut } from './state.js';

/** The whole page. */
export function App() {
  if (signedOut.value !== 'no') return <SignedOut how={signedOut.value} />;
  if (frame.value === null)
    return (
      <main class="alone">
        <p role="status">
          {line.value === 'away'
            ? 'The service can’t be reached just now. It is tried again by itself.'
            : 'Opening the desk …'}
        </p>
      </main>
    );
  const supervises = frame.value.me.roles.includes('supervisor');
  return (
    <>
      <Header />
      <Away />
      {place.value.view === 'reports' && supervises ? (
        <Reports />
      ) : (
        <main class={`columns${openId.value === null ? '' : ' has-case'}`}>
          <Queue />
          <CaseView />
        </main>
      )}
      <ShortcutsDialog />
      <Notices />
    </>
  );
}

function Away() {
  const waits = unsent.value.some(({ state }) => state === 'waiting' || state === 'sending');
  const away = line.value === 'away';
  return (
    <div class="away" role="status">
      {away && (
        <p>
          <Icon name="alert" />
          {navigator.onLine ? 'The desk can’t be reached just now.' : 'You’re offline.'} What you see may be old
          {waits ? '; what you wrote is kept and sent as soon as it can be.' : '.'}
        </p>
      )}
    </div>
  );
}

function Notices() {
  return (
    <div class="notices" role="status" aria-live="polite">
      {notices.value.map(({ id, text, tone }) => (
        <p key={id} class={`notice ${tone}`}>
          <span>{text}</span>
          <button type="button" class="quiet square small" aria-label="Dismiss" onClick={() => dismiss(id)}>
            <Icon name="close" />
          </button>
        </p>
      ))}
    </div>
  );
}

const outWords = {
  wished: ['You are signed out', 'Drafts and what was not sent are gone from this browser.'],
  ended: ['Your session has ended', 'Your drafts are kept in this browser until you sign in again.'],
  refused: ['This desk is for agents', 'Whoever looks after sign-in can give you the role that it takes.'],
} as const;

function SignedOut({ how }: { how: keyof typeof outWords }) {
  const [title, detail] = outWords[how];
  return (
    <main class="alone">
      <h1>{title}</h1>
      <p>{detail}</p>
      <p>
        <a class="button primary" href="/desk">
          Sign in
        </a>
      </p>
    </main>
  );
}
