import { createHash } from 'node:crypto';
import type { Activity } from 'botbuilder';
import type { CaseKnowledge } from '../../../cases/caseKnowledge.js';
import { Refused } from '../../../delivery/deliverer.js';
import type { Database } from '../../../storage/database.js';
import type { ActivityRow } from '../../../storage/tables.js';
import { readTranscript } from '../../../storage/transcript.js';
import type { Connector } from '../connector.js';
import type { Reference } from '../reference.js';
import { caseCard } from './caseCard.js';
import { threadOf } from './place.js';
import { inertLines, plain } from './sayings.js';
import { isRemoved, takeBack } from './takingBack.js';
import { saidText, type ThreadLine, threadLines } from './threadLines.js';
import type { AgentsThreads, CaseHere, CasesHere, Thread } from './threads.js';
import { otherwiseAt } from './waited.js';

/** What a thread is brought up to date with. */
export interface SyncParts {
  connector: Connector;
  threads: AgentsThreads;
  cases: CasesHere;
  database: Database;
  knowledge(): CaseKnowledge;
  /** A case's page at the desk; null where there is none to reach. */
  addressOf(caseId: string): string | null;
  now(): Date;
  onFault(fault: unknown): void;
}

/** The channel took nothing: it was deleted, or we were taken out of it. */
export class ChannelGone extends Error {}
/** Another worker has the thread by now. */
class LeaseLost extends Error {}

/** So long a thread stands still whose worker died; one that is at work renews its lease meanwhile. */
const LEASE_MS = 8_000;
const RENEWED_MS = 2_000;
/** Teams' window of half a minute, and no more than fit into it: the hour's is far from used up by one case. */
const CALLS_COUNT_MS = 30_000;
const MOST_CALLS = 60;
const ROWS = 200;
/** What was said before the case was opened: its last words. */
const WORDS_BEFORE = 12;
const LONGEST_BEFORE = 600;
/** What is refused once may be there a moment later: an edit right behind its message, for one. */
const PATIENCE = 2;
/** A thread that is lost again and again is given up rather than begun for ever. */
const MOST_RENEWALS = 3;
/** After a fault, so long and longer each time. */
const restOf = (attempts: number) => Math.min(1000 * 2 ** attempts, 300_000);

/**
 * Brings the thread of a case up to where the case is, whatever was missed: the card, then what is new, each noted
 * once it was taken. What is posted twice all the same has the same id.
 */
export class ThreadSync {
  constructor(
    private readonly parts: SyncParts,
    private readonly channel: string,
    private readonly holder: string,
  ) {}

  /**
   * @returns `held` where another worker is at it, `faulty` where it is tried again later
   * @throws {ChannelGone} and what the database says
   */
  async bringUp(caseId: string, at: Reference): Promise<'done' | 'held' | 'faulty'> {
    const { threads, now } = this.parts;
    const thread = await threads.lease(this.channel, caseId, this.lease());
    if (!thread) return 'held';
    // A slow post takes longer than a lease.
    const renewing = setInterval(() => {
      threads.advance(this.channel, caseId, this.lease(), {}).catch(this.parts.onFault);
    }, RENEWED_MS);
    try {
      const kept = await this.work(caseId, thread, at);
      const since = kept?.case.waitingSince ?? null;
      const next = {
        dueAt: since === null ? null : otherwiseAt(since, now().getTime()),
        ...{ restsUntil: 0, over: kept === null || kept.case.status === 'closed' },
      };
      await threads.release(this.channel, caseId, this.holder, next);
      return 'done';
    } catch (fault) {
      if (fault instanceof LeaseLost) return 'held';
      const attempts = thread.attempts + 1;
      await threads.advance(this.channel, caseId, this.lease(), { attempts });
      const restsUntil = fault instanceof ChannelGone ? 0 : now().getTime() + restOf(attempts);
      await threads.release(this.channel, caseId, this.holder, { dueAt: null, restsUntil, over: false });
      if (fault instanceof ChannelGone) throw fault;
      this.parts.onFault(fault);
      return 'faulty';
    } finally {
      clearInterval(renewing);
    }
  }

