import { signal } from '@preact/signals';
import type { DeskFrame, FromStream, Presence } from '../../desk/wire.js';
import { backoff } from '../backoff.js';
import { get, newKey, post } from './api.js';
import { followAttention, hearCase } from './attention.js';
import { startClock } from './clock.js';
import { customerTypes, stoppedTyping } from './customerTyping.js';
import { followDrafts } from './drafts.js';
import { kept, keptForTab, onKeptElsewhere } from './kept.js';
import { fetchList, joins } from './lists.js';
import { tell } from './notices.js';
import { followOpened, hear, lastSeq, opened, refresh } from './opened.js';
import { cameBack, fetchTaken, forgetUnsent, takeUpUnsent, unsent, wakeOutbox } from './outbox.js';
import { followAddress, openId } from './place.js';
import { counts, frame, known, learn, line, present, signedOut } from './state.js';
import { openStream, type Stream } from './stream.js';

/** Whether the agent takes new cases. */
export const status = signal<Presence['status']>(keptForTab.get('status') === 'away' ? 'away' : 'available');

let stream: Stream | null = null;
const TICK_MS = 5_000;
/** A tick that comes so late shows that the machine slept: browsers hold back a hidden tab's for a minute at most. */
const SLEPT_MS = 90_000;
/** Without the stream the page asks by itself. */
const POLL_MS = 15_000;
const TYPING_MS = 3_000;

/** Fetches what the desk is worked with, and keeps the page as the desk is from then on. */
export async function start(): Promise<void> {
  frame.value = await fetchFrame();
  if (frame.value === null) return;
  ownBrowser(frame.value.me.id);
  followAddress();
  followDrafts();
  followAttention();
  startClock();
  followOpened(
    (id, said) => cameBack(id, said),
    (id) => stream?.send({ type: 'watch', case: id, after: id === null ? 0 : lastSeq() }),
  );
  takeUpUnsent();
  void fetchList();
  stream = openStream('/desk/api/stream', { message: heard, lost: () => void lost() });
  followSleep(stream);
}

/** Takes new cases, or not for now. */
export function switchStatus(to: Presence['status']): void {
  status.value = to;
  keptForTab.set('status', to);
  stream?.send({ type: 'presence', status: to });
}

let typedAt = 0;
/** Lets the others know that an answer is being written. */
export function typing(id: string): void {
  if (Date.now() - typedAt < TYPING_MS) return;
  typedAt = Date.now();
  stream?.send({ type: 'typing', case: id });
}

/** Ends the session, and leaves nothing of it in this browser. */
export async function signOut(): Promise<void> {
  const answer = await post('sign-out', {}, newKey());
  if ('problem' in answer && answer.problem.away)
    return tell('You could not be signed out: the service can’t be reached. Please try again.', 'problem');
  otherTabs.postMessage('signed out');
  leave('wished');
}

/** The tabs of this browser: a sign-out in one is one in all. */
const otherTabs = new BroadcastChannel('certdesk-desk');

function leave(how: 'wished' | 'ended'): void {
  signedOut.value = how;
  stream?.close();
  forgetUnsent();
  if (how === 'wished') kept.forgetAll();
  keptForTab.forgetAll();
}

async function fetchFrame(): Promise<DeskFrame | null> {
  const between = backoff();
  window.addEventListener('online', () => between.wake());
  for (;;) {
    const answer = await get<DeskFrame>('frame');
    if (!('problem' in answer)) return answer.value;
    if (!answer.problem.away) {
      signedOut.value = answer.problem.status === 403 ? 'refused' : 'ended';
      return null;
    }
    line.value = 'away';
    await between.wait();
  }
}

/** What another agent left in this browser isn't this one's to see; nor is this one here once another has come. */
function ownBrowser(me: string): void {
  if (kept.get('agent') !== me) kept.forgetAll();
  kept.set('agent', me);
  onKeptElsewhere(() => {
    const now = kept.get('agent');
    if (now !== null && now !== me && signedOut.value === 'no') leave('ended');
  });
  otherTabs.onmessage = () => leave('wished');
}

function heard(message: FromStream): void {
  switch (message.type) {
    case 'hello':
      line.value = 'live';
      stream?.send({ type: 'presence', status: status.value });
      void catchUp();
      void refreshFrame();
      return;
    case 'case': {
      const before = known.peek().get(message.case.id);
      if (learn([message.case]).length === 0) return;
      joins(message.case);
      hearCase(before, message.case);
      if (message.case.id === openId.peek()) void refresh();
      return;
    }
    case 'counts':
      counts.value = message.counts;
      return;
    case 'said':
      if (message.said.some(({ role }) => role === 'user')) stoppedTyping();
      hear(message.case, message.said);
      return;
    case 'typing':
      customerTypes(message.case);
      return;
    case 'presence':
      present.value = message.agents;
  }
}

/** What may have been missed is asked for: the list, the open case, and from there on its conversation. */
async function catchUp(): Promise<void> {
  wakeOutbox();
  void fetchList();
  const id = openId.peek();
  if (id === null || opened.peek() === null) return;
  if (!(await refresh()) || openId.peek() !== id) return;
  stream?.send({ type: 'watch', case: id, after: lastSeq() });
  if (unsent.peek().some((one) => one.case === id)) void fetchTaken(id);
}

async function lost(): Promise<void> {
  line.value = 'away';
  present.value = [];
  // A session that has ended closes its stream: the answer to this says so.
  await refreshFrame();
  if (signedOut.value !== 'no') stream?.close();
}

/** Colleagues, roles and canned answers may be others by now. */
async function refreshFrame(): Promise<void> {
  const answer = await get<DeskFrame>('frame');
  if (!('problem' in answer)) frame.value = answer.value;
  else if (answer.problem.status === 403) signedOut.value = 'refused';
}

/** After a sleep, without waiting for a socket to notice that it is dead. */
function followSleep(stream: Stream): void {
  let ticked = Date.now();
  let polled = Date.now();
  setInterval(() => {
    const late = Date.now() - ticked;
    ticked = Date.now();
    if (late > SLEPT_MS) woke(true);
    else if (line.value !== 'live' && Date.now() - polled > POLL_MS) {
      polled = Date.now();
      void catchUp();
    }
  }, TICK_MS);
  const woke = (doubted: boolean) => {
    if (signedOut.value !== 'no') return;
    stream.check(doubted);
    void catchUp();
  };
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) woke(Date.now() - ticked > SLEPT_MS);
  });
  window.addEventListener('online', () => woke(true));
  window.addEventListener('offline', () => {
    line.value = 'away';
  });
}
