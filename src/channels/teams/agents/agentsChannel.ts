import type { Connector } from '../connector.js';
import type { Reference } from '../reference.js';
import type { ChannelPlace } from './channelPlace.js';
import { type Answer, type Heard, heardActivity } from './heard.js';
import type { Members, Who } from './members.js';
import { dialogSays, openOverride, takeOverride } from './overrideDialog.js';
import { type AgentsPlace, threadOf } from './place.js';
import { inWords, type PressParts, press, submittedIn, takePress } from './presses.js';
import { inertLines, plain, type Saying } from './sayings.js';
import { commandOf, type SearchParts, search, searchSays } from './search.js';
import { takeChange, takeMessage } from './threadMessages.js';
import type { AgentsThreads, CaseHere } from './threads.js';

/** What the agents' channel works with. */
export interface ChannelParts extends PressParts, SearchParts {
  place: AgentsPlace;
  where: ChannelPlace;
  members: Members;
  threads: AgentsThreads;
  connector: Pick<Connector, 'post'>;
  database: Parameters<typeof takeChange>[0]['database'];
  onFault(fault: unknown): void;
}

/** How each kind of invoke is answered in words alone. */
const says: Record<string, (text: string) => Answer> = {
  'adaptiveCard/action': inWords,
  'task/fetch': dialogSays,
  'task/submit': dialogSays,
  'composeExtension/query': searchSays,
};
const done: Answer = { status: 200 };

/** What agents do in the channel: each activity is verified before it comes here. */
export class AgentsChannel {
  private readonly saying = new Set<Promise<void>>();

  constructor(private readonly parts: ChannelParts) {}

  /** Whether an activity is for the agents' channel: what happens in it, and searches from the compose box. */
  wants(activity: object): boolean {
    const heard = heardActivity.safeParse(activity).data;
    if (!heard) return false;
    if (heard.type === 'invoke' && heard.name === 'composeExtension/query') return true;
    const { place } = this.parts;
    const here = threadOf(heard.conversation.id).channelId === place.channelId;
    return here && heard.channelData?.tenant?.id === place.tenantId;
  }

  /** Learns from any verified activity where the channel is. Never throws. */
  async heed(activity: object): Promise<void> {
    const heard = heardActivity.safeParse(activity).data;
    if (heard) await this.parts.where.heed(heard).catch(this.parts.onFault);
  }

  /** Takes a verified activity that it {@link wants}. @throws what the turn says: then it may be sent again */
  async take(activity: object): Promise<Answer> {
    const heard = heardActivity.safeParse(activity).data;
    if (!heard) return { status: 400 };
    await this.heed(activity);
    if (heard.type === 'invoke') return this.invoked(heard);
    if (heard.type === 'message') await this.message(heard);
    if (heard.type === 'messageUpdate' || heard.type === 'messageDelete') await this.changed(heard);
    return done;
  }

  /** Waits for what is being said. */
  async idle(): Promise<void> {
    await Promise.all(this.saying);
  }

  private async invoked(heard: Heard): Promise<Answer> {
    const { parts } = this;
    const inSo = says[heard.name ?? ''];
    if (!inSo) return { status: 501 };
    const command = heard.name === 'composeExtension/query' ? commandOf(heard) : null;
    if (command === null && heard.name === 'composeExtension/query') return inSo(this.words('teams.search.none'));
    if (command === 'answers' && parts.knowledge().answersForAll) return search(parts, heard);
    const who = await parts.members.who(heard);
    if (typeof who === 'string') return inSo(this.refusal(who));
    if (command !== null) return search(parts, heard);
    if (heard.name === 'task/fetch') return openOverride(parts, heard, who.agent);
    return heard.name === 'task/submit' ? takeOverride(parts, heard, who.agent) : takePress(parts, heard, who.agent);
  }

  private async message(heard: Heard): Promise<void> {
    const pressed = submittedIn(heard);
    if (pressed !== null) {
      const who = await this.parts.members.who(heard);
      const says =
        typeof who === 'string'
          ? this.refusal(who)
          : (await press(this.parts, pressed, { by: who.agent, activityId: heard.id ?? '' })).says;
      if (says !== null) this.say(heard, says);
      return;
    }
    const at = await this.caseAt(heard);
    if (at === null) {
      // Who calls the bot elsewhere in the channel is told how it is used; else people talk among themselves.
      const called = (heard.entities ?? []).some(({ mentioned }) => mentioned?.id === heard.recipient.id);
      if (called) this.say(heard, this.words('teams.told.noThread'));
      return;
    }
    const who = await this.parts.members.who(heard);
    const told =
      typeof who === 'string'
        ? plain(this.parts.knowledge(), 'teams.told.notSent', { why: this.refusal(who) })
        : await takeMessage(this.parts, heard, { kept: at, by: who.agent });
    if (told !== null) this.say(heard, told);
  }

  private async changed(heard: Heard): Promise<void> {
    const at = await this.caseAt(heard);
    const told = at && (await takeChange(this.parts, heard, { kept: at }));
    if (told !== null) this.say(heard, told);
  }

  /** The case in whose thread something was written. */
  private async caseAt({ conversation }: Heard): Promise<CaseHere | null> {
    const { threads, where, cases } = this.parts;
    const { root } = threadOf(conversation.id);
    const id = root === null ? null : await threads.caseOf(where.key, root);
    return id === null ? null : cases.read(id);
  }

  private refusal(who: Exclude<Who, object>): string {
    return this.words(who === 'nobody' ? 'teams.told.members' : 'teams.told.unchecked');
  }

  private words(key: Saying): string {
    return plain(this.parts.knowledge(), key);
  }

  /** Says something in the thread of an activity; nobody who waits for an answer waits for it. */
  private say(heard: Heard, text: string): void {
    const { place, connector, onFault } = this.parts;
    const thread: Reference = {
      ...{ serviceUrl: heard.serviceUrl, tenantId: place.tenantId, conversationId: heard.conversation.id },
      ...{ scope: 'channel', botId: heard.recipient.id, userId: null, aadObjectId: null },
    };
    const id = `${heard.id ?? ''}-${heard.type}-told`;
    const said: Promise<void> = connector
      .post(thread, { id, type: 'message', textFormat: 'markdown', text: inertLines(text) })
      .then(() => undefined, onFault)
      .finally(() => this.saying.delete(said));
    this.saying.add(said);
  }
}
