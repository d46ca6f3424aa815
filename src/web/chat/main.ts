import { chatWords } from '../words.js';
import { button, icon } from './dom.js';
import { type Frame, frame } from './frame.js';
import { loadScript } from './loadScript.js';
import { holdsPrivateKey } from './privateKey.js';
import { type Grant, type Session, session } from './session.js';
import { shell } from './shell.js';
import { browserStorage, nothingKept } from './storage.js';
import { talk } from './talk.js';
import { applyTheme, keptTheme } from './theme.js';
import { takeLinkBack } from './wayBack.js';
import type { WebChat } from './webChat.js';
import { writing } from './writing.js';

const { desk = '', nonce = '', webchat = '', framers = '' } = document.body.dataset;

applyTheme(keptTheme(browserStorage));
const inFrame = window.parent !== window && new URLSearchParams(location.search).has('frame');
document.body.classList.toggle('in-frame', inFrame);
const page = shell(desk);
let tokens: Session | undefined;
const box = writing();
const around = inFrame ? frame(framers.split(' ').filter(Boolean)) : undefined;
if (around) {
  around.onMessage((message) => {
    if (message.certdesk === 'shown') box.shown(message.open);
    if (message.certdesk !== 'signOut') return;
    document.body.replaceChildren();
    tokens?.signOut();
    browserStorage.forgetCustomer();
    around.tell({ certdesk: 'signedOut' });
  });
  const close = () => around.tell({ certdesk: 'close' });
  page.headerEnd.append(button({ class: 'quiet', 'aria-label': chatWords.closeFrame }, close, icon('close')));
  document.addEventListener(
    'keydown',
    ({ key, defaultPrevented }) =>
      key === 'Escape' && !defaultPrevented && !document.querySelector('dialog[open]') && close(),
  );
}
refusePastedKeys();
void begin(around);

/**
 * Loads Web Chat and gets a conversation at the same time; either may fail, and is tried again when the customer says
 * so.
 */
async function begin(around: Frame | undefined): Promise<void> {
  const script = webChat();
  const { signIn, forget } = (await around?.hello) ?? { signIn: null, forget: false };
  // Who signs in, or comes after someone who signed out, must find nothing of the customer before.
  if (signIn || forget) browserStorage.forgetCustomer();
  const kept = signIn ? nothingKept : browserStorage;
  const customers = session(kept, signIn, around ? undefined : takeLinkBack());
  tokens = customers;
  around?.onMessage((message) => {
    if (message.certdesk === 'hello' && message.signIn && signIn) customers.signIn(message.signIn);
  });
  const [loaded, grant] = await Promise.all([script, firstGrant(() => customers.begin(), around)]);
  if (grant.linkOver) page.notices.show({ id: 'link', text: chatWords.linkOver, tone: 'warning', dismissable: true });
  talk({
    webChat: loaded,
    grant,
    session: customers,
    kept,
    desk,
    nonce,
    page,
    around,
    signedIn: signIn !== null,
    writing: box,
  });
}

async function webChat(): Promise<WebChat> {
  for (;;) {
    if (await loadScript(webchat)) if (window.WebChat) return window.WebChat;
    await pressedRetry({ title: chatWords.brokenTitle, detail: chatWords.broken });
  }
}

async function firstGrant(
  get: () => ReturnType<ReturnType<typeof session>['begin']>,
  around: Frame | undefined,
): Promise<Grant> {
  for (;;) {
    const grant = await get();
    if ('token' in grant) return grant;
    if ('signInNeeded' in grant) around?.tell({ certdesk: 'signInNeeded' });
    const [title, detail] =
      'signInNeeded' in grant ? [chatWords.awayTitle, chatWords.signInNotice] : [chatWords.awayTitle, chatWords.away];
    await pressedRetry({ title, detail });
  }
}

/** Shows a panel until its button is pressed or the network is back. */
function pressedRetry(trouble: { title: string; detail: string }): Promise<void> {
  return new Promise((done) => {
    const retry = () => {
      window.removeEventListener('online', retry);
      page.trouble();
      done();
    };
    window.addEventListener('online', retry);
    page.trouble({ ...trouble, retry });
  });
}

/** A key that is pasted doesn't even get into the box. */
function refusePastedKeys(): void {
  document.addEventListener(
    'paste',
    (event) => {
      if (!holdsPrivateKey(event.clipboardData?.getData('text/plain') ?? '')) return;
      event.preventDefault();
      event.stopPropagation();
      page.notices.show({ id: 'key', text: chatWords.keyPasted, tone: 'warning', dismissable: true });
    },
    true,
  );
}
