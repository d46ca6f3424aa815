import { chatWords } from '../words.js';
import type { Chips } from './chips.js';
import type { Composer } from './composer.js';
import { confirmAnew } from './confirm.js';
import { saveCopy } from './copy.js';
import type { Early } from './early.js';
import type { Frame } from './frame.js';
import { type Line, type LineState, line } from './line.js';
import { menu } from './menu.js';
import { middleware, pendingAgain } from './middleware.js';
import type { Opening } from './opening.js';
import { type Outbox, outbox } from './outbox.js';
import type { Grant, Session } from './session.js';
import type { Shell } from './shell.js';
import { browserStorage, type Kept } from './storage.js';
import { chooseTheme, keptTheme } from './theme.js';
import { transcript } from './transcript.js';
import { typing } from './typing.js';
import { typingSigns } from './typingSigns.js';
import { unread } from './unread.js';
import { forgetConversation, noteSpoken } from './wayBack.js';
import type { Activity, Store, WebChat } from './webChat.js';
import type { Writing } from './writing.js';

/** A conversation, from the moment that there is one. */
export interface Talk {
  /** The customer says this. */
  say(text: string): void;
  /** The customer is writing. */
  writes(): void;
  /** Web Chat has come: it shows the conversation from now on. */
  draw(webChat: WebChat): void;
}

export interface TalkOptions {
  grant: Grant;
  session: Session;
  kept: Kept;
  desk: string;
  nonce: string;
  page: Shell;
  /** The parts of the page that were there before. */
  box: Composer;
  first: Opening;
  chips: Chips;
  early: Early;
  around: Frame | undefined;
  signedIn: boolean;
  writing: Writing;
}

/** The stream brings what was said before within so long (ms); then the first screen may show again. */
const HISTORY_MS = 400;

/** Puts the conversation's parts together. */
export function talk(options: TalkOptions): Talk {
  const { grant, session, kept, desk, page, first, early, around } = options;
  const { notices } = page;
  const locale = document.documentElement.lang;
  let reachable = true;
  let store: Store | undefined;
  let messages = 0;
  const title = unread(document.title);
  const secretRemoved = (text: string) => notices.show({ id: 'key', text, tone: 'warning', dismissable: true });

  const conversation: Line = line({
    session,
    grant,
    changed: lineChanged,
    reacted: (reaction) => shown.reacted(reaction),
  });
  const letters: Outbox = outbox({
    conversationId: conversation.conversationId,
    kept,
    deliver: conversation.deliver,
    secretRemoved,
    refused: () => notices.show({ id: 'refused', text: chatWords.refused, tone: 'warning', dismissable: true }),
    waiting,
  });
  const shown = transcript({
    ...{ page, locale, say },
    react: (reaction) =>
      void letters.post({
        ...reaction,
        from: { id: '', role: 'user' },
        channelData: { clientActivityID: crypto.randomUUID() },
      }),
  });
  const signs = typingSigns(conversation.types);

  early.show(letters.leftBehind());
  letters.resend([...early.said()]);
  let spoken = early.said().length > 0;
  if (spoken) noteSpoken(kept, conversation.conversationId);
  page.headerEnd.prepend(headerMenu());

  function say(text: string): void {
    spoken = true;
    noteSpoken(kept, conversation.conversationId);
    if (store) store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text, method: 'keyboard' } });
    else letters.post(early.add(text));
  }

  function draw(webChat: WebChat): void {
    const drawn = webChat.createStore(
      {},
      middleware({
        deskName: desk,
        holds: letters.holds,
        secretRemoved,
        reachable: () => reachable,
        answers(person) {
          page.answeredBy(person);
          signs.reader(person !== null);
        },
        said(activity) {
          options.chips.show([]);
          shown.said(activity);
        },
        arrived,
      }),
    );
    store = drawn;
    for (const activity of early.said()) drawn.dispatch(pendingAgain(activity));
    drawn.subscribe(() => options.chips.show(drawn.getState().suggestedActions));
    const { activity$, connectionStatus$, end } = conversation;
    const line = { activity$, connectionStatus$, postActivity: letters.post, end, token: grant.token };
    shown.draw(webChat, { store: drawn, line, nonce: options.nonce });
    early.leave();
    conversation.start(webChat);
  }

  function arrived(activity: Activity): void {
    messages += 1;
    if (activity.from.role === 'user' || messages > 1) {
      first.leave();
      noteSpoken(kept, conversation.conversationId);
    }
    shown.arrived(activity);
    if (activity.from.role !== 'bot') return;
    title.replied();
    around?.tell({ certdesk: 'reply', id: activity.id });
  }

  function lineChanged(state: LineState): void {
    if (state === 'online') {
      page.started();
      options.writing.started();
      setTimeout(() => messages <= 1 && !spoken && first.again(), HISTORY_MS);
      if (navigator.onLine) notices.hide('connection');
    } else if (state === 'ended') ended();
    else if (state === 'signInNeeded') signInNeeded();
  }

  function waiting(waits: boolean): void {
    reachable = !waits;
    shown.reachable(reachable);
    if (!waits) {
      notices.hide('connection');
      void conversation.reopen();
      return;
    }
    if (store) typing(store, desk, false);
    notices.show({ id: 'connection', text: navigator.onLine ? chatWords.waiting : chatWords.offline, tone: 'warning' });
  }

  function ended(): void {
    forgetConversation(kept, conversation.conversationId);
    document.body.classList.add('ended');
    options.box.close();
    if (store) typing(store, desk, false);
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
      person() {
        first.leave();
        say(chatWords.person);
      },
      print: () => window.print(),
      save: () =>
        void saveCopy(conversation, desk).then((made) =>
          notices.show(
            made
              ? { id: 'copy', text: chatWords.saved, tone: 'calm', lasts: 4000 }
              : { id: 'copy', text: chatWords.saveFailed, tone: 'warning', lasts: 6000 },
          ),
        ),
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
    if (message.certdesk === 'hello' && message.signIn && options.signedIn) {
      letters.wake();
      void conversation.reopen();
    }
  });
  return { say, writes: () => reachable && signs.writes(), draw };
}
