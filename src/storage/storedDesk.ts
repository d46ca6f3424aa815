import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Case } from '../cases/case.js';
import type { Entry, Who } from '../cases/history.js';
import type { DeskCounts, DeskStore, KeptCase, Wanted } from '../desk/deskStore.js';
import type { CaseTable } from './caseTables.js';
import { changedAt, changedAtOf, dueAt, waitingSince, waitingSinceOf } from './caseTimes.js';
import { casesWith } from './caseWords.js';
import type { Database } from './database.js';
import { caseOf } from './storedCases.js';
import type { Tables } from './tables.js';

type Row = CaseTable & { user_id: string };
type Query = SelectQueryBuilder<Tables, 'cases' | 'conversations', Row>;

/** Those on hold and those with the customer are the agent's, who sees how many. */
const HELD = ['assigned', 'with-customer', 'on-hold'];

/** The desk's cases as rows. */
export class StoredDesk implements DeskStore {
  constructor(private readonly database: Database) {}

  async list(wanted: Wanted): Promise<{ cases: KeptCase[]; next: string | null }> {
    const { status, owner, q, cursor, most } = wanted;
    const waits = status?.length === 1 && status[0] === 'waiting';
    let query = this.cases().limit(most + 1);
    if (status) query = query.where('cases.status', 'in', status);
    if (owner !== undefined)
      query = query.where('cases.agent', owner === 'none' ? 'is' : '=', owner === 'none' ? null : owner);
    if (q !== undefined && q.trim() !== '') {
      const found = await casesWith(this.database, q);
      if (found.length === 0) return { cases: [], next: null };
      query = query.where('cases.id', 'in', found);
    }
    query = waits ? waitingFirst(query, cursor) : newestFirst(query, cursor);
    const rows = await query.execute();
    const page = rows.slice(0, most);
    const last = page.at(-1);
    return { cases: await this.kept(page), next: rows.length > most && last ? cursorOf(last, waits) : null };
  }

  async counts(agents: readonly string[]): Promise<Map<string, DeskCounts>> {
    const rows = await this.database.read
      .selectFrom('cases')
      .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
      .where('status', 'in', ['waiting', ...HELD])
      .groupBy('status')
      .execute();
    const count = (...statuses: string[]) =>
      rows.filter(({ status }) => statuses.includes(status)).reduce((sum, row) => sum + Number(row.count), 0);
    const all = { waiting: count('waiting'), onHold: count('on-hold'), assigned: count('assigned', 'with-customer') };
    const own = await this.database.read
      .selectFrom('cases')
      .select(({ fn }) => ['agent', fn.countAll<number>().as('count')])
      .where('agent', 'in', agents)
      .where('status', 'in', HELD)
      .groupBy('agent')
      .execute();
    const mine = new Map(own.map((row) => [row.agent, Number(row.count)]));
    return new Map(agents.map((id) => [id, { ...all, mine: mine.get(id) ?? 0 }]));
  }

  async read(id: string): Promise<KeptCase | null> {
    const [kept] = await this.kept(await this.cases().where('cases.id', '=', id).execute());
    return kept ?? null;
  }

  async history(id: string): Promise<Entry[]> {
    const rows = await this.database.read
      .selectFrom('case_history')
      .selectAll()
      .where('case_id', '=', id)
      .orderBy('seq')
      .execute();
    return rows.map(({ at, by_kind, by_id, by_name, what, from_status, to_status, note, via }) => ({
      at: iso(at),
      by: (by_kind === 'agent' ? { kind: 'agent', id: by_id ?? '', name: by_name ?? '' } : { kind: by_kind }) as Who,
      what: what as Entry['what'],
      ...{ from: from_status as Entry['from'], to: to_status as Entry['to'], note, ...(via !== null && { via }) },
    }));
  }

  async earlier({ userId, id }: { userId: string; id: string }, most: number): Promise<KeptCase[]> {
    const rows = await this.cases()
      .where('conversations.user_id', '=', userId)
      .where('cases.id', '!=', id)
      .orderBy('cases.opened_at', 'desc')
      .limit(most)
      .execute();
    return this.kept(rows);
  }

