import type { Activity } from 'botbuilder';
import { writtenOn } from '../bot/writtenOn.js';
import { type Act, type Acted, type Acting, act, isRefused } from '../cases/acts.js';
import { ownerOf } from '../cases/case.js';
import { lookAt, noted } from '../cases/happenings.js';
import type { Entry, Happened } from '../cases/history.js';
import type { Refused } from '../cases/refused.js';
import { fill } from '../knowledge/fill.js';
import type { ConversationRow } from '../storage/tables.js';
import { askBot } from './askBot.js';
import type { BotAnswer } from './botCall.js';
import type { Edition } from './editions.js';
import { effectsOf } from './effects.js';
import { handOffStatus } from './handOffEvents.js';
import { takeIn } from './intake.js';
import { idAt, type SaidInTurn, shownReply, transcriptRows } from './transcriptRows.js';
import type { TurnParts } from './turnParts.js';
import type { Found, Thought } from './turnStore.js';

/** What an agent does to a case, or a timer that looks at it. */
export interface DeskRequest {
  /** The key of the case's conversation. */
  conversation: string;
  /** The case's id. */
  case: string;
  /** Under which the inbox knows it: the same has one effect. */
  sourceId: string;
  /** Null: a timer looks whether its time is over, or something happened. */
  act: { act: Act; acting: Omit<Acting, 'at'> } | null;
  /** What a channel knows that happened: the case's history says so. */
  happened?: Extract<Happened, 'unreachable'>;
  /** Where an agent acted, if elsewhere than at the desk: kept with words and history, so that nothing is carried back. */
  via?: string;
}

/** What became of it. `done` as well where a timer found nothing to do. */
export type DeskOutcome =
  | { status: 'done' }
  | { status: 'seen' }
  | { status: 'refused'; refused: Refused }
  | { status: 'unknown' };

/** Thinks a turn that an agent or a timer began: the case moves on, the customer is told, the bot may go on. */
export class DeskTurn {
  constructor(private readonly parts: TurnParts) {}

  async think(request: DeskRequest, inTime: () => void): Promise<Thought<DeskOutcome>> {
    const found = await this.parts.store.find(request.conversation, request.sourceId, request.case);
    if (!found?.case) return { outcome: { status: 'unknown' } };
    if (found.seen !== null) return { outcome: { status: 'seen' } };
    // Nothing is written to a case again of which nothing may be kept.
    if (found.conversation.removed_at !== null)
      return { outcome: { status: 'refused', refused: { code: 'over', agent: null } } };
    const at = this.parts.now();
    const edition = this.parts.editions.of(found.conversation.edition);
    const done = this.done(found, request, at, edition);
    if (done === null) return { outcome: { status: 'done' } };
    if (isRefused(done)) return { outcome: { status: 'refused', refused: done } };
    return this.thought(found, request, { done, edition, at }, inTime);
  }

  private done({ case: kept, conversation }: Found, request: DeskRequest, at: Date, { cases }: Edition) {
    const open = kept!;
    const { act: asked, happened } = request;
    if (happened !== undefined) return noted(open, happened, at.toISOString());
    // Who has ended the conversation reads no more of it.
    const speaks = asked !== null && (asked.act.do === 'reply' || asked.act.do === 'ask');
    if (speaks && conversation.ended_at !== null) return { code: 'left', agent: open.agent?.name ?? null } as const;
    if (asked === null) return lookAt(open, at.toISOString(), cases);
    return act(open, withoutSecrets(asked.act), { ...asked.acting, at: at.toISOString() }, cases);
  }

