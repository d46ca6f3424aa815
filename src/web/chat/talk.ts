import { chatWords } from '../words.js';
import { caseNumbers } from './caseNumber.js';
import { confirmAnew } from './confirm.js';
import { saveCopy } from './copy.js';
import { votes } from './feedback.js';
import { mendFoldings } from './foldings.js';
import type { Frame } from './frame.js';
import { type Line, type LineState, line } from './line.js';
import { adaptiveCardsHostConfig, overrideLocalizedStrings, styleOptions } from './look.js';
import { menu } from './menu.js';
import { middleware, pendingAgain } from './middleware.js';
import { type Outbox, outbox } from './outbox.js';
import type { Grant, Session } from './session.js';
import type { Shell } from './shell.js';
import { browserStorage, type Kept } from './storage.js';
import { chooseTheme, keptTheme } from './theme.js';
import { typing } from './typing.js';
import { unread } from './unread.js';
import { forgetConversation } from './wayBack.js';
import type { Store, WebChat } from './webChat.js';
import type { Writing } from './writing.js';

export interface TalkOptions {
  webChat: WebChat;
  grant: Grant;
  session: Session;
  kept: Kept;
  desk: string;
  nonce: string;
  page: Shell;
  around: Frame | undefined;
  signedIn: boolean;
  writing: Writing;
}

/**
 * The longest message (UTF-16 units): of three bytes each, so many fit into the 64,000 bytes that the service takes. A
 * pasted certificate or request has some thousand.
 */
const longestMessage = 20_000;

/** Puts the conversation's parts together and shows them. */
export function talk({
  webChat,
  grant,
  session,
  kept,
  desk,
  nonce,
  page,
  around,
  signedIn,
  writing,
}: TalkOptions): void {
  const { notices } = page;
  const locale = document.documentElement.lang;
  let reachable = true;
  const title = unread(document.title);
  const secretRemoved = (text: string) => notices.show({ id: 'key', text, tone: 'warning', dismissable: true });

  const conversation: Line = line({
    webChat,
    session,
    grant,
    changed: lineChanged,
    reacted: (reaction) => thumbs.heard(reaction),
  });
  const letters: Outbox = outbox({
    conversationId: conversation.conversationId,
    kept,
    deliver: conversation.deliver,
    secretRemoved,
    refused: () => notices.show({ id: 'refused', text: chatWords.refused, tone: 'warning', dismissable: true }),
    waiting,
  });
  const store: Store = webChat.createStore(
    {},
    middleware({
      deskName: desk,
      holds: letters.holds,
      secretRemoved,
      reachable: () => reachable,
      submits,
      answers: (person) => page.answeredBy(person),
      types: conversation.types,
      replied: ({ id }) => {
        title.replied();
        around?.tell({ certdesk: 'reply', id });
      },
    }),
  );
  const thumbs = votes({
    send: (reaction) =>
      void letters.post({
        ...reaction,
        from: { id: '', role: 'user' },
        channelData: { clientActivityID: crypto.randomUUID() },
      }),
  });

  const leftBehind = letters.leftBehind();
  for (const activity of leftBehind) store.dispatch(pendingAgain(activity));
  webChat.renderWebChat(
    {
      directLine: {
        activity$: conversation.activity$,
        connectionStatus$: conversation.connectionStatus$,
        postActivity: letters.post,
        end: conversation.end,
        token: grant.token,
      },
      store,
      nonce,
      styleOptions,
      adaptiveCardsHostConfig,
      overrideLocalizedStrings,
      locale,
      sendTypingIndicator: true,
      activityStatusMiddleware: [thumbs.middleware, caseNumbers()],
    },
    page.chat,
  );
  mendFoldings(page.chat);
  conversation.start();
  letters.resend(leftBehind);
  page.headerEnd.prepend(headerMenu());

  function lineChanged(state: LineState): void {
    if (state === 'online') {
      page.started();
      writing.started();
      if (navigator.onLine) notices.hide('connection');
    } else if (state === 'ended') ended();
    else if (state === 'signInNeeded') signInNeeded();
  }

  /** What is too long stays in the box. */
  function submits(text: string): boolean {
    if (text.length <= longestMessage) {
      notices.hide('long');
      return true;
    }
    const [length, longest] = [text.length, longestMessage].map((count) => count.toLocaleString(locale));
    notices.show({ id: 'long', text: chatWords.tooLong(length!, longest!), tone: 'warning', dismissable: true });
    return false;
  }

  function waiting(waits: boolean): void {
    reachable = !waits;
    if (!waits) {
      notices.hide('connection');
      void conversation.reopen();
      return;
    }
    typing(store, desk, false);
    notices.show({ id: 'connection', text: navigator.onLine ? chatWords.waiting : chatWords.offline, tone: 'warning' });
  }

  function ended(): void {
    forgetConversation(kept, conversation.conversationId);
    document.body.classList.add('ended');
    typing(store, desk, false);
    notices.hide('connection');
    notices.show({
      id: 'ended',
      text: chatWords.endedNotice,
      tone: 'calm',
      action: { label: chatWords.endedAction, do: () => location.reload() },
    });
  }

  function signInNeeded(): void {
    around?.tell({ certdesk: 'signInNeeded' });
    notices.show({ id: 'connection', text: chatWords.signInNotice, tone: 'warning' });
  }

  async function anew(): Promise<void> {
    notices.show({ id: 'anew', text: chatWords.closing, tone: 'calm' });
    const delivery = await letters.last({ type: 'endOfConversation', from: { id: '', role: 'user' } });
    if ('refused' in delivery)
      return notices.show({ id: 'anew', text: chatWords.closingFailed, tone: 'warning', dismissable: true });
    forgetConversation(kept, conversation.conversationId);
    location.reload();
  }

  function headerMenu(): HTMLElement {
    return menu({
      theme: keptTheme(browserStorage),
      choose: (theme) => chooseTheme(browserStorage, theme),
      person: () =>
        store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text: chatWords.person, method: 'keyboard' } }),
      save: () =>
        void saveCopy(conversation, desk).then((made) => {
          if (!made) notices.show({ id: 'copy', text: chatWords.saveFailed, tone: 'warning', lasts: 6000 });
        }),
      anew: () => confirmAnew(() => void anew()),
    }).element;
  }

  window.addEventListener('offline', () =>
    notices.show({ id: 'connection', text: chatWords.offline, tone: 'warning' }),
  );
  window.addEventListener('online', () => {
    notices.hide('connection');
    notices.show({ id: 'back', text: chatWords.back, tone: 'calm', lasts: 3000 });
    letters.wake();
    void conversation.reopen();
  });
  around?.onMessage((message) => {
    if (message.certdesk === 'hello' && message.signIn && signedIn) {
      letters.wake();
      void conversation.reopen();
    }
  });
}
