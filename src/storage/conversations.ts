import type { Database } from './database.js';

/** Where a conversation stands: whether it has ended, whether an agent answers in it, and its last activity's number. */
export interface Standing {
  ended: boolean;
  owned: boolean;
  lastSeq: number;
}

/** Where a conversation stands; one that has not been started yet has nothing. */
export async function standingOf(database: Database, conversation: string): Promise<Standing> {
  return (await standingsOf(database, [conversation])).get(conversation) ?? { ended: false, owned: false, lastSeq: 0 };
}

/** Where these conversations stand, by their keys; those that are not there are absent. */
export async function standingsOf({ read }: Database, keys: readonly string[]): Promise<Map<string, Standing>> {
  const rows = await read
    .selectFrom('conversations')
    .select(['key', 'last_seq', 'ended_at', 'owner'])
    .where('key', 'in', keys)
    .execute();
  return new Map(
    rows.map(({ key, last_seq, ended_at, owner }) => [
      key,
      { ended: ended_at !== null, owned: owner !== null, lastSeq: last_seq },
    ]),
  );
}

/**
 * The id of the case that is open in a conversation and whose history doesn't say that the customer can't be reached
 * since then; null where there is none. @param since ms
 */
export async function caseToTellUnreachable(
  { read }: Database,
  conversation: string,
  since: number,
): Promise<string | null> {
  const row = await read
    .selectFrom('conversations')
    .select('open_case')
    .where('key', '=', conversation)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('case_history')
            .select('seq')
            .whereRef('case_id', '=', 'conversations.open_case')
            .where('what', '=', 'unreachable')
            .where('at', '>=', since),
        ),
      ),
    )
    .executeTakeFirst();
  return row?.open_case ?? null;
}

/** Notes on which replica a stream of the conversation was opened last. */
export async function noteStream({ write }: Database, conversation: string, replica: string): Promise<void> {
  await write.updateTable('conversations').set({ streamed_by: replica }).where('key', '=', conversation).execute();
}

/**
 * The one open conversation of a signed-in customer; of two devices that ask at once one makes it.
 * @param fresh the key that a new one gets
 */
export async function openConversationOf({ write }: Database, userId: string, fresh: string): Promise<string> {
  const { conversation } = await write
    .insertInto('customers')
    .values({ user_id: userId, conversation: fresh })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ user_id: userId }))
    .returning('conversation')
    .executeTakeFirstOrThrow();
  return conversation;
}
