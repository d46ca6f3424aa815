import { z } from 'zod';
import type { CaseKnowledge } from '../cases/caseKnowledge.js';
import { Refusal } from '../refusal.js';
import type { Colleagues } from './colleagues.js';
import { type CookieNames, setCookie } from './cookies.js';
import { onwardTo } from './plainPage.js';
import type { Presences } from './presences.js';
import { roles } from './roles.js';
import { type DeskAnswer, type DeskRoute, doing } from './route.js';
import type { Sessions } from './sessions.js';
import { type DeskFrame, deskFrame } from './wire.js';

interface Parts {
  sessions: Sessions;
  cookies: CookieNames;
  colleagues: Colleagues;
  presences: Presences;
  /** Told of a session that ended here. */
  ended(session: string): void;
  knowledge(): CaseKnowledge;
  /** The desk's page; asked for with each call, as its nonce is new each time. */
  page(): DeskAnswer;
}

const nothing = z.object({}).describe('nothing more is said');
const done: DeskAnswer = { status: 200, body: {} };

/** What agents do that is about no case: open the page, say that they are there, sign out. */
export function agentRoutes(parts: Parts): DeskRoute[] {
  const { sessions, cookies, colleagues, presences } = parts;
  return [
    {
      method: 'get',
      path: '/desk',
      may: roles,
      api: null,
      // What another site leads here comes without the session's cookie: asked for by our own page it has it.
      stranger: ({ site }) =>
        site === 'cross-site' || site === 'same-site'
          ? onwardTo('/desk')
          : { status: 302, headers: { Location: '/desk/sign-in' } },
      answer: async () => parts.page(),
    },
    {
      method: 'get',
      path: '/desk/api/frame',
      may: roles,
      api: { id: 'readFrame', summary: 'Read who is signed in, and what the desk works with', answers: deskFrame },
      answer: async (_, { agent, roles: has }) => {
        const { name, timeZone, groups, outcomes, facts, canned } = parts.knowledge();
        const me = { ...agent, roles: [...has] };
        const frame: DeskFrame = {
          ...{ me, name, timeZone, groups, agents: await colleagues.lately(), outcomes, facts, canned },
        };
        return { status: 200, body: frame };
      },
    },
    doing({
      path: '/desk/api/presence',
      may: ['agent', 'supervisor'],
      api: { id: 'sayPresence', summary: 'Say whether you take cases; it counts for 30 seconds', answers: nothing },
      takes: z.object({ status: z.enum(['available', 'away']) }),
      answer: async ({ caller, body }) => {
        presences.say(caller.agent, body.status);
        return done;
      },
    }),
    doing({
      path: '/desk/api/sign-out',
      may: roles,
      api: { id: 'signOut', summary: 'End your session', answers: nothing },
      takes: z.object({}),
      answer: async ({ caller: { session } }) => {
        if (session === null)
          throw new Refusal(400, 'NoSession', 'A token is no session: it is taken away by the settings.');
        await sessions.end(session);
        parts.ended(session);
        const { secure } = cookies;
        const gone = setCookie(cookies.session, '', { secure, sameSite: 'Strict', seconds: 0 });
        return { ...done, headers: { 'Set-Cookie': gone, 'Clear-Site-Data': '"storage"' } };
      },
    }),
    doing({
      path: '/desk/api/agents/sign-out',
      may: ['supervisor'],
      api: {
        id: 'signOutAgent',
        summary: 'End all sessions of a colleague, whose role was taken away perhaps',
        answers: nothing,
        refuses: [404],
      },
      takes: z.object({ agent: z.string().min(1).max(500).describe("the agent's id") }),
      answer: async ({ body: { agent: id } }) => {
        if (!(await colleagues.known(id))) throw new Refusal(404, 'NotFound', 'Nobody here has that id.');
        await sessions.endAllOf(id);
        return done;
      },
    }),
  ];
}
