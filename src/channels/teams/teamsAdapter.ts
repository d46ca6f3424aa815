import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ResourceResponse,
  type TurnContext,
} from 'botbuilder';
import type { InvokeAnswer } from './customers.js';

type Authentication = ConfigurationBotFrameworkAuthentication;
type AuthenticateRequestResult = Awaited<ReturnType<Authentication['authenticateRequest']>>;
type ConnectorFactory = ReturnType<Authentication['createConnectorFactory']>;
type UserTokenClient = Awaited<ReturnType<Authentication['createUserTokenClient']>>;

/** What the SDK would call Microsoft with in the middle of a turn: replies go out by the outbox, and by nothing else. */
const noClient = Object.freeze({});

/** The door has looked at the call; the SDK's own check lets in what it must not. */
class CheckedAtTheDoor extends ConfigurationBotFrameworkAuthentication {
  override authenticateRequest(): Promise<AuthenticateRequestResult> {
    return Promise.reject(new Error('Calls are checked at the door'));
  }

  override authenticateStreamingRequest(): Promise<AuthenticateRequestResult> {
    return Promise.reject(new Error('Calls are checked at the door'));
  }

  override createConnectorFactory(): ConnectorFactory {
    return { create: async () => noClient } as unknown as ConnectorFactory;
  }

  override async createUserTokenClient(): Promise<UserTokenClient> {
    return noClient as UserTokenClient;
  }
}

/**
 * Bot Framework's own adapter for an activity that the door let in. Nothing is sent from within its turn but the answer
 * to an invoke.
 */
export class TeamsAdapter extends CloudAdapter {
  private readonly authentication: CheckedAtTheDoor;

  /** @param settings by the SDK's names, every address said @param appId as which the door has let calls in */
  constructor(
    settings: Record<string, string>,
    private readonly appId: string,
  ) {
    const authentication = new CheckedAtTheDoor(settings);
    super(authentication);
    this.authentication = authentication;
  }

  /**
   * Runs the logic on an activity that was checked.
   * @returns the answer to an invoke, 501 where nobody gave one; null for all else @throws what the logic throws
   */
  async run(
    activity: Partial<Activity>,
    logic: (context: TurnContext) => Promise<InvokeAnswer | null>,
  ): Promise<InvokeAnswer | null> {
    const checked: AuthenticateRequestResult = {
      ...{ audience: this.appId, claimsIdentity: this.createClaimsIdentity(this.appId) },
      connectorFactory: this.authentication.createConnectorFactory(),
    };
    const response = await this.processActivity(checked, activity as Activity, async (context) => {
      const answer = await logic(context);
      if (answer) await context.sendActivity({ type: 'invokeResponse', value: answer });
    });
    return response ? { status: response.status, ...(response.body ? { body: response.body as object } : {}) } : null;
  }

  override sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const others = activities.filter(({ type }) => type !== 'invokeResponse');
    if (others.length > 0) return Promise.reject(new Error('Replies are sent by the outbox'));
    return super.sendActivities(context, activities);
  }
}