  /** Until nothing is new. */
  private async work(caseId: string, thread: Thread, at: Reference): Promise<CaseHere | null> {
    for (;;) {
      const kept = await this.parts.cases.read(caseId);
      if (!kept) return null;
      if (isRemoved(await this.parts.cases.history(caseId))) {
        await this.clear(kept, thread);
        return kept;
      }
      const refused = await this.showCard(kept, thread, at);
      await this.postNews(kept, thread, at);
      if (refused) throw refused;
      await this.advance(caseId, thread, { version: kept.version, attempts: 0 });
      if (((await this.parts.cases.read(caseId))?.version ?? 0) <= kept.version) return kept;
    }
  }

  /** Nothing may be kept of what was said: what stands of it in the thread goes, and then the thread is none of ours. */
  private async clear(kept: CaseHere, thread: Thread): Promise<void> {
    const { connector, threads, knowledge } = this.parts;
    const { id } = kept.case;
    const text = plain(knowledge(), 'teams.did.removed');
    await takeBack(thread, {
      ...{ connector, lines: await threads.lines(this.channel, id), card: this.cardOf(kept).activity },
      says: { id: `${id}-removed`, type: 'message', textFormat: 'markdown', text },
      tookBack: async (line) => {
        await threads.tookBack(this.channel, id, line);
        await this.advance(id, thread, { attempts: 0 });
      },
    });
    await threads.forget(this.channel, id, this.holder);
  }

  /** @returns why it could not be edited for now; what is new needn't wait for that */
  private async showCard(kept: CaseHere, thread: Thread, at: Reference): Promise<Refused | null> {
    const card = this.cardOf(kept);
    if (thread.cardId === null || thread.reference === null) {
      await this.begin(kept, thread, at);
      return null;
    }
    if (thread.card === card.mark) return null;
    try {
      await this.parts.connector.update(thread.reference, thread.cardId, card.activity);
      this.called(thread);
      await this.advance(kept.case.id, thread, { card: card.mark });
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      if (thread.attempts < PATIENCE) return fault;
      if (await this.renew(kept, thread, at)) return null;
      this.parts.onFault(fault);
      await this.advance(kept.case.id, thread, { card: card.mark });
    }
    return null;
  }

  private async begin({ case: open, ...kept }: CaseHere, thread: Thread, at: Reference): Promise<void> {
    const { activity, mark } = this.cardOf({ case: open, ...kept });
    const begun = await this.parts.connector.begin(at, activity).catch((fault: unknown) => {
      throw fault instanceof Refused ? new ChannelGone(fault.message) : fault;
    });
    this.called(thread);
    const root = threadOf(begun.thread.conversationId).root ?? begun.id;
    await this.advance(open.id, thread, { reference: begun.thread, root, cardId: begun.id, card: mark });
  }

  /**
   * A thread in the place of one that is gone: somebody deleted its card, and the case is still to be worked.
   * @returns whether there is one
   */
  private async renew(kept: CaseHere, thread: Thread, at: Reference): Promise<boolean> {
    if (thread.renewals >= MOST_RENEWALS) return false;
    await this.begin(kept, thread, at);
    await this.advance(kept.case.id, thread, { renewals: thread.renewals + 1 });
    return true;
  }

  private async postNews(kept: CaseHere, thread: Thread, at: Reference): Promise<void> {
    if (thread.saidSeq === 0) await this.postBefore(kept, thread, at);
    for (;;) {
      const { rows, history } = await this.news(kept, thread);
      // A page may be shorter than asked for: only an empty one is the last.
      const lines = threadLines({ rows, history, whole: rows.length === 0 }, this.parts.knowledge());
      for (const line of lines) await this.postLine(kept, thread, { line, at });
      if (rows.length === 0) return;
    }
  }

  /** What is behind the cursors, of one moment: what a turn wrote stands in both or in neither. */
  private async news({ conversation, case: { id } }: CaseHere, { saidSeq, historySeq }: Thread) {
    const { cases, database } = this.parts;
    for (let before = await cases.history(id); ; ) {
      const rows = await readTranscript(database, conversation, saidSeq, ROWS);
      const after = await cases.history(id);
      if (after.length === before.length)
        return { rows, history: after.map((entry, index) => ({ seq: index + 1, entry })).slice(historySeq) };
      before = after;
    }
  }

