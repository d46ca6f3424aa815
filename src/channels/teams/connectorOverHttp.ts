import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { Refused } from '../../delivery/deliverer.js';
import { Later } from '../../delivery/later.js';
import type { Budgets } from './budgets.js';
import type { Connector, Member } from './connector.js';
import { type ConnectorAnswer, type ConnectorCall, ConnectorCalls } from './connectorCall.js';
import { Gone, meansGone } from './gone.js';
import type { Reference } from './reference.js';
import { retryAfterMs } from './retryAfter.js';

/** Teams ends its own calls after 15 s; whoever takes longer has lost the request. */
const IN_TIME_MS = 12_000;
/** A sign that somebody types is worth nothing later. */
const SIGN_MS = 3000;
/** Of 4xx only these may be different the next time. */
const PASSING: ReadonlySet<number> = new Set([401, 408, 412, 425, 429]);

/** What a Connector is called with. */
export interface ConnectorParts {
  /**
   * Whether that address is one of Teams' own, or of those that were set: a bearer is got for no other, and nothing sent.
   */
  allowed(serviceUrl: string): boolean;
  /** The bot's token; null: none is sent. @param renew the last one was not accepted */
  bearer: ((renew: boolean) => Promise<string>) | null;
  budgets: Pick<Budgets, 'take' | 'takeSpare'>;
  now?(): Date;
  inTimeMs?: number;
}

const posted = z.object({ id: z.string().min(1).max(1000) });
const begun = z.object({ id: z.string().min(1).max(1000), activityId: z.string().min(1).max(1000).nullish() });
const code = z.string().max(200).optional().catch(undefined);
const faulty = z.object({ error: z.object({ code, subCode: code }) });
const text = z.string().max(1000).nullish();
const listed = z.object({
  ...{ id: z.string(), name: text, aadObjectId: text, objectId: text, email: text },
  userRole: text,
});

/** What is called of a Connector: the path behind its address. */
type Asked = Pick<ConnectorCall, 'method' | 'body'> & { path: readonly string[] };

