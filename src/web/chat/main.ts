import { chatWords } from '../words.js';
import { chips } from './chips.js';
import { composer } from './composer.js';
import { button, icon } from './dom.js';
import { early } from './early.js';
import { type Frame, frame } from './frame.js';
import { loadScript } from './loadScript.js';
import { opening } from './opening.js';
import { holdsPrivateKey } from './privateKey.js';
import { type Grant, type Session, session } from './session.js';
import { shell } from './shell.js';
import { browserStorage, nothingKept } from './storage.js';
import { type Talk, talk } from './talk.js';
import { applyTheme, keptTheme } from './theme.js';
import { goesOn, takeLinkBack } from './wayBack.js';
import type { WebChat } from './webChat.js';
import { writing } from './writing.js';

const { desk = '', nonce = '', webchat = '', framers = '' } = document.body.dataset;
/**
 * The longest message (UTF-16 units): of three bytes each, so many fit into the 64,000 bytes that the service takes. A
 * pasted certificate or request has some thousand.
 */
const longestMessage = 20_000;

applyTheme(keptTheme(browserStorage));
const inFrame = window.parent !== window && new URLSearchParams(location.search).has('frame');
document.body.classList.toggle('in-frame', inFrame);
const page = shell();
const first = opening(say);
const suggested = chips(say);
const secretRemoved = (text: string) => page.notices.show({ id: 'key', text, tone: 'warning', dismissable: true });
const before = early(page.body, secretRemoved);
const box = composer({ say, writes: () => talking?.writes() });
const entering = writing(box);
const around = inFrame ? frame(framers.split(' ').filter(Boolean)) : undefined;
let talking: Talk | undefined;
let tokens: Session | undefined;
if (around) {
  around.onMessage((message) => {
    if (message.certdesk === 'shown') entering.shown(message.open);
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
} else box.focus();
refusePastedKeys();
void begin(around);

/** What the customer says, whatever has come of the page by then. @returns whether it may go */
function say(text: string): boolean {
  if (text.length > longestMessage) {
    const locale = document.documentElement.lang;
    const [length, longest] = [text.length, longestMessage].map((count) => count.toLocaleString(locale));
    const tooLong = chatWords.tooLong(length!, longest!);
    page.notices.show({ id: 'long', text: tooLong, tone: 'warning', dismissable: true });
    return false;
  }
  page.notices.hide('long');
  first.leave();
  if (talking) talking.say(text);
  else before.add(text);
  return true;
}

/**
 * Gets a conversation and loads Web Chat at the same time; either may fail, and is tried again when the customer says
 * so.
 */
async function begin(around: Frame | undefined): Promise<void> {
  const link = around ? undefined : takeLinkBack();
  if (link || goesOn(browserStorage)) {
    first.leave();
    page.resuming();
  }
  const script = webChat();
  const { signIn, forget } = (await around?.hello) ?? { signIn: null, forget: false };
  // Who signs in, or comes after someone who signed out, must find nothing of the customer before.
  if (signIn || forget) browserStorage.forgetCustomer();
  const kept = signIn ? nothingKept : browserStorage;
  const customers = session(kept, signIn, link);
  tokens = customers;
  around?.onMessage((message) => {
    if (message.certdesk === 'hello' && message.signIn && signIn) customers.signIn(message.signIn);
  });
  const grant = await firstGrant(() => customers.begin(), around);
  if (grant.linkOver) page.notices.show({ id: 'link', text: chatWords.linkOver, tone: 'warning', dismissable: true });
  talking = talk({
    ...{ grant, session: customers, kept, desk, nonce, page, box, first, around },
    ...{ chips: suggested, early: before, signedIn: signIn !== null, writing: entering },
  });
  talking.draw(await script);
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
