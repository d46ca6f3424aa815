import type { Kysely } from 'kysely';

/** The tables as they stand after that step; later ones may look different. */
interface TablesThen {
  conversations: { key: string; state: string | null; version: number; open_case: string | null };
  cases: {
    id: string;
    conversation: string;
    status: string;
    reason: string;
    facts: string;
    outcome: string | null;
    opened_at: number;
  };
}

/** How a dialog's state held the open case. */
interface StateThen {
  progress?: {
    case?: { id: string; status: string; reason: string; facts: object; outcome: string | null; openedAt: string };
  };
}

const AT_ONCE = 500;

/** Cases that were kept in the dialogs' states become rows of their own; the rest of a state stays as it is. */
export async function casesOutOfStates(given: Kysely<unknown>): Promise<void> {
  const db = given as Kysely<TablesThen>;
  for (let after = '', read = AT_ONCE; read === AT_ONCE; ) {
    const rows = await db
      .selectFrom('conversations')
      .select(['key', 'state'])
      .where('key', '>', after)
      .where('state', 'like', '%"case":{%')
      .orderBy('key')
      .limit(AT_ONCE)
      .execute();
    for (const { key, state } of rows) await takeOut(db, key, JSON.parse(state ?? '{}') as StateThen);
    read = rows.length;
    after = rows.at(-1)?.key ?? after;
  }
}

async function takeOut(db: Kysely<TablesThen>, key: string, state: StateThen): Promise<void> {
  const { case: open, ...progress } = state.progress ?? {};
  if (!open) return;
  const { id, status, reason, facts, outcome, openedAt } = open;
  const kept = await db
    .insertInto('cases')
    .values({
      ...{ id, conversation: key, status, reason, outcome },
      facts: JSON.stringify(facts),
      opened_at: Date.parse(openedAt),
    })
    .onConflict((row) => row.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  // Of two that were given the same id by chance the second opens another when it is asked for.
  await db
    .updateTable('conversations')
    .set((row) => ({
      state: JSON.stringify({ ...state, progress }),
      version: row('version', '+', 1),
      open_case: kept ? id : null,
    }))
    .where('key', '=', key)
    .execute();
}
