import { type Activity, ActivityTypes, MemoryStorage } from 'botbuilder';
import { saidByPress } from '../../src/bot/press.js';
import { TurnAdapter } from '../../src/turn/turnAdapter.js';
import { botOf, type Matching } from './bot.js';
import { type CardContent, cardSchema, submitsOf } from './cardSchema.js';

export type Reply = Partial<Activity>;

/** What a customer says until the summary of a free replacement is shown. */
export const toSummary = [
  'I lost the private key of www.example.com',
  'no backup',
  'class 3',
  '3 May 2026',
  'the same',
  'no',
];

/** A page that shows cards, in a conversation of its own: the customer types or presses. Another page on the same storage sees the same conversation. */
export function pageOf(matching: Matching, storage = new MemoryStorage()) {
  const { bot } = botOf(matching, storage);
  let sent = 0;
  const send = async (activity: Reply): Promise<Reply[]> => {
    sent += 1;
    const envelope = {
      id: `c|${sent}`,
      channelId: 'directline',
      serviceUrl: 'urn:page',
      conversation: { id: 'c', name: '', isGroup: false, conversationType: 'personal' },
      from: { id: 'customer', name: '' },
      recipient: { id: 'certdesk', name: '' },
      timestamp: new Date('2026-05-20T11:00:00Z'),
    };
    const adapter = new TurnAdapter((reply) => `c|${sent}|${reply}`);
    await adapter.run(
      { ...envelope, ...activity },
      (context) => bot.run(context),
      () => undefined,
    );
    return adapter.replies;
  };
  return {
    storage,
    send,
    says: (text: string) => send({ type: ActivityTypes.Message, text }),
    /** Presses the button that ends its id so, on the card of a reply; `date` is the day picked on it. */
    presses: (reply: Reply | undefined, button: string, date?: string) => {
      const press = saidByPress({ ...actionOf(reply, button).data, ...(date !== undefined && { date }) });
      if (!press || 'problem' in press) throw new Error(`the button "${button}" says nothing: ${press?.problem}`);
      return send({ type: ActivityTypes.Message, text: press.says, value: press.value });
    },
    /** Says all of them. @returns the replies to the last */
    async goes(...texts: string[]): Promise<Reply[]> {
      let replies: Reply[] = [];
      for (const text of texts) replies = await send({ type: ActivityTypes.Message, text });
      return replies;
    },
  };
}

/** A reply's card, checked. @throws where it has none or one that Teams would not show */
export function cardOf(reply: Reply | undefined): CardContent {
  const [attachment, ...more] = reply?.attachments ?? [];
  if (!attachment || more.length > 0) throw new Error(`one card was expected on ${JSON.stringify(reply?.text)}`);
  expect(attachment.contentType).toBe('application/vnd.microsoft.card.adaptive');
  return cardSchema.parse(attachment.content);
}

/** The reply with a card of this kind. */
export function carded(replies: Reply[], kind: string): Reply {
  const found = replies.find(({ channelData }) => channelData?.certdesk?.card === kind);
  if (!found) throw new Error(`no ${kind} card among ${JSON.stringify(replies.map(({ text }) => text))}`);
  return found;
}

export function actionOf(reply: Reply | undefined, button: string) {
  const action = submitsOf(cardOf(reply)).find(({ data }) => data.certdesk.press.endsWith(`/${button}`));
  if (!action) throw new Error(`no button "${button}" on ${JSON.stringify(reply?.text)}`);
  return action;
}
