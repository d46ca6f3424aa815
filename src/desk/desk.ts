import type { Agent } from '../cases/case.js';
import type { CaseKnowledge } from '../cases/caseKnowledge.js';
import type { Database } from '../storage/database.js';
import type { Turns } from '../turn/turns.js';
import { ActKeys } from './actKeys.js';
import { Colleagues } from './colleagues.js';
import { cookieNames } from './cookies.js';
import type { DeskStore } from './deskStore.js';
import { DeskDoor } from './door.js';
import { LocalLinks } from './localLinks.js';
import { type MachineToken, MachineTokens } from './machineTokens.js';
import type { OpenIdSignIn } from './openIdSignIn.js';
import { RoleChecks } from './roleChecks.js';
import type { DeskAnswer, DeskRoute } from './route.js';
import { deskRoutes } from './routes.js';
import { Sessions } from './sessions.js';
import { DeskStreamHub } from './streamHub.js';
import type { Suggestion } from './wire.js';

/** What the desk is made of. */
export interface DeskParts {
  store: DeskStore;
  database: Database;
  turns: Pick<Turns, 'act'>;
  knowledge(): CaseKnowledge;
  /** Passages of the knowledge that may answer a text. */
  suggest(text: string): Promise<Suggestion[]>;
  tokens: readonly MachineToken[];
  openId: OpenIdSignIn | null;
  /** Whether agents may sign in by one-time links: only this machine can reach the desk. */
  local: boolean;
  /** Whether browsers reach us by https. */
  secure: boolean;
  /** The service's own address, as browsers see it. */
  address(): string;
  /** Whether an origin is our own. */
  isOurs(origin: string): boolean;
  page(): DeskAnswer;
  /** Counts something that is limited. @throws {Refusal} 429 */
  count(what: 'signIn' | 'signInOfAgent' | 'unknownToken', of: string): Promise<void>;
  /** This replica's name. */
  replica: string;
  now(): Date;
  /** Told that an agent writes a reply in a case. */
  onTyping?(agent: Agent, caseId: string): void;
  onFault(fault: unknown): void;
}

/** The agents' desk. */
export interface Desk {
  routes: readonly DeskRoute[];
  door: DeskDoor;
  hub: DeskStreamHub;
  /** Makes a one-time sign-in link. @returns its address; null where agents sign in otherwise */
  link(): Promise<string | null>;
}

export function openDesk(parts: DeskParts): Desk {
  const { store, database, count, replica, now, onTyping, onFault } = parts;
  const checks = new RoleChecks({ database, provider: parts.openId?.again ?? null, now, onFault });
  const sessions = new Sessions(database, now, checks);
  const tokens = new MachineTokens(parts.tokens);
  const cookies = cookieNames(parts.secure);
  const hub = new DeskStreamHub({ store, database, sessions, replica, now, onFault, ...(onTyping && { onTyping }) });
  const links = parts.local ? new LocalLinks(database, now) : null;
  const routes = deskRoutes({
    ...parts,
    ...{ sessions, cookies, links, presences: hub.presences, colleagues: new Colleagues(database, tokens, now) },
    count: { ofAddress: (address) => count('signIn', address), ofAgent: (id) => count('signInOfAgent', id) },
    ended: (session) => hub.endSession(session),
    groups: () => parts.knowledge().groups,
  });
  const countUnknown = (address: string) => count('unknownToken', address);
  return {
    ...{ routes, hub },
    door: new DeskDoor({
      sessions,
      tokens,
      keys: new ActKeys(database, now),
      cookies,
      isOurs: parts.isOurs,
      countUnknown,
    }),
    link: async () => (links ? `${parts.address()}/desk/sign-in?link=${await links.make()}` : null),
  };
}
