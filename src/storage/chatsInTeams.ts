import type { Database } from './database.js';

/** Whether something is open in a conversation: a case, a form or a guide. */
export async function hasSomethingOpen({ read }: Database, conversation: string): Promise<boolean> {
  const row = await read
    .selectFrom('conversations')
    .select(['open_case', 'edition'])
    .where('key', '=', conversation)
    .executeTakeFirst();
  return row !== undefined && (row.open_case !== null || row.edition !== null);
}

/**
 * Whether another conversation that is had in a chat of Teams has taken an activity in already.
 * @param but the conversation that is had there now
 */
export async function wasTakenInBeside(
  { read }: Database,
  chat: { tenantId: string; conversationId: string },
  { sourceId, but }: { sourceId: string | null; but: string },
): Promise<boolean> {
  const row = await read
    .selectFrom('inbox')
    .innerJoin('teams_references', 'teams_references.conversation', 'inbox.conversation')
    .select('inbox.at')
    .where('tenant_id', '=', chat.tenantId)
    .where('conversation_id', '=', chat.conversationId)
    .where('inbox.conversation', '!=', but)
    .where('source_id', '=', sourceId)
    .executeTakeFirst();
  return row !== undefined;
}