  private async postLine(
    kept: CaseHere,
    thread: Thread,
    { line, at }: { line: Pick<ThreadLine, 'to' | 'name' | 'text'>; at: Reference },
  ): Promise<void> {
    if (line.text !== null) await this.post(kept, thread, { name: line.name, text: line.text, at });
    await this.advance(kept.case.id, thread, line.to);
  }

  private async post(
    kept: CaseHere,
    thread: Thread,
    { name, text, at }: { name: string; text: string; at: Reference },
  ): Promise<void> {
    const { connector, threads, onFault } = this.parts;
    const message = { id: `${kept.case.id}-${name}`, type: 'message', textFormat: 'markdown', text };
    const tried = async () => {
      const posted = await connector.post(thread.reference!, message);
      this.called(thread);
      await threads.posted(this.channel, kept.case.id, posted);
    };
    try {
      await tried();
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      // These words are passed over where it isn't the thread that is refused.
      const stands = await this.stands(kept, thread);
      if (!stands && thread.attempts < PATIENCE) throw fault;
      const again = !stands && (await this.renew(kept, thread, at));
      await (again ? tried() : Promise.reject(fault)).catch((still: unknown) => {
        if (!(still instanceof Refused)) throw still;
        onFault(still);
      });
    }
  }

  /** Whether the thread takes anything at all. */
  private async stands(kept: CaseHere, { reference, cardId }: Thread): Promise<boolean> {
    try {
      await this.parts.connector.update(reference!, cardId!, this.cardOf(kept).activity);
      return true;
    } catch (fault) {
      if (fault instanceof Refused) return false;
      throw fault;
    }
  }

  /** What was said before the case was opened, its last words in one message. */
  private async postBefore(kept: CaseHere, thread: Thread, at: Reference): Promise<void> {
    const opened = Date.parse(kept.case.openedAt);
    const knowledge = this.parts.knowledge();
    const before: ActivityRow[] = [];
    for (let after = 0; ; ) {
      const rows = await readTranscript(this.parts.database, kept.conversation, after, ROWS);
      const earlier = rows.filter((row) => Number(row.at) < opened);
      before.push(...earlier);
      before.splice(0, before.length - 4 * WORDS_BEFORE);
      after = rows.at(-1)?.seq ?? 0;
      if (earlier.length < rows.length || rows.length === 0) break;
    }
    const last = before.at(-1);
    if (!last) return;
    const words = before.map((row) => saidText(row, knowledge, LONGEST_BEFORE)).filter((text) => text !== null);
    const title = inertLines(plain(knowledge, 'teams.line.before'));
    const text = words.length === 0 ? null : [title, ...words.slice(-WORDS_BEFORE)].join('\n\n');
    await this.postLine(kept, thread, { line: { to: { saidSeq: last.seq }, name: 'before', text }, at });
  }

  private cardOf({ case: open }: CaseHere): { activity: Partial<Activity>; mark: string } {
    const { knowledge, addressOf, now } = this.parts;
    const shown = { knowledge: knowledge(), viewer: null, now: now().getTime(), address: addressOf(open.id) };
    const content = caseCard(open, shown);
    const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
    return {
      activity: { id: `${open.id}-card`, type: 'message', summary: open.id, attachments },
      mark: createHash('sha256').update(JSON.stringify(content)).digest('base64url'),
    };
  }

  private async advance(caseId: string, thread: Thread, to: Partial<Thread>): Promise<void> {
    const changed = { ...to, calls: thread.calls };
    if (!(await this.parts.threads.advance(this.channel, caseId, this.lease(), changed))) throw new LeaseLost();
    Object.assign(thread, to);
  }

  /** What Teams was called for counts there; it is kept with what it brought about. */
  private called(thread: Thread): void {
    const now = this.parts.now().getTime();
    thread.calls = [...thread.calls.filter((at) => at > now - CALLS_COUNT_MS), now].slice(-MOST_CALLS);
  }

  private lease() {
    const now = this.parts.now().getTime();
    return { holder: this.holder, now, until: now + LEASE_MS };
  }
}
