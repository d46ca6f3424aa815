import type { Activity } from 'botbuilder';
import { GOES_ON } from '../../bot/goingOn.js';
import { writtenOn } from '../../bot/writtenOn.js';
import { hasSomethingOpen, wasTakenInBeside } from '../../storage/chatsInTeams.js';
import type { Database } from '../../storage/database.js';
import { lastWritten } from '../../storage/lastWritten.js';
import { conversationOfAccount, type WebConversation } from '../../storage/vouchedAccounts.js';
import { sourceIdOf } from '../../turn/inbox.js';
import type { Turns } from '../../turn/turns.js';
import { envelope } from '../channel.js';
import { TEAMS } from './door.js';
import type { Place } from './incoming.js';
import type { SentToTeams } from './sentToTeams.js';

/** Who hasn't been seen on the web for so long isn't taken for the same person any more; who goes on already is. */
const VOUCHED_FOR_MS = 30 * 24 * 3600_000;

interface Parts {
  database: Database;
  turns: Pick<Turns, 'run'>;
  sent: Pick<SentToTeams, 'seqOf'>;
  now(): Date;
}

/**
 * A customer who goes on in Teams with what they began on the web: a page's server has vouched that the account by which
 * Teams knows them is the same person's (docs/decisions/0014). The chat then speaks in the web chat's conversation.
 */
export class GoingOn {
  constructor(private readonly parts: Parts) {}

  /**
   * The conversation of the web chat that goes on in a chat of Teams.
   * @param own the chat's own place @returns null where none does
   */
  async placeOf(own: Place): Promise<Place | null> {
    const { scope, tenantId, aadObjectId } = own.reference;
    if (scope !== 'personal' || aadObjectId === null) return null;
    const web = await conversationOfAccount(this.parts.database, { tenantId, objectId: aadObjectId });
    if (!web) return null;
    const last = await this.lastIn(web.key);
    if (!last || (!last.here && !(await this.begins(web, own)))) return null;
    const { userId, key, id, channel } = web;
    const speaker = { ...own.speaker, userId, conversationId: id };
    return { ...own, key, channel, speaker, cameWith: last.here ? null : last.seq };
  }

  /**
   * Says once where things stand, to a customer who comes over: before the first message that they write here after they
   * had written on the web. @param asks whether the question that is open is put again
   */
  async say({ key, speaker, cameWith, ...place }: Place, { asks }: { asks: boolean }): Promise<void> {
    if (cameWith === null) return;
    await this.parts.turns.run({
      ...{ conversation: key, userId: speaker.userId, by: 'channel', sourceId: `goes-on:${cameWith}` },
      activity: { ...around({ ...place, speaker }, this.parts.now()), type: 'event', name: GOES_ON, value: { asks } },
    });
  }

  /**
   * By which name the inbox knows what was sent there. @param on the message in which a button was pressed
   * @returns `seen` where the chat's other conversation has taken it in already, before the customer came over or left
   */
  async nameIn(place: Place, sourceId: string | null, on: string | null | undefined): Promise<string | null | 'seen'> {
    const { database, sent } = this.parts;
    if (sourceId?.startsWith('teams:')) {
      const asked = { sourceId: sourceIdOf(sourceId), but: place.key };
      return (await wasTakenInBeside(database, place.reference, asked)) ? 'seen' : sourceId;
    }
    if (place.channel === TEAMS || sourceId === null) return sourceId;
    // Cards of the chat's own conversation still stand above, with names that may be the same.
    const isOurs = !on || (await sent.seqOf(place.key, on)) !== null;
    return isOurs ? wholeName(place, sourceId) : sourceId;
  }

  /** Whether the chat is free for it: nothing of its own is open, and they were on the web not long ago. */
  private async begins({ vouchedAt }: WebConversation, { key }: Place): Promise<boolean> {
    if (this.parts.now().getTime() - vouchedAt > VOUCHED_FOR_MS) return false;
    return !(await hasSomethingOpen(this.parts.database, key));
  }

  private async lastIn(key: string): Promise<{ seq: number; here: boolean } | null> {
    const last = await lastWritten(this.parts.database, key);
    return last && { seq: last.seq, here: writtenOn(JSON.parse(last.activity) as Partial<Activity>) === TEAMS };
  }
}

/** What surrounds an activity that was said there: in a conversation of another channel, that it was said in Teams. */
export function around({ channel, speaker }: Pick<Place, 'channel' | 'speaker'>, at: Date): Partial<Activity> {
  const own = envelope(channel, speaker, at);
  return channel === TEAMS ? own : { ...own, channelData: { certdesk: { via: TEAMS } } };
}

/** A press by its button's whole name, as the web chat has it: a button is the same button wherever it is pressed. */
function wholeName({ speaker }: Place, sourceId: string): string {
  const [, press] = /^press:([^|]+)$/s.exec(sourceId) ?? [];
  return press === undefined ? sourceId : `press:${speaker.conversationId}|${press}`;
}