/** The Connector of Teams over HTTP, as {@link Connector} promises. */
export function connectorOverHttp(parts: ConnectorParts): Connector & { close(): void } {
  const calls = new ConnectorCalls(parts.inTimeMs ?? IN_TIME_MS);
  const signs = new ConnectorCalls(Math.min(parts.inTimeMs ?? IN_TIME_MS, SIGN_MS));
  const now = parts.now ?? (() => new Date());

  const once = async (to: Reference, { method, path, body }: Asked, renew: boolean): Promise<ConnectorAnswer> => {
    // A kept address may have been changed since the door looked at it: before a token is got, and each time.
    if (!parts.allowed(to.serviceUrl)) throw new Refused('its address is none of Teams');
    const address = addressOf(to.serviceUrl, path);
    const bearer = parts.bearer === null ? null : await parts.bearer(renew);
    const over = await parts.budgets.take(to);
    let arrival: 'known' | 'unknown' = 'unknown';
    try {
      const answer = await calls.call({ method, address, bearer, ...(body && { body }) });
      arrival = 'known';
      return answer;
    } finally {
      over(arrival);
    }
  };
  const ask = async (to: Reference, asked: Asked): Promise<ConnectorAnswer> => {
    const answer = await once(to, asked, false);
    return answer.status === 401 && parts.bearer !== null ? once(to, asked, true) : answer;
  };
  const done = async (to: Reference, asked: Asked): Promise<ConnectorAnswer> => {
    const answer = await ask(to, asked);
    if (answer.status < 200 || answer.status > 299) throw faultOf(answer, now());
    return answer;
  };
  const within = (to: Reference, ...rest: string[]) => ['v3', 'conversations', to.conversationId, ...rest];

  return {
    async post(to, activity) {
      const body = addressed(to, activity);
      const answer = await done(to, { method: 'POST', path: within(to, 'activities'), body });
      // It has arrived, whatever the answer is made of.
      return posted.safeParse(answer.body).data?.id ?? activity.id ?? '';
    },
    async update(to, id, activity) {
      const body = { ...addressed(to, activity), id };
      await done(to, { method: 'PUT', path: within(to, 'activities', id), body });
    },
    async remove(to, id) {
      const answer = await ask(to, { method: 'DELETE', path: within(to, 'activities', id) });
      if (answer.status !== 404 && (answer.status < 200 || answer.status > 299)) throw faultOf(answer, now());
    },
    async types(to) {
      if (!parts.allowed(to.serviceUrl)) throw new Refused('its address is none of Teams');
      const bearer = parts.bearer === null ? null : await parts.bearer(false);
      const over = await parts.budgets.takeSpare(to);
      if (!over) return;
      const body = addressed(to, { type: 'typing' });
      const address = addressOf(to.serviceUrl, within(to, 'activities'));
      await signs.call({ method: 'POST', address, bearer, body }).then(
        () => over('known'),
        (fault: unknown) => {
          over('unknown');
          throw fault;
        },
      );
    },
    async begin(channel, activity) {
      const { botId, tenantId, conversationId } = channel;
      const body = {
        ...{ isGroup: true, bot: { id: botId }, tenantId, activity: { ...activity, from: { id: botId } } },
        channelData: { channel: { id: conversationId }, tenant: { id: tenantId } },
      };
      const answer = await done(channel, { method: 'POST', path: ['v3', 'conversations'], body });
      const read = begun.safeParse(answer.body);
      if (!read.success) throw new Refused('the thread that was begun has no id');
      const { id, activityId } = read.data;
      const [, first] = /;messageid=(\d+)$/.exec(id) ?? [];
      return { thread: { ...channel, conversationId: id }, id: activityId ?? first ?? '' };
    },
    async member(of, userId): Promise<Member | null> {
      const answer = await ask(of, { method: 'GET', path: within(of, 'members', userId) });
      if (answer.status === 404) return null;
      if (answer.status < 200 || answer.status > 299) throw faultOf(answer, now());
      const { data } = listed.safeParse(answer.body);
      if (!data) return null;
      const { id, name, aadObjectId, objectId, email, userRole } = data;
      const account = { aadObjectId: aadObjectId ?? objectId ?? null, email: email ?? null };
      return { id, name: name ?? '', ...account, guest: userRole?.toLowerCase() === 'guest' };
    },
    close() {
      calls.close();
      signs.close();
    },
  };
}

/** The activity as the Connector wants it addressed; its own id goes along, which the SDK would take away. */
function addressed(
  { botId, userId, aadObjectId, conversationId, tenantId, scope }: Reference,
  said: Partial<Activity>,
) {
  const conversation = { id: conversationId, tenantId, conversationType: scope, isGroup: scope !== 'personal' };
  const recipient =
    scope === 'personal' && userId !== null ? { id: userId, ...(aadObjectId && { aadObjectId }) } : null;
  return {
    ...said,
    ...{ channelId: 'msteams', from: { id: botId, role: 'bot' }, conversation },
    ...(recipient && { recipient }),
  };
}

function addressOf(serviceUrl: string, path: readonly string[]): URL {
  const base = new URL(serviceUrl);
  const ahead = base.pathname.replace(/\/+$/, '');
  return new URL(`${base.origin}${ahead}/${path.map(encodeURIComponent).join('/')}`);
}

/** An answer that will be the same the next time. */
class NotTaken extends Refused {
  constructor(status: number, what: string) {
    super(what);
    this.name = `Answered${status}`;
  }
}

/** What an answer that is no success comes to: for good, for so long, or for now. */
function faultOf({ status, body, retryAfter }: ConnectorAnswer, now: Date): Error {
  const { code: named = '', subCode = named } = faulty.safeParse(body).data?.error ?? {};
  const what = `answered ${status} ${named}`.trim();
  if (meansGone(status, [named, subCode])) return new Gone(what);
  if (status >= 400 && status < 500 && !PASSING.has(status)) return new NotTaken(status, what);
  return new Later(`Answered${status}`, retryAfterMs(retryAfter, now) ?? 0, true);
}
