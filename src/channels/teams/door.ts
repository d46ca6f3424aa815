import { decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { Refusal } from '../../refusal.js';
import type { Call } from '../channel.js';
import type { KeySet, SigningKey } from './keySet.js';
import type { AllowsService } from './serviceUrl.js';

/** Teams, as Bot Framework names the channel. */
export const TEAMS = 'msteams';

/** What is known of a call before its body is read. */
export interface Admitted {
  /** The Connector's address that the sender's token names; null where nobody signs. */
  serviceUrl: string | null;
}

/** Where an activity comes from: all that may speak for it was looked at. */
export interface Origin {
  serviceUrl: string;
  /** In small letters. */
  tenantId: string;
}

/** Who may hand activities in. Both refuse with a word for the log, which the caller is never told. */
export interface Door {
  /** Looks at the call alone. @throws {Refusal} 401, 403, or 503 where it can't be known */
  admit(call: Pick<Call, 'bearer' | 'origin' | 'isLocal'>): Promise<Admitted>;
  /** Looks at what the body says of where it comes from. @throws {Refusal} 403 */
  check(admitted: Admitted, body: object): Origin;
}

/** The Connector's clock and ours may differ so far (Bot Connector, "Authenticate requests"). */
const SKEW_SECONDS = 300;
const LONGEST_TOKEN = 8000;
const unauthorized = (why: string) => new Refusal(401, why, 'The call is not signed as it must be.');
const forbidden = (why: string) => new Refusal(403, why, 'The call comes from elsewhere.');

const tenant = z.string().regex(/^[\w.-]{1,100}$/);
const tenantIn = z.object({ tenant: z.object({ id: tenant }) });
/** What an activity says of where it comes from. */
const addressed = z.object({
  channelId: z.literal(TEAMS),
  serviceUrl: z.string().min(1).max(500),
  conversation: z.object({ tenantId: tenant.nullish() }),
  channelData: tenantIn,
});

interface Parts {
  appId: string;
  /** Who signs. */
  issuer: string;
  keys: Pick<KeySet, 'find'>;
  /** In small letters; null: any. */
  tenants: readonly string[] | null;
  allowsService: AllowsService;
  now(): Date;
}

/**
 * The Bot Connector's own check (Bot Connector, "Authenticate requests from the Bot Connector service to your bot"),
 * without what Bot Framework's adapter leaves open: one issuer, RS256 alone, an end, a key endorsed for Teams, and the
 * Connector's address in the token and in the activity, the same and allowed.
 */
export function signedDoor({ appId, issuer, keys, tenants, allowsService, now }: Parts): Door {
  const allowed = tenants && new Set(tenants);
  return {
    async admit({ bearer }) {
      if (bearer === null) throw unauthorized('no-token');
      const key = await keyOf(bearer, keys);
      const { aud, iss, exp, serviceurl } = await claimsOf(bearer, key, { issuer, audience: appId, now: now() });
      if (aud !== appId || iss !== issuer || typeof exp !== 'number') throw unauthorized('claims');
      if (!key.endorsements.includes(TEAMS)) throw forbidden('not-endorsed');
      if (typeof serviceurl !== 'string' || serviceurl === '') throw forbidden('no-service-in-token');
      return { serviceUrl: serviceurl };
    },
    check(admitted, body) {
      const origin = originOf(body);
      if (origin.serviceUrl !== admitted.serviceUrl) throw forbidden('other-service');
      if (!allowsService(origin.serviceUrl)) throw forbidden('service-not-allowed');
      if (allowed && !allowed.has(origin.tenantId)) throw forbidden('tenant-not-allowed');
      return origin;
    },
  };
}

/**
 * For an emulator on this machine: nothing is signed, so the call must come from this machine, from no browser's page,
 * and what is said goes to this machine only. Never opened where others can reach the service.
 */
export function developmentDoor(allowsService: AllowsService): Door {
  return {
    async admit({ origin, isLocal }) {
      if (!isLocal || origin !== null) throw forbidden('not-this-machine');
      return { serviceUrl: null };
    },
    check(_, body) {
      const origin = originOf(withTenant(body));
      if (!allowsService(origin.serviceUrl)) throw forbidden('service-not-allowed');
      return origin;
    },
  };
}

/** An emulator needn't know of tenants. */
function withTenant(body: object): object {
  const { conversation, channelData } = body as { conversation?: unknown; channelData?: unknown };
  const named = tenantIn.safeParse(channelData).success;
  const { data = { tenantId: 'development' } } = z.object({ tenantId: tenant }).safeParse(conversation);
  return named ? body : { ...body, channelData: { tenant: { id: data.tenantId } } };
}

async function keyOf(token: string, keys: Pick<KeySet, 'find'>): Promise<SigningKey> {
  if (token.length > LONGEST_TOKEN) throw unauthorized('no-token');
  const { alg, kid } = headerOf(token);
  if (alg !== 'RS256' || typeof kid !== 'string' || kid === '') throw unauthorized('algorithm');
  const key = await keys.find(kid);
  if (!key) throw unauthorized('unknown-key');
  return key;
}

function headerOf(token: string): { alg?: unknown; kid?: unknown } {
  try {
    return decodeProtectedHeader(token);
  } catch {
    throw unauthorized('no-token');
  }
}

async function claimsOf(
  token: string,
  { key }: SigningKey,
  { issuer, audience, now }: { issuer: string; audience: string; now: Date },
): Promise<Record<string, unknown>> {
  const asked = { algorithms: ['RS256'], requiredClaims: ['exp'], clockTolerance: SKEW_SECONDS, currentDate: now };
  try {
    return (await jwtVerify(token, key, { issuer, audience, ...asked })).payload;
  } catch (fault) {
    throw unauthorized(fault instanceof errors.JOSEError ? fault.code : 'unreadable');
  }
}

function originOf(body: object): Origin {
  const { data } = addressed.safeParse(body);
  if (!data) throw forbidden('no-address');
  const tenantId = data.channelData.tenant.id.toLowerCase();
  const other = data.conversation.tenantId;
  if (other != null && other.toLowerCase() !== tenantId) throw forbidden('two-tenants');
  return { serviceUrl: data.serviceUrl, tenantId };
}
