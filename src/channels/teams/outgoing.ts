import type { Deliverer } from '../../delivery/deliverer.js';
import { bearerOf, type SdkSettings } from './bearer.js';
import { Budgets } from './budgets.js';
import type { Connector } from './connector.js';
import { connectorOverHttp } from './connectorOverHttp.js';
import { CredentialWatch, credentialsEnd } from './credentialWatch.js';
import { type ToTeams, teamsDeliverer } from './deliverer.js';
import type { Reference, TeamsReferences } from './reference.js';
import type { SentToTeams } from './sentToTeams.js';

/** What the way out to Teams is made of. */
export interface OutgoingParts extends Pick<ToTeams, 'sent' | 'left' | 'copies' | 'now'> {
  references: Pick<TeamsReferences, 'find' | 'conversationsIn'>;
  /**
   * The bot's registration by the SDK's own names, and the day on which its secret ends where that was set (ISO); null:
   * in development nothing is proved.
   */
  credentials: { settings: SdkSettings; expires: string | null } | null;
  /** When Teams was called for a thread of the agents' channel (ms). */
  calledIn?(thread: Reference): Promise<readonly number[]>;
  /** Whether a Connector's address may be spoken to. */
  allowed(serviceUrl: string): boolean;
  /** What stands in the place of Teams' Connector; by default it is called over HTTP. */
  connector?: Connector | undefined;
}

/** The way out to Teams. */
export interface Outgoing {
  connector: Connector;
  deliverer: Deliverer;
  /** For `/ready` and the metrics. */
  watch: CredentialWatch;
  close(): void;
}

/** Puts the way out to Teams together: nothing is sent or asked for yet. */
export function outgoingToTeams({ credentials, allowed, connector: other, ...parts }: OutgoingParts): Outgoing {
  const { references, sent, calledIn, left, copies, now } = parts;
  const watch = new CredentialWatch(credentials && credentialsEnd(credentials.settings, credentials.expires), now);
  const bearer = credentials && bearerOf(credentials.settings, watch);
  const overHttp = connectorOverHttp({ allowed, bearer, budgets: budgetsOf(sent, references, calledIn), now });
  const connector = other ?? overHttp;
  const deliverer = teamsDeliverer({ connector, references, sent, left, copies, now });
  return { connector, deliverer, watch, close: () => overHttp.close() };
}

/** Budgets that know what was sent before this process began, and by other replicas. */
export function budgetsOf(
  sent: Pick<SentToTeams, 'since'>,
  references: Pick<TeamsReferences, 'conversationsIn'>,
  calledIn: (thread: Reference) => Promise<readonly number[]> = async () => [],
): Budgets {
  return new Budgets(async (to, withinMs) => {
    const now = Date.now();
    const keys = await references.conversationsIn(to);
    const times = await Promise.all([...keys.map((key) => sent.since(key, now - withinMs)), calledIn(to)]);
    return times
      .flat()
      .sort((one, other) => one - other)
      .map((at) => now - at);
  });
}
