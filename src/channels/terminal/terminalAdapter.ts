import { type Activity, ActivityTypes, BotAdapter, type ConversationReference, type ResourceResponse, TurnContext } from 'botbuilder';

/** A channel without a network: an activity in, the replies out. What the bot sends outside of a turn is not supported. */
export class TerminalAdapter extends BotAdapter {
  private sent = 0;
  private replies: Partial<Activity>[] = [];

  /** Runs one activity through the bot. @returns the replies in order, without the SDK's trace activities */
  async process(activity: Partial<Activity>, logic: (context: TurnContext) => Promise<void>): Promise<Partial<Activity>[]> {
    this.replies = [];
    await this.runMiddleware(new TurnContext(this, activity), logic);
    return this.replies;
  }

  override async sendActivities(_context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    return activities.map((activity) => {
      this.sent += 1;
      const id = `reply-${this.sent}`;
      if (activity.type !== ActivityTypes.Trace) this.replies.push({ ...activity, id });
      return { id };
    });
  }

  override updateActivity(): Promise<void> {
    return Promise.reject(new Error('The terminal cannot change what it has shown'));
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(new Error('The terminal cannot take back what it has shown'));
  }

  override continueConversation(_reference: Partial<ConversationReference>): Promise<void> {
    return Promise.reject(new Error('The terminal has nobody to speak to outside of a turn'));
  }
}
