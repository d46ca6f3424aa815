import { refusalCode, retryAfter } from './refusal.js';
import type { Kept } from './storage.js';
import { forgetConversation, keepWayBack, keptWayBack, type WayBack } from './wayBack.js';

/** A conversation and the right to speak in it. */
export interface Grant {
  conversationId: string;
  token: string;
  /** A mail's link led here that is no longer good; the conversation is another one. */
  linkOver?: true;
}

/**
 * Why there is no grant: the service is away (try later), it wants a fresh sign-in, or the conversation that this
 * page had is over.
 */
export type NoGrant = { away: true; retryAfter?: number } | { signInNeeded: true } | { ended: true };

/** Where tokens come from. */
export interface Session {
  /**
   * A grant for this customer's conversation: the one that this page is in, else the one that was kept, else a new
   * one.
   */
  begin(): Promise<Grant | NoGrant>;
  /** The customer has signed in anew. */
  signIn(jwt: string): void;
  /** The customer signs out: the service takes back what it gave, here and elsewhere. Nothing waits for it. */
  signOut(): void;
}

export const directLineBase = '/v3/directline';

/** Grants of `POST tokens/generate`, for the customer whom `jwt` names or for an anonymous one by their way back. */
export function session(kept: Kept, jwt: string | null, linkBack?: string): Session {
  let signedIn = jwt;
  /** This page's own way back, whatever other tabs keep meanwhile. */
  let own: WayBack | undefined;
  /** A mail's link that wasn't used yet: it goes before any other way. */
  let link = linkBack;
  let linkOver = false;

  async function begin(): Promise<Grant | NoGrant> {
    for (;;) {
      const way = signedIn || link ? undefined : newestWay();
      const answer = await post(link && !signedIn ? { back: link } : way ? { resume: way.resume } : {});
      if (answer === undefined) return { away: true };
      if (answer.ok) {
        // Something between us and the service may answer in its place.
        const grant = (await answer.json().catch(() => undefined)) as (Grant & { resume?: string }) | undefined;
        if (!grant?.token) return { away: true };
        // Another tab got a new conversation while this one asked for its own: they share that one.
        if (!signedIn && !way && !link && keptWayBack(kept)) continue;
        link = undefined;
        remember(grant, way === undefined);
        return linkOver ? { ...grant, linkOver } : grant;
      }
      const code = await refusalCode(answer);
      if (signedIn && answer.status === 403 && code !== undefined) return { signInNeeded: true };
      if (link && answer.status === 403) {
        link = undefined;
        linkOver = true;
        continue;
      }
      if (!way || answer.status !== 403 || code !== 'ResumeRefused')
        return { away: true, retryAfter: retryAfter(answer) };
      // Another tab may have renewed it meanwhile.
      if (newestWay()?.resume !== way.resume) continue;
      forgetConversation(kept, way.conversationId);
      if (own) return { ended: true };
    }
  }

  /** A way back is renewed with each use, by whichever tab of the conversation uses it. */
  function newestWay(): WayBack | undefined {
    const shared = keptWayBack(kept);
    return own && shared?.conversationId !== own.conversationId ? own : shared;
  }

  function remember({ conversationId, resume }: Grant & { resume?: string }, isNew: boolean): void {
    if (!resume || signedIn) return;
    own = { conversationId, resume };
    if (isNew || keptWayBack(kept)?.conversationId === conversationId) keepWayBack(kept, own);
  }

  /** @returns undefined when the network failed */
  async function post(body: object): Promise<Response | undefined> {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (signedIn) headers.authorization = `Bearer ${signedIn}`;
    return fetch(`${directLineBase}/tokens/generate`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    }).catch(() => undefined);
  }

  return {
    begin,
    signIn: (fresh) => {
      signedIn = fresh;
    },
    signOut: () => {
      const credential = signedIn ?? newestWay()?.resume;
      if (!credential) return;
      const headers = { authorization: `Bearer ${credential}` };
      // The frame is gone a moment later: the request must live on without it.
      fetch(`${directLineBase}/tokens/signout`, { method: 'POST', headers, keepalive: true }).catch(() => undefined);
    },
  };
}
