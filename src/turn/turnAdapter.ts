import {
  type Activity,
  ActivityTypes,
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder';

/**
 * Sent activities that are no messages to a customer: the SDK's traces carry what was typed, typing signs and delays
 * are over when a turn commits.
 */
const PASSING: string[] = [ActivityTypes.Trace, ActivityTypes.Typing, 'delay', 'invokeResponse'];

/**
 * The adapter of one turn: the bot's replies are collected, to be committed with the turn's other effects and
 * delivered after that.
 */
export class TurnAdapter extends BotAdapter {
  readonly replies: Partial<Activity>[] = [];

  /** @param idOf the id of the turn's n-th reply (from 0) */
  constructor(private readonly idOf: (reply: number) => string) {
    super();
  }

  /** Runs the bot on one activity. @param prepare is given the context before the bot is */
  async run(
    activity: Partial<Activity>,
    logic: (context: TurnContext) => Promise<void>,
    prepare: (context: TurnContext) => void,
  ): Promise<void> {
    const context = new TurnContext(this, activity);
    prepare(context);
    await this.runMiddleware(context, logic);
  }

  override async sendActivities(_context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    return activities.map((activity) => {
      if (PASSING.includes(activity.type ?? '')) return { id: '' };
      const id = this.idOf(this.replies.length);
      this.replies.push({ ...activity, id });
      return { id };
    });
  }

  override updateActivity(): Promise<void> {
    return Promise.reject(new Error('A reply that was sent is not changed'));
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(new Error('A reply that was sent is not taken back'));
  }

  override continueConversation(_reference: Partial<ConversationReference>): Promise<void> {
    return Promise.reject(new Error('A turn begins with an activity'));
  }
}
