import { backoff } from '../backoff.js';
import type { Delivery } from './outbox.js';
import { refusalCode, retryAfter } from './refusal.js';
import { directLineBase, type Grant, type Session } from './session.js';
import { subject } from './subject.js';
import { type Activity, connectionStatus, type DirectLine, type Subscription, type WebChat } from './webChat.js';

/** How the line stands: it works, is being got back, needs a fresh sign-in, or its conversation is over. */
export type LineState = 'online' | 'connecting' | 'signInNeeded' | 'ended';

export interface LineOptions {
  session: Session;
  grant: Grant;
  changed(state: LineState): void;
  /** A reaction of the customer's is in the transcript; Web Chat knows of none. */
  reacted(reaction: Activity): void;
}

/**
 * One conversation's line to the service for as long as the page lives. Behind it the official client is replaced
 * whenever its token has expired or its stream is dead; Web Chat sees activities, each once, and a line that is
 * always online.
 */
export interface Line {
  activity$: DirectLine['activity$'];
  connectionStatus$: DirectLine['connectionStatus$'];
  conversationId: string;
  /** One attempt to hand an activity to the service. */
  deliver(activity: Activity): Promise<Delivery>;
  /** A request to the service about this conversation, `path` from its address on. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Lets the service know that the customer is writing; lost where it doesn't get through. */
  types(): void;
  /** Opens the stream. What is delivered before waits for no client: the service begins a conversation with it. */
  start(webChat: Pick<WebChat, 'createDirectLine'>): void;
  /** The network or the service is back, or the customer has signed in: connects anew. */
  reopen(): Promise<void>;
  end(): void;
}

/** The stream has this long (ms) to bring a message that the service has acknowledged; then it is dead. */
const echoWithin = 2500;
/** So often a fresh token may be refused before a message is given up. */
const refusals = 3;

export function line({ session, grant: first, changed, reacted }: LineOptions): Line {
  const activity$ = subject<Activity>('everything');
  const connectionStatus$ = subject<number>('last');
  const seen = new Set<string>();
  /** Reactions' ids. */
  const unshown = new Set<string>();
  const pause = backoff();
  let grant = first;
  let client: Pick<WebChat, 'createDirectLine'> | undefined;
  let current: DirectLine | undefined;
  let subscriptions: Subscription[] = [];
  let reopening: Promise<void> | undefined;
  let over = false;
  let refusedTokens = 0;

  function open(watermark?: string): void {
    if (!client) return;
    const from = watermark === undefined ? {} : { conversationId: grant.conversationId, watermark };
    const direct = client.createDirectLine({ token: grant.token, domain: location.origin + directLineBase, ...from });
    current = direct;
    subscriptions = [
      direct.connectionStatus$.subscribe({ next: heard }),
      direct.activity$.subscribe({ next: arrived, error: () => void reopen() }),
    ];
  }

  function close(): void {
    const [direct, listening] = [current, subscriptions];
    [current, subscriptions] = [undefined, []];
    for (const subscription of listening) subscription.unsubscribe();
    direct?.end();
  }

  function heard(status: number): void {
    if (status === connectionStatus.online) {
      pause.reset();
      connectionStatus$.next(status);
      changed('online');
    }
    if (status === connectionStatus.expiredToken || status === connectionStatus.failedToConnect) void reopen();
  }

  function arrived(activity: Activity): void {
    if (activity.id && seen.has(activity.id)) return;
    if (activity.id) seen.add(activity.id);
    if (activity.type === 'endOfConversation') finish();
    else if (activity.type === 'messageReaction') {
      unshown.add(activity.id ?? '');
      reacted(activity);
    } else activity$.next(withoutUnshown(activity));
  }

  /** Web Chat holds a reply back for five seconds where it doesn't see what that replies to. */
  function withoutUnshown(activity: Activity): Activity {
    const { replyToId, ...rest } = activity;
    return replyToId !== undefined && unshown.has(replyToId) ? rest : activity;
  }

  function reopen(): Promise<void> {
    pause.wake();
    reopening ??= again().finally(() => {
      reopening = undefined;
    });
    return reopening;
  }

  async function again(): Promise<void> {
    const watermark = current?.watermark || (seen.size > 0 ? '0' : undefined);
    close();
    for (let gap: number | undefined; !over; await pause.wait(gap)) {
      changed('connecting');
      const fresh = await session.begin();
      if ('ended' in fresh) return finish();
      if ('signInNeeded' in fresh) changed('signInNeeded');
      if (!('token' in fresh)) {
        gap = 'away' in fresh ? fresh.retryAfter : undefined;
        continue;
      }
      // The service begins a new conversation for a signed-in customer who has none: the one on the screen is over.
      if (fresh.conversationId !== grant.conversationId) return finish();
      grant = fresh;
      return open(watermark);
    }
  }

  function finish(): void {
    if (over) return;
    over = true;
    close();
    changed('ended');
  }

  function request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${current?.token ?? grant.token}` };
    const address = `${directLineBase}/conversations/${encodeURIComponent(grant.conversationId)}${path}`;
    return fetch(address, { signal: AbortSignal.timeout(20_000), ...init, headers });
  }

  async function deliver(activity: Activity): Promise<Delivery> {
    if (over) return { ended: true };
    const answer = await request('/activities', { method: 'POST', body: JSON.stringify(activity) }).catch(
      () => undefined,
    );
    if (!answer) return { later: true };
    if (answer.ok) {
      const { id } = (await answer.json().catch(() => ({}))) as { id?: string };
      return id === undefined ? { later: true } : taken(activity, id);
    }
    const code = await refusalCode(answer);
    if (answer.status === 404 && code === 'ConversationEnded') {
      finish();
      return { ended: true };
    }
    // Whatever isn't the service's own word is no reason to give a message up.
    if (code === undefined || [404, 408, 429].includes(answer.status) || answer.status >= 500)
      return { later: true, atLeast: retryAfter(answer) };
    if (answer.status === 401 || answer.status === 403) {
      refusedTokens += 1;
      if (refusedTokens > refusals) return { refused: answer.status };
      await reopen();
      return { later: true };
    }
    return { refused: answer.status };
  }

  function taken(activity: Activity, id: string): Delivery {
    refusedTokens = 0;
    if (activity.type === 'message') setTimeout(() => client && !over && !seen.has(id) && void reopen(), echoWithin);
    return { id };
  }

  return {
    activity$,
    connectionStatus$,
    conversationId: first.conversationId,
    deliver,
    request,
    types() {
      const body = JSON.stringify({ type: 'typing', from: { id: '', role: 'user' } });
      if (!over) request('/activities', { method: 'POST', body }).catch(() => undefined);
    },
    start(webChat) {
      client = webChat;
      open();
    },
    reopen,
    end() {
      over = true;
      close();
    },
  };
}
