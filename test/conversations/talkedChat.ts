import type { openMatching } from '../../src/assistant.js';
import type { Case } from '../../src/cases/case.js';
import { type DeskNow, nobodyThere } from '../../src/cases/deskNow.js';
import { envelope } from '../../src/channels/channel.js';
import { TerminalChannel } from '../../src/channels/terminal/terminalChannel.js';
import { WatchedBot } from '../../src/channels/terminal/watchedBot.js';
import { editionHere } from '../../src/editionHere.js';
import { type Database, openDatabase } from '../../src/storage/database.js';
import { StoredDesk } from '../../src/storage/storedDesk.js';
import { StoredTurns } from '../../src/storage/storedTurns.js';
import { oneEdition } from '../../src/turn/editions.js';
import { ownerInRow } from '../../src/turn/owner.js';
import { Turns } from '../../src/turn/turns.js';
import { onBotFault } from '../bot/bot.js';
import { actOf, agentOf, type Begins, type Chat, type Line, type Turn } from './chatFile.js';
import { shortForms } from './shortForms.js';

const FIRST_DAY = '2026-05-20';
const NOON = '11:00';
const KEY = 'terminal/terminal';
const customer = { userId: 'customer', conversationId: 'terminal' };

/** What is held of a turn, as the file writes it; a part of what is known stands for the whole. */
type Held = Record<'facts' | 'contact' | 'kept', object>;

/** The conversation as it goes today, in the shape of its file. */
export async function talked({ title, turns }: Chat, opened: Awaited<ReturnType<typeof openMatching>>): Promise<Chat> {
  const { shorten } = shortForms(opened.knowledge);
  const talk = new Talk(opened, await openDatabase('memory'));
  const had: Turn[] = [];
  for (const turn of turns) {
    if (turn.moment) talk.setClock(turn.moment);
    if (turn.desk) talk.desk = { ...nobodyThere, ...(JSON.parse(turn.desk) as object) };
    const { expecting, outcome, refused } = await talk.begin(turn.begins);
    const open = await talk.case();
    const kept: Held = { facts: talk.facts, contact: open?.contact ?? {}, kept: open ?? {} };
    const parts = (['facts', 'contact', 'kept'] as const).flatMap((name) => {
      const asked = turn.holds[name];
      if (asked === undefined) return [];
      const names = Object.keys(JSON.parse(asked) as object);
      const whole = kept[name] as Record<string, unknown>;
      return [[name, JSON.stringify(Object.fromEntries(names.map((one) => [one, whole[one]])))]];
    });
    had.push({
      ...{ ...(turn.moment && { moment: turn.moment }), ...(turn.desk && { desk: turn.desk }), begins: turn.begins },
      lines: (await talk.newLines()).map(({ from, text }) => ({ from, text: shorten(text) })),
      holds: {
        ...(expecting && { expecting }),
        ...(outcome && { outcome }),
        ...(open && { case: open.status === 'waiting' ? open.id : `${open.id} ${open.status}` }),
        ...Object.fromEntries(parts),
        ...(refused && { refused }),
      },
    });
  }
  return { title, turns: had };
}

/** What a turn came to, beside what was said. */
interface CameTo {
  expecting?: string | null;
  outcome?: string | null;
  refused?: string;
}

/** A customer at the terminal, and agents at the desk. */
class Talk {
  facts: Record<string, unknown> = {};
  desk: DeskNow = nobodyThere;
  private now = new Date(`${FIRST_DAY}T${NOON}:00Z`);
  private last = 0;
  private acts = 0;
  private readonly turns: Turns;
  private readonly terminal: TerminalChannel;
  private readonly cases: StoredDesk;

  constructor(
    opened: Awaited<ReturnType<typeof openMatching>>,
    private readonly database: Database,
  ) {
    const edition = editionHere(opened, (bot) => new WatchedBot(bot));
    let made = 0;
    this.turns = new Turns({
      ...{ now: () => this.now, ownerOf: ownerInRow, inTimeMs: null, committed: () => undefined, onBotFault },
      ...{ editions: oneEdition(edition), store: new StoredTurns(database) },
      newCaseId: () => `C-23456${7 + made}`,
      desk: { now: () => this.desk, notices: () => [] },
      limits: { each: 10, all: 10 },
    });
    // Only a case that is opened takes its number.
    this.countCases = async () => {
      const rows = await database.read.selectFrom('cases').select('id').execute();
      made = rows.length;
    };
    this.terminal = new TerminalChannel(this.turns, edition.watched, () => this.now);
    this.cases = new StoredDesk(database);
  }

  private readonly countCases: () => Promise<void>;

  setClock(moment: string): void {
    const [day, time = NOON] = moment.split(' ');
    this.now = new Date(`${day}T${time}:00Z`);
  }

  async case(): Promise<Case | null> {
    const [newest] = await this.cases.earlier({ userId: 'customer', id: '' }, 1);
    return ((await this.cases.ofConversation(KEY)) ?? newest)?.case ?? null;
  }

  async begin(begins: Begins): Promise<CameTo> {
    await this.countCases();
    switch (begins.by) {
      case 'user': {
        const said = await this.terminal.say({ text: begins.text, timestamp: this.now.toISOString() });
        this.facts = said.facts;
        return said;
      }
      case 'agent':
        return this.act(begins);
      case 'timer':
        return this.look();
      case 'thumb':
        return this.thumb(begins.text);
    }
  }

  /** What the customer reads that is new. */
  async newLines(): Promise<Line[]> {
    const rows = await this.database.read
      .selectFrom('activities')
      .selectAll()
      .where('conversation', '=', KEY)
      .where('seq', '>', this.last)
      .orderBy('seq')
      .execute();
    this.last = rows.at(-1)?.seq ?? this.last;
    return rows
      .filter(({ type, role }) => type === 'message' && (role === 'bot' || role === 'system'))
      .map(({ role, activity }) => ({
        from: role === 'bot' ? 'bot' : 'told',
        text: (JSON.parse(activity) as { text?: string }).text ?? '',
      }));
  }

  private async act({ name, text }: Extract<Begins, { by: 'agent' }>): Promise<CameTo> {
    this.acts += 1;
    const open = await this.case();
    const acting = { by: agentOf(name), supervises: false };
    const outcome = await this.turns.act({
      ...{ conversation: KEY, case: open?.id ?? '', sourceId: `agent:${name}:${this.acts}` },
      act: { act: actOf(text), acting },
    });
    if (outcome.status !== 'refused') return {};
    const { code, agent } = outcome.refused;
    return { refused: [code, ...(agent === null ? [] : [agent])].join(' ') };
  }

  private async look(): Promise<CameTo> {
    const [due] = await this.cases.due(this.now.getTime(), 1);
    if (due)
      await this.turns.act({
        ...{ conversation: KEY, case: due.id, sourceId: `timer:${due.id}:${due.version}`, act: null },
      });
    return {};
  }

  /** Beneath the last answer that can be judged. */
  private async thumb(which: 'up' | 'down'): Promise<CameTo> {
    const rows = await this.database.read.selectFrom('activities').selectAll().orderBy('seq', 'desc').execute();
    const judged = rows.find(({ activity }) => /"certdesk":\{[^}]*"answer"/.test(activity));
    await this.turns.run({
      ...{ conversation: KEY, userId: 'customer', sourceId: null },
      activity: {
        ...envelope('terminal', customer, this.now),
        ...{ type: 'messageReaction', replyToId: judged?.id ?? '' },
        reactionsAdded: [{ type: which === 'up' ? 'like' : 'dislike' }],
      },
    });
    return {};
  }
}
