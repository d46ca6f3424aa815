import type { Activity } from 'botbuilder';
import type { TurnOutcome, TurnRequest } from '../../turn/request.js';
import { idAt } from '../../turn/transcriptRows.js';
import type { Turns } from '../../turn/turns.js';
import { envelope, joining } from '../channel.js';
import { type Count, countMessage } from '../directline/messageCost.js';
import { ADAPTIVE } from './cardDialect.js';
import { chatKey } from './chatKey.js';
import type { Departures } from './departures.js';
import { type Origin, TEAMS } from './door.js';
import type { TeamsFiles } from './files/teamsFiles.js';
import { around, type GoingOn } from './goingOn.js';
import { type Incoming, incomingOf, type Place, placeOf, referenceOf } from './incoming.js';
import type { Reference, TeamsReferences } from './reference.js';
import type { TeamsActivity } from './schema.js';
import type { SentToTeams } from './sentToTeams.js';
import type { TypingSigns } from './typing.js';

/** What a transcript keeps for Teams is the same as for the web; how Teams shows it is the deliverer's. */
export const shows = { cards: true, choices: true };

/** What an invoke is answered with (Bot Framework, `InvokeResponse`). */
export interface InvokeAnswer {
  status: number;
  body?: object;
}

interface Parts {
  turns: Pick<Turns, 'run' | 'act'>;
  references: TeamsReferences;
  departures: Departures;
  sent: Pick<SentToTeams, 'seqOf'>;
  files: Pick<TeamsFiles, 'look' | 'asked' | 'typed'>;
  count: Count;
  /** How the card of an activity stands now, for that client; null where it has none. */
  cardNow(conversation: string, asked: { seq: number; userId: string | null }): Promise<object | null>;
  /** Conversations of the web chat that go on here; null where nobody can be vouched for. */
  goingOn: GoingOn | null;
  signs: Pick<TypingSigns, 'during'>;
  /** Passes on that the customer types there. */
  typed(conversation: string): Promise<void>;
  now(): Date;
}

type Of<Do extends Incoming['do']> = Extract<Incoming, { do: Do }>;
type Said = Pick<Of<'turn'>, 'activity' | 'sourceId' | 'begins'>;
type Doings = {
  [Do in Incoming['do']]: (incoming: Of<Do>, sent: TeamsActivity, place: Place) => Promise<InvokeAnswer | null>;
};

/** Customers who write in Teams: what they send becomes turns. All of it is safe to be sent again. */
export class TeamsCustomers {
  constructor(private readonly parts: Parts) {}

  /**
   * Takes in what the door let in. When this resolves it is kept and answered.
   * @returns what an invoke is answered with; null for all else @throws {Refusal} 400 or 429, and as Turns.run does
   */
  async take(sent: TeamsActivity, origin: Origin): Promise<InvokeAnswer | null> {
    const reference = referenceOf(sent, origin);
    const incoming = incomingOf(sent, reference);
    const place = await this.placeOf(sent, reference);
    const does = this.doings[incoming.do] as (i: Incoming, s: TeamsActivity, p: Place) => Promise<InvokeAnswer | null>;
    return does(incoming, sent, place);
  }

  private readonly doings: Doings = {
    nothing: async () => null,
    'not-known': async () => ({ status: 501 }),
    'not-ours': async () => ({ status: 200, body: notOurs }),
    turn: async ({ activity, sourceId, begins }, sent, place) => {
      if (activity.type === 'message' && (await this.parts.files.typed(activity.text ?? '', place))) return null;
      await this.run(place, sent, { activity, sourceId, begins });
      await this.parts.files.look(sent, place);
      return null;
    },
    files: async ({ asked }, _, place) => {
      await this.parts.count('conversation', place.key);
      return this.parts.files.asked(asked, place);
    },
    press: async ({ activity, sourceId, says }, sent, place) => {
      await this.run(place, sent, { activity, sourceId, begins: true });
      const seq = sent.replyToId ? await this.parts.sent.seqOf(place.key, sent.replyToId) : null;
      return (
        (seq === null ? null : await this.card(place, seq)) ??
        answered('application/vnd.microsoft.activity.message', says)
      );
    },
    types: async (_, __, { key }) => {
      await this.parts.count('conversation', key);
      await this.parts.typed(key);
      return null;
    },
    look: async ({ seq }, _, place) => {
      await this.parts.count('conversation', place.key);
      return (await this.card(place, seq)) ?? { status: 200, body: notOurs };
    },
    react: async ({ to, added, removed, sourceId }, sent, place) => {
      const seq = await this.parts.sent.seqOf(place.key, to);
      if (seq === null) return null;
      const replyToId = idAt({ id: place.speaker.conversationId, last_seq: 0 }, seq);
      const activity = { type: 'messageReaction', replyToId, reactionsAdded: added, reactionsRemoved: removed };
      await this.run(place, sent, { activity, sourceId, begins: false });
      return null;
    },
    arrive: async (_, sent, place) => {
      // In a group nobody has asked anything yet: nothing is said, and nothing is kept.
      if (place.reference.scope !== 'personal') return null;
      await this.keep(place);
      if (place.channel !== TEAMS) {
        await this.parts.goingOn?.say(place, { asks: true });
        return null;
      }
      const came = await this.begin(place);
      if (came.status === 'ended') await this.begin(await this.anew(place, sent));
      return null;
    },
    leave: async (_, __, { key, channel, reference, generation }) => {
      // On the web they are reached as before.
      if (channel !== TEAMS) await this.parts.references.forget(key);
      await this.parts.departures.left(chatKey(reference, generation));
      return null;
    },
  };

