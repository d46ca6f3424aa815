import { Refusal } from '../refusal.js';
import { type CookieNames, cookieIn, setCookie } from './cookies.js';
import type { LocalLinks } from './localLinks.js';
import type { OpenIdSignIn } from './openIdSignIn.js';
import { onwardTo, plainPage } from './plainPage.js';
import type { DeskAnswer, DeskCall, DeskRoute } from './route.js';
import type { Sessions, SignedIn } from './sessions.js';

interface Parts {
  sessions: Sessions;
  cookies: CookieNames;
  /** Null where no provider was set. */
  openId: OpenIdSignIn | null;
  /** Null where others than this machine can reach the desk. */
  links: LocalLinks | null;
  /** Count sign-ins. @throws {Refusal} 429 */
  count: { ofAddress(address: string): Promise<void>; ofAgent(id: string): Promise<void> };
  /** Told when a provider's sign-in failed, and how. */
  onFault(fault: unknown): void;
}

const AGAIN = { to: '/desk/sign-in', label: 'Sign in' };

/** The routes by which agents sign in. */
export function signInRoutes(parts: Parts): DeskRoute[] {
  const { sessions, cookies, openId, links, count } = parts;
  const { secure } = cookies;

  const enter = async (call: DeskCall, signedIn: SignedIn, beside: string[] = []): Promise<DeskAnswer> => {
    await count.ofAgent(signedIn.agent.id);
    const secret = await sessions.begin(signedIn, cookieIn(call.cookies, cookies.session));
    const cookie = setCookie(cookies.session, secret, { secure, sameSite: 'Strict', seconds: null });
    return onwardTo('/desk', { 'Set-Cookie': [cookie, ...beside] });
  };

  const byLink = async (call: DeskCall, local: LocalLinks, link: string): Promise<DeskAnswer> => {
    await count.ofAddress(call.address);
    // Whoever only looks whether a link is there has not followed it.
    const signedIn = call.method === 'HEAD' ? null : await local.use(link);
    return signedIn ? enter(call, signedIn) : plainPage(403, usedUp);
  };

  const begin = async (provider: OpenIdSignIn): Promise<DeskAnswer> => {
    const { location, sealed, seconds } = await provider.begin();
    const cookie = setCookie(cookies.flow, sealed, { secure, sameSite: 'Lax', seconds });
    return { status: 302, headers: { Location: location, 'Set-Cookie': cookie } };
  };

  const finish = async (call: DeskCall, provider: OpenIdSignIn): Promise<DeskAnswer> => {
    await count.ofAddress(call.address);
    const over = setCookie(cookies.flow, '', { secure, sameSite: 'Lax', seconds: 0 });
    const sealed = cookieIn(call.cookies, cookies.flow) ?? '';
    const signedIn = await provider.finish(call.url.replace(/^[^?]*\??/, ''), sealed);
    if (signedIn.roles.length > 0) return enter(call, signedIn, [over]);
    return plainPage(403, noRole, { 'Set-Cookie': [over] });
  };

  /** What goes wrong is said on a page: whoever signs in is a person. */
  const onPage = async (work: () => Promise<DeskAnswer>): Promise<DeskAnswer> => {
    try {
      return await work();
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      if (fault.status !== 429) parts.onFault(fault.cause ?? fault);
      const { status, message: text, retryAfter } = fault;
      const later: Record<string, string> = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
      return plainPage(status, { title: 'You are not signed in', text, link: AGAIN }, later);
    }
  };

  return [
    {
      method: 'get',
      path: '/desk/sign-in',
      may: 'anybody',
      api: null,
      answer: (call) =>
        onPage(async () => {
          if (openId) return begin(openId);
          const { link } = call.query;
          if (!links) return plainPage(200, onlyPrograms);
          return link === undefined ? plainPage(200, linkNeeded) : byLink(call, links, link);
        }),
    },
    {
      method: 'get',
      path: '/desk/signed-in',
      may: 'anybody',
      api: null,
      answer: (call) => onPage(async () => (openId ? finish(call, openId) : plainPage(404, nothingBegun))),
    },
  ];
}

const usedUp = {
  title: 'You are not signed in',
  text: 'This link was used already, or it is older than ten minutes. Start the service again for a new one.',
  link: { to: '/desk', label: 'Go to the desk' },
};
const linkNeeded = {
  title: 'Sign in to the desk',
  text: 'Follow the link that the service printed when it started (the line that begins with "desk:"). It works once, for ten minutes; start the service again for a new one.',
  link: { to: '/desk', label: 'Go to the desk' },
};
const onlyPrograms = {
  title: 'Nobody can sign in here yet',
  text: 'No sign-in service was set up for this desk (CERTDESK_OIDC_ISSUER). Programs may use its API with a token.',
};
const noRole = {
  title: 'You have no role at this desk',
  text: 'The sign-in service knows you, but not as an agent, a supervisor or a knowledge owner. Whoever looks after your account there can change that.',
  link: AGAIN,
};
const nothingBegun = { title: 'There is nothing here', text: 'No sign-in was begun here.', link: AGAIN };
