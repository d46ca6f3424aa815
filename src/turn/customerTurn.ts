import type { Activity } from 'botbuilder';
import { withContact } from '../bot/contactTold.js';
import { writtenOn } from '../bot/writtenOn.js';
import { ownerOf } from '../cases/case.js';
import { fileNewsIn, withFileNews } from '../cases/fileNews.js';
import { afterMessage } from '../cases/happenings.js';
import type { SecretKind } from '../certificates/secrets.js';
import type { ConversationRow } from '../storage/tables.js';
import { askBot } from './askBot.js';
import { begun } from './begun.js';
import type { BotAnswer, BotRunner } from './botCall.js';
import type { Edition } from './editions.js';
import { effectsOf } from './effects.js';
import { initiated } from './handOffEvents.js';
import type { TurnOutcome, TurnRequest } from './request.js';
import { asShown } from './shows.js';
import { asKept, idAt, type SaidInTurn, shownReply, transcriptRows } from './transcriptRows.js';
import type { TurnParts } from './turnParts.js';
import { type Found, isNew, type Thought } from './turnStore.js';

/** A request whose activity was taken in: its secrets are gone. */
export interface TakenIn extends TurnRequest {
  discarded: readonly SecretKind[];
}

/** Thinks a turn that the customer began, a timer, or another channel: its owner answers, the bot or for now nobody. */
export class CustomerTurn {
  constructor(private readonly parts: TurnParts) {}

  async think(turn: TakenIn, inTime: () => void): Promise<Thought<TurnOutcome>> {
    const { store, editions } = this.parts;
    const found = (await store.find(turn.conversation, turn.sourceId)) ?? (turn.begins ? this.blank(turn) : null);
    if (!found) return { outcome: { status: 'unknown' } };
    const { conversation, seen } = found;
    if (seen !== null) return { outcome: { status: 'seen', activityId: seen } };
    // The inbox forgets; a conversation begins once.
    if (turn.begins && turn.shown === false && !isNew(conversation))
      return { outcome: { status: 'seen', activityId: `${conversation.id}|start` } };
    if (conversation.ended_at !== null) return { outcome: { status: 'ended' } };
    const activityId = turn.shown === false ? `${conversation.id}|start` : idAt(conversation, 1);
    const edition = editions.of(conversation.edition);
    const heard = this.asHeard(turn.activity, conversation);
    const identified = { ...turn, activity: { ...heard, id: activityId } };
    const answer = await this.answer(edition.bot, found, identified, inTime);
    return this.thought(found, identified, edition, answer);
  }

  /** To an agent a message that was changed is what the customer says now; the bot answered the first words. */
  private asHeard(activity: Partial<Activity>, conversation: ConversationRow): Partial<Activity> {
    const anew = activity.type === 'messageUpdate' && this.parts.ownerOf(conversation) !== 'bot';
    return anew ? { ...activity, type: 'message' } : activity;
  }

  /** A conversation that is made with this turn. */
  private blank({ conversation: key, userId, activity }: TakenIn): Found {
    const { channelId: channel = '', conversation: { id } = { id: '' } } = activity;
    const at = this.parts.now().getTime();
    const nothing = { state: null, version: 0, last_seq: 0, streamed_by: null, owner: null, open_case: null };
    const times = { created_at: at, updated_at: at, ended_at: null, removed_at: null };
    return {
      conversation: { key, channel, id, user_id: userId, ...nothing, edition: null, ...times },
      ...{ case: null, seen: null },
    };
  }

  /** What is said to the activity: by the bot, or by nobody, where an agent owns the conversation or speaks. */
  private async answer(bot: BotRunner, found: Found, turn: TakenIn, inTime: () => void): Promise<BotAnswer> {
    const { conversation } = found;
    const { by = 'customer', activity, shown = true, discarded, address } = turn;
    const { heard, besideAgents } = begun[by];
    const silent = !heard || (this.parts.ownerOf(conversation) !== 'bot' && !besideAgents);
    if (silent) {
      const formOpen = conversation.edition !== null;
      const told = by === 'customer' && shown ? withContact(found.case, activity) : found.case;
      const open = told && withFileNews(told, fileNewsIn(activity));
      return { text: activity.text, replies: [], state: undefined, case: open, formOpen };
    }
    const asking = { conversation, case: found.case, activity, discarded, address, ahead: shown ? 1 : 0 };
    return askBot(bot, asking, this.parts, inTime);
  }

  private thought(found: Found, turn: TakenIn, edition: Edition, answer: BotAnswer): Thought<TurnOutcome> {
    const { conversation } = found;
    const { by = 'customer', sourceId, shown = true, ends = false, answeredHere = false } = turn;
    const { shows = { cards: true, choices: true } } = turn;
    const at = this.parts.now();
    const activityId = turn.activity.id ?? '';
    const heard = { ...turn.activity, text: answer.text };
    const about = shown ? activityId : undefined;
    const spoke = by === 'customer' && shown && heard.type === 'message';
    const cases = afterMessage(
      found.case,
      answer.case,
      { at: at.toISOString(), spoke, formOpen: answer.formOpen },
      edition.cases,
    );
    const replies = answer.replies.map((reply) =>
      shownReply(asShown(reply, shows), { botName: edition.botName, heard, about, at }),
    );
    const current = cases.at(-1)?.case ?? answer.case;
    const owner = current && ownerOf(current);
    const said: SaidInTurn[] = [
      ...(shown ? [{ activity: asKept(heard), role: begun[by].role }] : []),
      ...replies.map((activity, i) => ({
        activity: owner && i === replies.length - 1 ? answeredBy(activity, owner.name) : activity,
        role: 'bot' as const,
      })),
    ];
    const events = initiated(cases).map((event, index) => ({
      activity: {
        ...shownReply(event, { botName: edition.botName, heard, at }),
        id: idAt(conversation, said.length + index + 1),
      },
      role: 'system' as const,
    }));
    const arrival = sourceId === null ? null : { sourceId, activityId, at: at.getTime() };
    return {
      outcome: { status: 'done', activityId, replies },
      effects: effectsOf(
        {
          ...{ before: conversation, arrival, state: answer.state, edition, formOpen: answer.formOpen },
          ...{ current, cases, ends, answeredHere, at, answersOn: writtenOn(turn.activity) },
          rows: transcriptRows(conversation, [...said, ...events], at),
        },
        this.parts.desk,
      ),
    };
  }
}

/** The bot's last words before an agent answers again (who had asked for a fact) say so to the customer's page. */
function answeredBy(reply: Partial<Activity>, agent: string): Partial<Activity> {
  const { certdesk = {}, ...others } = (reply.channelData ?? {}) as { certdesk?: object };
  return { ...reply, channelData: { ...others, certdesk: { ...certdesk, answers: agent } } };
}
