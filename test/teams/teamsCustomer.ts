import { randomBytes, randomUUID } from 'node:crypto';
import { isDay } from '../../src/languages/calendar.js';
import { longDate } from '../../src/languages/en/dates/longDate.js';
import { ANNA, around, message } from './activities.js';
import type { Arrived, FakeConnector } from './fakeConnector.js';
import type { OpenedTeams } from './openedTeams.js';
import { type SeenButton, seenOf } from './seenInTeams.js';

/** How something was said in Teams. */
export type Said = 'typed' | 'Action.Execute' | 'Action.Submit';

/** A press: the button, the message that it stands in, and what was filled in beside it. */
interface Press {
  button: SeenButton;
  messageId: string;
  inputs: Record<string, string>;
}

let presses = 0;

/** Somebody in a personal chat with the bot, who presses buttons where they say what is to be said. */
export class TeamsCustomer {
  /** How each was said that was said so far. */
  readonly how: Said[] = [];
  private readonly account = { ...ANNA, id: `29:1${randomBytes(64).toString('base64url')}`, aadObjectId: randomUUID() };
  private read = 0;

  constructor(
    private readonly teams: OpenedTeams,
    private readonly connector: FakeConnector,
    readonly conversation: string,
  ) {}

  /** Installs the app. */
  async installs(): Promise<void> {
    const activity = { ...this.around(), type: 'installationUpdate', id: `i:${this.conversation}`, action: 'add' };
    await this.posts(activity, '');
  }

  /** Says that: by the button of the newest message with buttons that offers these words, else by typing them. */
  async says(text: string): Promise<void> {
    const press = this.offered(text);
    if (!press) {
      await this.posts({ ...message(text, this.conversation), ...this.around() }, '');
      this.how.push('typed');
      return;
    }
    presses += 1;
    const { button, messageId, inputs } = press;
    if (presses % 2 === 0) {
      const { type, data } = button.submit ?? { ...button.execute, type: 'Action.Submit' };
      const value = { ...data, ...inputs };
      const { text: _, attachments: __, ...sent } = message('', this.conversation);
      await this.posts({ ...sent, ...this.around(), replyToId: messageId, value }, '');
      this.how.push(type as Said);
      return;
    }
    const { type, verb, data } = button.execute;
    const action = { type, title: button.title, verb, data: { ...data, ...inputs } };
    const named = { type: 'invoke', id: `f:${presses}`, name: 'adaptiveCard/action', replyToId: messageId };
    await this.posts(
      { ...this.around(), ...named, value: { action, trigger: 'manual' } },
      {
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: expect.objectContaining({ type: 'AdaptiveCard' }),
      },
    );
    this.how.push(type as Said);
  }

  /** Sets a thumb to a message. */
  async thumbs(type: 'like' | 'dislike', { messageId }: Pick<Arrived, 'messageId'>): Promise<void> {
    const reaction = { type: 'messageReaction', id: `r:${messageId}`, replyToId: messageId };
    await this.posts({ ...this.around(), ...reaction, reactionsAdded: [{ type }] }, '');
  }

  /** What has arrived since the last call, in its order. */
  hears(): Arrived[] {
    const all = this.all();
    const news = all.slice(this.read);
    this.read = all.length;
    return news;
  }

  all(): Arrived[] {
    return [...(this.connector.threads.get(this.conversation)?.values() ?? [])];
  }

  private async posts(activity: object, expected: unknown): Promise<void> {
    const { status, body, text } = await this.teams.post(activity);
    expect([status, body ?? text]).toEqual([200, expected]);
    await this.teams.service.outbox.idle();
  }

  private around() {
    return { ...around(this.conversation), from: this.account };
  }

  private offered(text: string): Press | null {
    for (const { activity, messageId } of this.all().reverse()) {
      const { buttons, dates } = seenOf(activity);
      if (buttons.length === 0) continue;
      const button = buttons.find(({ execute: { data } }) => data.certdesk.says.toLowerCase() === text.toLowerCase());
      if (button && !isPick(button)) return { button, messageId, inputs: {} };
      const picks = buttons.find(isPick);
      const day = dayOf(text);
      const [field] = dates;
      if (!picks || !field || day === null || day < field.min || day > field.max) return null;
      return { button: picks, messageId, inputs: { [field.id]: day } };
    }
    return null;
  }
}

const isPick = ({ execute: { data } }: SeenButton) => data.certdesk.at?.kind === 'date';

/** The day that is written in long form, as a picked one is said. */
function dayOf(text: string): string | null {
  if (!/^\d{1,2} [A-Z][a-z]+ \d{4}$/.test(text)) return null;
  const read = new Date(`${text} UTC`);
  const day = Number.isNaN(read.getTime()) ? '' : read.toISOString().slice(0, 10);
  return isDay(day) && longDate(day) === text ? day : null;
}
