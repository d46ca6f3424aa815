import type { Activity } from 'botbuilder';
import type { Connector, Member } from '../../src/channels/teams/connector.js';
import type { Reference } from '../../src/channels/teams/reference.js';
import { Refused } from '../../src/delivery/deliverer.js';

type Said = Partial<Activity> & { id: string };

/**
 * A Connector that keeps what it hears, by thread and by the activities' own ids: one that comes twice is there once, as
 * in Teams.
 */
export class HeardConnector implements Connector {
  /** What stands in each conversation, by id, in the order of its arrival. */
  readonly threads = new Map<string, Map<string, Said>>();
  readonly members = new Map<string, Member>();
  /** All calls, those that were refused among them. */
  readonly calls: string[] = [];
  /** Where a sign of typing was shown, each time. */
  readonly typing: Reference[] = [];
  /** Thrown by each call while it is set. */
  fault: Error | null = null;
  /** Called after something was taken, before it is told so. */
  taken: (id: string) => void | Promise<void> = () => undefined;
  private begun = 0;

  async post(to: Reference, activity: Partial<Activity>): Promise<string> {
    return this.put('post', to.conversationId, activity.id!, activity);
  }

  async update(to: Reference, id: string, activity: Partial<Activity>): Promise<void> {
    if (!this.threads.get(to.conversationId)?.has(id)) {
      this.calls.push(`update ${id}`);
      throw this.fault ?? new Refused('answered 404');
    }
    await this.put('update', to.conversationId, id, activity);
  }

  async remove(to: Reference, id: string): Promise<void> {
    this.calls.push(`remove ${id}`);
    if (this.fault) throw this.fault;
    this.threads.get(to.conversationId)?.delete(id);
  }

  async types(to: Reference): Promise<void> {
    this.typing.push(to);
    if (this.fault) throw this.fault;
  }

  async begin(channel: Reference, activity: Partial<Activity>): Promise<{ thread: Reference; id: string }> {
    this.calls.push('begin');
    if (this.fault) throw this.fault;
    this.begun += 1;
    const id = String(1_700_000_000_000 + this.begun);
    const thread = { ...channel, conversationId: `${channel.conversationId};messageid=${id}` };
    this.threads.set(thread.conversationId, new Map([[id, { ...activity, id }]]));
    await this.taken(activity.id!);
    return { thread, id };
  }

  async member(_of: Reference, userId: string): Promise<Member | null> {
    this.calls.push(`member ${userId}`);
    if (this.fault) throw this.fault;
    return this.members.get(userId) ?? null;
  }

  private async put(what: string, conversation: string, id: string, activity: Partial<Activity>): Promise<string> {
    this.calls.push(`${what} ${id}`);
    if (this.fault) throw this.fault;
    const thread = this.threads.get(conversation);
    if (!thread) throw new Refused('answered 404');
    thread.set(id, { ...activity, id });
    await this.taken(activity.id!);
    return id;
  }
}