  private async thought(
    found: Found,
    { sourceId, act: asked, via }: DeskRequest,
    { done, edition, at }: { done: Acted; edition: Edition; at: Date },
    inTime: () => void,
  ): Promise<Thought<DeskOutcome>> {
    const { conversation } = found;
    const answersOn = await this.answersOn(conversation);
    const heard = aroundIn(conversation, at);
    const said: SaidInTurn[] = [];
    const add = (activity: Partial<Activity>, role: SaidInTurn['role'], botName = edition.botName) => {
      const shown = shownReply(activity, { botName, heard, at });
      said.push({ activity: { ...shown, id: activity.id ?? idAt(conversation, said.length + 1) }, role });
    };
    for (const { key, with: filled } of done.tells)
      add(
        {
          ...{ type: 'message', text: fill(edition.cases.says[key] ?? key, filled) },
          channelData: { certdesk: { system: true, answers: ownerOf(done.case)?.name ?? null } },
        },
        'system',
      );
    const agent = asked?.acting.by.name ?? '';
    if (done.says !== null)
      add(
        { type: 'message', text: done.says, channelData: { certdesk: { agent, ...(via !== undefined && { via }) } } },
        'agent',
        agent,
      );
    const answer = await this.fromBot(found, { done, edition, heard, ahead: said.length }, inTime);
    for (const reply of answer?.replies ?? []) add(reply, 'bot');
    if (done.status !== null) add(handOffStatus(done.case.id, done.status), 'system');
    const left = answer?.case?.id === done.case.id ? answer.case : done.case;
    // What the bot failed to ask stays with the agent.
    const changed = answer?.fault === undefined ? left : { ...left, asking: null };
    const isOpen = conversation.open_case === changed.id;
    return {
      outcome: { status: 'done' },
      effects: effectsOf(
        {
          ...{ before: conversation, state: answer?.state, edition, at, ends: false, answeredHere: false, answersOn },
          arrival: { sourceId, activityId: idAt(conversation, said.length), at: at.getTime() },
          formOpen: answer?.formOpen ?? conversation.edition !== null,
          current: isOpen ? changed : undefined,
          cases: [{ case: changed, history: done.history.map((entry) => actedVia(entry, via)) }],
          rows: transcriptRows(conversation, said, at),
        },
        this.parts.desk,
      ),
    };
  }

  /** Where the customer reads what is said to them now: where they wrote last. */
  private async answersOn({ key, channel }: ConversationRow): Promise<string> {
    const last = await this.parts.store.lastWritten(key);
    return last === null ? channel : writtenOn(JSON.parse(last) as Partial<Activity>) || channel;
  }

  /** What the bot says once the conversation is its own again; null where it isn't asked. */
  private async fromBot(
    { conversation }: Found,
    { done, edition, heard, ahead }: { done: Acted; edition: Edition; heard: Partial<Activity>; ahead: number },
    inTime: () => void,
  ): Promise<BotAnswer | null> {
    if (done.bot === null || conversation.ended_at !== null) return null;
    const id = idAt(conversation, ahead + 1);
    const activity = { ...heard, id, type: 'event', name: 'certdesk.case', value: done.bot };
    const asking = { conversation, case: done.case, activity, discarded: [], ahead };
    return askBot(edition.bot, asking, this.parts, inTime);
  }
}

/** What surrounds an activity that nobody sent, in that conversation. */
function aroundIn({ channel, id, user_id }: ConversationRow, at: Date): Partial<Activity> {
  return {
    ...{ channelId: channel, serviceUrl: `urn:certdesk:${channel}`, timestamp: at },
    conversation: { id, name: '', isGroup: false, conversationType: 'personal' },
    from: { id: user_id, name: '', role: 'user' },
    recipient: { id: 'certdesk', name: 'certdesk', role: 'bot' },
  };
}

/** An agent's words as any others: secrets are taken out of them before anything is kept. */
function withoutSecrets(what: Act): Act {
  const clean = (text: string) => takeIn({ type: 'message', text }).activity.text ?? '';
  if ('text' in what) return { ...what, text: clean(what.text) };
  return 'reason' in what ? { ...what, reason: clean(what.reason) } : what;
}

/** An agent's own step says where it was done; what it brought about says nothing of it. */
function actedVia(entry: Entry, via: string | undefined): Entry {
  return via !== undefined && entry.by.kind === 'agent' ? { ...entry, via } : entry;
}
