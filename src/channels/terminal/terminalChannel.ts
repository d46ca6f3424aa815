import { type Activity, ActivityTypes } from 'botbuilder';
import { conversationKey } from '../../turn/conversationKey.js';
import type { TurnRequest } from '../../turn/request.js';
import type { Turns } from '../../turn/turns.js';
import { type Channel, envelope, joining, type Speaker } from '../channel.js';
import { pressedOn } from '../pressed.js';
import type { Known, WatchedBot } from './watchedBot.js';

/** What a terminal (or a program in its place) may say of a message; everything else is set here. */
export interface Incoming {
  conversation?: { id: string };
  text?: string;
  /** A pressed button of a card, as the card submits it; it stands for its own words. */
  value?: unknown;
  attachments?: Activity['attachments'];
  /** ISO timestamp; the clock's where it is absent. */
  timestamp?: string;
}

/** One turn as seen from outside. */
export interface Answered extends Known {
  conversation: { id: string };
  replies: Partial<Activity>[];
}

const ID = 'terminal';

/**
 * The terminal's door: makes an activity of a line, and of the turn an answer. It runs the turn that customers' other
 * channels run; its replies are the answer to the line.
 */
export class TerminalChannel implements Channel<string> {
  readonly id = ID;
  readonly routes = [];
  readonly deliverer = null;
  readonly shows = { cards: true, choices: true };
  /** Conversations that were begun here. */
  private readonly begun = new Set<string>();

  /** @param bot the one that the turns run @param now the clock, for lines that bring no timestamp */
  constructor(
    private readonly turns: Turns,
    private readonly bot: WatchedBot,
    private readonly now: () => Date,
  ) {}

  /** Whoever sits at the terminal is the customer of each conversation that they name. */
  async identify(conversationId: string): Promise<Speaker> {
    return { userId: 'customer', conversationId };
  }

  envelope(speaker: Speaker, at: Date): Partial<Activity> {
    return { ...envelope(ID, speaker, at), locale: 'en-GB' };
  }

  /** The greeting of a conversation that begins. */
  async open(id: string): Promise<Partial<Activity>[]> {
    const speaker = await this.identify(id);
    return this.run(speaker, { activity: joining(this.envelope(speaker, this.now())), shown: false });
  }

  /** Runs one message. @throws {Refusal} where a day was picked that is none */
  async say({ conversation, text = '', value, attachments, timestamp }: Incoming): Promise<Answered> {
    const speaker = await this.identify(conversation?.id ?? ID);
    const press = pressedOn(value);
    const activity = {
      ...this.envelope(speaker, timestamp === undefined ? this.now() : new Date(timestamp)),
      type: ActivityTypes.Message,
      text: press?.says ?? text,
      ...(press && { value: press.value }),
      ...(attachments ? { attachments } : {}),
    };
    const replies = await this.run(speaker, { activity });
    const { conversationId: id } = speaker;
    return { conversation: { id }, replies, ...this.bot.take(id) };
  }

  private async run(
    { userId, conversationId }: Speaker,
    turn: Pick<TurnRequest, 'activity' | 'shown'>,
  ): Promise<Partial<Activity>[]> {
    const conversation = conversationKey(ID, conversationId);
    const begins = !this.begun.has(conversation);
    const { shows } = this;
    const outcome = await this.turns.run({
      ...{ ...turn, conversation, userId, sourceId: null, begins, shows, answeredHere: true },
    });
    this.begun.add(conversation);
    return outcome.status === 'done' ? outcome.replies : [];
  }
}
