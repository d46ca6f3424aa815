import type { Kept } from './storage.js';

/** A conversation and the right to speak in it. */
export interface Grant {
  conversationId: string;
  token: string;
}

/** Why there is no grant: the service is away (try later), or it wants a fresh sign-in. */
export type NoGrant = { away: true; retryAfter?: number } | { signInNeeded: true };

/** Where tokens come from. */
export interface Session {
  /** A grant for this customer's conversation; the one they had, when there is one. */
  begin(): Promise<Grant | NoGrant>;
  /** The customer has signed in anew. */
  signIn(jwt: string): void;
}

export const directLineBase = '/v3/directline';

/** Grants of `POST tokens/generate`, for the customer whom `jwt` names or for an anonymous one by the credential that was kept. */
export function session(kept: Kept, jwt: string | null): Session {
  let signedIn = jwt;

  async function begin(): Promise<Grant | NoGrant> {
    const resume = signedIn ? undefined : kept.get('resume');
    const answer = await post(resume ? { resume } : {});
    if (answer === undefined) return { away: true };
    if (answer.ok) {
      // Something between us and the service may answer in its place.
      const grant = (await answer.json().catch(() => undefined)) as (Grant & { resume?: string }) | undefined;
      if (!grant?.token) return { away: true };
      if (grant.resume && !signedIn) kept.set('resume', grant.resume);
      return grant;
    }
    if (answer.status === 429 || answer.status >= 500) return { away: true, retryAfter: retryAfter(answer) };
    if (signedIn) return { signInNeeded: true };
    if (!resume) return { away: true };
    // The credential no longer holds (ResumeRefused): what it led to is forgotten, and a new conversation begins.
    kept.forgetCustomer();
    return begin();
  }

  /** @returns undefined when the network failed */
  async function post(body: object): Promise<Response | undefined> {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (signedIn) headers.authorization = `Bearer ${signedIn}`;
    return fetch(`${directLineBase}/tokens/generate`, { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(15_000) }).catch(
      () => undefined,
    );
  }

  return {
    begin,
    signIn: (fresh) => {
      signedIn = fresh;
    },
  };
}

/** The answer's Retry-After in milliseconds (RFC 9110, section 10.2.3; the service sends seconds). */
export function retryAfter(answer: Response): number | undefined {
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}