  async changedSince(at: number, most: number): Promise<KeptCase[]> {
    const rows = await this.cases().where(changedAt, '>', at).orderBy(changedAt).limit(most).execute();
    return this.kept(rows);
  }

  async ofConversation(conversation: string): Promise<KeptCase | null> {
    const [kept] = await this.kept(
      await this.cases()
        .whereRef('conversations.open_case', '=', 'cases.id')
        .where('conversations.key', '=', conversation)
        .execute(),
    );
    return kept ?? null;
  }

  async due(now: number, most: number): Promise<{ id: string; conversation: string; version: number }[]> {
    return this.database.read
      .selectFrom('cases')
      .select(['id', 'conversation', 'version'])
      .where(dueAt, '<=', now)
      .orderBy(dueAt)
      .limit(most)
      .execute();
  }

  private cases(): Query {
    return this.database.read
      .selectFrom('cases')
      .innerJoin('conversations', 'conversations.key', 'cases.conversation')
      .selectAll('cases')
      .select('conversations.user_id') as unknown as Query;
  }

  /** The rows with the newest message of each conversation. */
  private async kept(rows: readonly Row[]): Promise<KeptCase[]> {
    if (rows.length === 0) return [];
    const keys = [...new Set(rows.map(({ conversation }) => conversation))];
    const last = await this.database.read
      .selectFrom('activities')
      .select(['conversation', 'role', 'activity', 'at'])
      .where('conversation', 'in', keys)
      .where('seq', '=', (eb: ExpressionBuilder<Tables, 'activities'>) =>
        eb
          .selectFrom('activities as later')
          .select(({ fn }) => fn.max('later.seq').as('seq'))
          .whereRef('later.conversation', '=', 'activities.conversation')
          .where('later.type', '=', 'message'),
      )
      .execute();
    const newest = new Map(last.map((row) => [row.conversation, row]));
    return rows.map((row) => ({
      case: caseOf(row) as Case,
      ...{ conversation: row.conversation, userId: row.user_id, version: Number(row.version) },
      changedAt: iso(changedAtOf(row)),
      last: newest.get(row.conversation) ?? null,
    }));
  }
}

const iso = (ms: number) => new Date(Number(ms)).toISOString();

/** Urgent ones, then those that have waited longest. */
function waitingFirst(query: Query, cursor: string | undefined): Query {
  const from = cursor === undefined ? null : placeOf(cursor, 3);
  const sorted = query.orderBy('cases.rank').orderBy(waitingSince).orderBy('cases.id');
  if (!from) return sorted;
  const [rank, since, id] = from;
  return sorted.where(
    sql<boolean>`(cases.rank, ${waitingSince}, cases.id) > (cast(${rank} as bigint), cast(${since} as bigint), cast(${id} as text))`,
  );
}

function newestFirst(query: Query, cursor: string | undefined): Query {
  const from = cursor === undefined ? null : placeOf(cursor, 2);
  const sorted = query.orderBy(changedAt, 'desc').orderBy('cases.id', 'desc');
  if (!from) return sorted;
  const [changed, id] = from;
  return sorted.where(sql<boolean>`(${changedAt}, cases.id) < (cast(${changed} as bigint), cast(${id} as text))`);
}

function cursorOf(row: Row, waits: boolean): string {
  const place = waits ? [row.rank, waitingSinceOf(row), row.id] : [changedAtOf(row), row.id];
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** The place that a cursor names; null where it is none of ours: the list begins at its beginning then. */
function placeOf(cursor: string, parts: number): (string | number)[] | null {
  try {
    const place = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    const numbers = Array.isArray(place) && place.length === parts && place.slice(0, -1).every(Number.isSafeInteger);
    return numbers && /^[\w-]{1,64}$/.test(String(place.at(-1))) ? place : null;
  } catch {
    return null;
  }
}
