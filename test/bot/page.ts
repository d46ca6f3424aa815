import { type Activity, ActivityTypes } from 'botbuilder';
import { saidByPress } from '../../src/bot/press.js';
import { envelope } from '../../src/channels/channel.js';
import { editionHere } from '../../src/editionHere.js';
import { type Database, openDatabase } from '../../src/storage/database.js';
import { StoredTurns } from '../../src/storage/storedTurns.js';
import { oneEdition } from '../../src/turn/editions.js';
import { ownerInRow } from '../../src/turn/owner.js';
import { Turns } from '../../src/turn/turns.js';
import { caseIds, type Matching, now, onBotFault } from './bot.js';
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

/** A page that shows cards, in a conversation of its own: the customer types or presses. Another page on the same database sees the same conversation. */
export function pageOf(matching: Matching, database: Promise<Database> = openDatabase('memory')) {
  const options = { now, newCaseId: caseIds(), onBotFault, limits: { each: 10, all: 10 }, inTimeMs: null };
  const editions = oneEdition(editionHere(matching, (bot) => bot));
  const running = database.then(
    (db) =>
      new Turns({
        ...{ ...options, editions, store: new StoredTurns(db), ownerOf: ownerInRow, committed: () => undefined },
      }),
  );
  const customer = { userId: 'customer', conversationId: 'c' };
  const send = async (activity: Reply): Promise<Reply[]> => {
    const turns = await running;
    const outcome = await turns.run({
      ...{ conversation: 'directline/c', userId: 'customer', sourceId: null, begins: true },
      activity: { ...envelope('directline', customer, now()), ...activity },
    });
    if (outcome.status !== 'done') throw new Error(`the turn is ${outcome.status}`);
    return outcome.replies;
  };
  return {
    database,
    send,
    says: (text: string) => send({ type: ActivityTypes.Message, text }),
    /** Presses the button that ends its id so, on the card of a reply; `date` is the day picked on it. */
    presses: (reply: Reply | undefined, button: string, date?: string) => {
      const press = saidByPress({ ...actionOf(reply, button).data, ...(date !== undefined && { date }) });
      if (!press || 'problem' in press) throw new Error(`the button "${button}" says nothing: ${press?.problem}`);
      return send({ type: ActivityTypes.Message, text: press.says, value: press.value });
    },
    /** Submits a card's button with what was written into its fields. */
    submits: (value: object) => {
      const press = saidByPress(value);
      if (!press || 'problem' in press) throw new Error(`the button says nothing: ${press?.problem}`);
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