  private async placeOf(sent: TeamsActivity, reference: Reference): Promise<Place> {
    const keyOf = (generation: number) => chatKey(reference, generation);
    const own = placeOf(sent, reference, await this.parts.references.generation(reference, keyOf));
    return (await this.parts.goingOn?.placeOf(own)) ?? own;
  }

  /** A card as it stands now, in answer to whoever pressed it or looks at it; null where there is none. */
  private async card({ key, reference }: Place, seq: number): Promise<InvokeAnswer | null> {
    const card = await this.parts.cardNow(key, { seq, userId: reference.userId });
    return card && answered(ADAPTIVE, card);
  }

  private async run(place: Place, sent: TeamsActivity, turn: Said): Promise<void> {
    const { count } = this.parts;
    const { key, speaker } = place;
    await count('conversation', key);
    const cost = { json: turn.activity, files: [] };
    await countMessage(count, cost, { conversation: key, address: speaker.userId });
    await this.parts.signs.during(place.reference, async () => {
      const came = await this.runIn(place, sent, turn);
      if (came === 'ended' && turn.begins) await this.runIn(await this.anew(place, sent), sent, turn);
    });
  }

  /** The next conversation in the place of one that was removed while something arrived in it. */
  private async anew({ key, reference }: Place, sent: TeamsActivity): Promise<Place> {
    await this.parts.references.forget(key);
    const place = await this.placeOf(sent, reference);
    await this.keep(place);
    return place;
  }

  private keep({ key, generation, reference }: Place): Promise<void> {
    return this.parts.references.keep(key, { ...reference, generation });
  }

  private async runIn(
    place: Place,
    { locale, replyToId }: TeamsActivity,
    { activity, sourceId, begins }: Said,
  ): Promise<TurnOutcome['status']> {
    const { turns, now } = this.parts;
    const { key, speaker, reference } = place;
    const name = this.parts.goingOn ? await this.parts.goingOn.nameIn(place, sourceId, replyToId) : sourceId;
    if (name === 'seen') return name;
    const known = locale ? { locale } : {};
    const here = around(place, now());
    const channelData = activity.channelData && { ...activity.channelData, ...here.channelData };
    const turn: TurnRequest = {
      ...{ conversation: key, userId: speaker.userId, sourceId: name, shows },
      activity: { ...activity, ...here, ...known, ...(channelData && { channelData }) },
      // In a group the first words to the bot begin the conversation; alone with it the customer is greeted before.
      begins: begins && reference.scope !== 'personal',
    };
    if (begins) {
      await this.keep(place);
      await this.parts.goingOn?.say(place, { asks: false });
    }
    const { status } = await turns.run(turn);
    if (status !== 'unknown' || !begins) return status;
    // One of the web chat is begun there.
    if (place.channel !== TEAMS) return 'ended';
    await this.begin(place);
    return (await turns.run(turn)).status;
  }

  /** Makes the conversation with its greeting; one that is there is left as it is. */
  private begin({ key, speaker }: Place): Promise<TurnOutcome> {
    return this.parts.turns.run({
      ...{ conversation: key, userId: speaker.userId, sourceId: 'start', begins: true, shown: false, shows },
      activity: joining(envelope(TEAMS, speaker, this.parts.now()) as Partial<Activity>),
    });
  }
}

/** What an invoke of a card is answered with (Universal Actions, "Response format"). */
const answered = (type: string, value: string | object): InvokeAnswer => ({
  ...{ status: 200, body: { statusCode: 200, type, value } },
});

/** A card's action that is none of ours (Universal Actions, "Response format"). */
const notOurs = {
  ...{ statusCode: 400, type: 'application/vnd.microsoft.error' },
  value: { code: 'BadRequest', message: 'This action is not known here.' },
};
