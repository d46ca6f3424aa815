import { badArgument, Refusal } from '../refusal.js';
import type { ActKeys } from './actKeys.js';
import { type Caller, hasRole } from './caller.js';
import { type CookieNames, cookieIn } from './cookies.js';
import type { MachineTokens } from './machineTokens.js';
import type { DeskAnswer, DeskCall, DeskRoute } from './route.js';
import { isForeign } from './sameOrigin.js';
import type { Sessions } from './sessions.js';

interface Parts {
  sessions: Sessions;
  tokens: MachineTokens;
  keys: ActKeys;
  cookies: CookieNames;
  /** Whether an origin is our own, as browsers name it. */
  isOurs(origin: string): boolean;
  /** Counts a token that nobody knows. @throws {Refusal} 429 */
  countUnknown(address: string): Promise<void>;
}

/** What a request shows of who makes it. */
type Shown = Pick<DeskCall, 'bearer' | 'cookies' | 'address'>;

const KEY = /^[\x21-\x7e]{1,200}$/;
const unauthorized = () => new Refusal(401, 'Unauthorized', 'Sign in first, or send a token (Authorization: Bearer).');
const forbidden = () => new Refusal(403, 'Forbidden', 'Your role at this desk does not allow this.');
const foreign = () => new Refusal(403, 'Forbidden', "Pages of other sites can't do this.");

/**
 * The one way into each of the desk's routes: where the call comes from, who makes it, whether their role may, and
 * what it says are looked at here, before the route is. What no row allows is refused.
 */
export class DeskDoor {
  constructor(private readonly parts: Parts) {}

  /** @throws {Refusal} 400, 401, 403, 422, 429 and what the route refuses */
  async answer(route: DeskRoute, call: DeskCall): Promise<DeskAnswer> {
    if (route.may === 'anybody') return route.answer(storable(call));
    const page = route.api === null && route.method === 'get';
    if (!page && isForeign(call, this.parts.isOurs)) throw foreign();
    const caller = await this.callerOf(call);
    if (caller === null) {
      if (route.stranger) return route.stranger(call);
      throw unauthorized();
    }
    if (!hasRole(caller, route.may)) throw forbidden();
    if (route.method === 'get') return route.answer(storable(call), caller);
    const key = call.idempotencyKey ?? '';
    if (!KEY.test(key))
      throw badArgument('Idempotency-Key: send this header, with 1 to 200 characters that are new for each thing done');
    const read = route.takes.safeParse(withoutNul(await call.body()));
    if (!read.success)
      throw badArgument(
        read.error.issues.map(({ path, message }) => `${path.join('.') || 'the body'}: ${message}`).join('; '),
      );
    const asked = storable(call);
    const what = [route.path, asked.params, read.data];
    return this.parts.keys.once({ agent: caller.agent.id, key, what }, () =>
      route.answer({ call: asked, caller, body: read.data, key }),
    );
  }

  /** Who opens a stream from there: by a session's cookie our own pages alone. @throws {Refusal} 401 or 403 */
  async streamer(shown: Shown & Pick<DeskCall, 'origin' | 'site'>, may: readonly ['agent', 'supervisor']) {
    if (isForeign(shown, this.parts.isOurs)) throw foreign();
    if (shown.bearer === null && shown.origin === undefined) throw foreign();
    const caller = await this.callerOf(shown);
    if (caller === null) throw unauthorized();
    if (!hasRole(caller, may)) throw forbidden();
    return caller;
  }

  /** The session's secret that a browser brought. */
  secretOf({ cookies }: Pick<DeskCall, 'cookies'>): string | null {
    return cookieIn(cookies, this.parts.cookies.session);
  }

  /** A token counts where one is sent: a wrong one isn't made up for by a cookie. @throws {Refusal} 401 or 429 */
  private async callerOf(shown: Shown): Promise<Caller | null> {
    const { bearer, address } = shown;
    if (bearer === null) {
      const secret = this.secretOf(shown);
      return secret === null ? null : this.parts.sessions.of(secret);
    }
    const machine = this.parts.tokens.of(bearer);
    if (machine) return machine;
    await this.parts.countUnknown(address);
    throw unauthorized();
  }
}

/** No database keeps a NUL in a text: it is left out of all that was sent. */
function withoutNul(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '');
  if (Array.isArray(value)) return value.map(withoutNul);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutNul(one)]));
}

const storable = (call: DeskCall): DeskCall => ({
  ...call,
  params: withoutNul(call.params) as DeskCall['params'],
  query: withoutNul(call.query) as DeskCall['query'],
});
