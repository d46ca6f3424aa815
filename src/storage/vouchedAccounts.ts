import type { Database } from './database.js';

/** An account of Teams' people, by which a page's server says who its customer is there as well. */
export interface Account {
  tenantId: string;
  objectId: string;
}

/** For whom a page's server has vouched. */
export interface Vouched {
  account: Account;
  /** The customer's, and the key of their open conversation. */
  userId: string;
  conversation: string;
  /** Which of the customer's sign-outs came before. */
  generation: number;
}

/** Where the customer of an account was in the web chat. */
export interface WebConversation {
  key: string;
  /** The id that the web chat knows. */
  id: string;
  channel: string;
  userId: string;
  /** When their page's server last vouched for them (ms). */
  vouchedAt: number;
}

const nameOf = ({ tenantId, objectId }: Account) => `${tenantId}/${objectId}`.toLowerCase();

/** Notes whose account it is: an account is one customer's, and a customer has one, those that were named last. @param now ms */
export async function noteVouched(database: Database, { account, ...customer }: Vouched, now: number): Promise<void> {
  const name = nameOf(account);
  const { userId: user_id, conversation, generation } = customer;
  const kept = { conversation, user_id, generation, at: now };
  await database.transact(async (trx) => {
    await trx.deleteFrom('vouched_accounts').where('user_id', '=', user_id).where('account', '!=', name).execute();
    await trx
      .insertInto('vouched_accounts')
      .values({ account: name, ...kept })
      .onConflict((row) => row.column('account').doUpdateSet(kept))
      .execute();
  });
}

/** Where the customer of that account is in the web chat: their open conversation; null where nobody vouches for one. */
export async function conversationOfAccount(database: Database, account: Account): Promise<WebConversation | null> {
  const row = await standing(database, account)
    .innerJoin('conversations', (join) =>
      join
        .onRef('conversations.key', '=', 'vouched.conversation')
        // Whose it was is forgotten with a removal.
        .onRef('conversations.user_id', '=', 'vouched.user_id'),
    )
    .select(['key', 'id', 'channel', 'conversations.user_id as userId', 'vouched.at as vouchedAt'])
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row ? { ...row, vouchedAt: Number(row.vouchedAt) } : null;
}

/** Whether somebody vouches that a conversation of the web chat is that account's. */
export async function isAccountsOwn(database: Database, conversation: string, account: Account): Promise<boolean> {
  const row = await standing(database, account)
    .select('vouched.account')
    .where('vouched.conversation', '=', conversation)
    .executeTakeFirst();
  return row !== undefined;
}

/** What was vouched of an account, unless its customer has signed out since. */
function standing({ read }: Database, account: Account) {
  return read
    .selectFrom('vouched_accounts as vouched')
    .leftJoin('sign_outs', 'sign_outs.user_id', 'vouched.user_id')
    .where('vouched.account', '=', nameOf(account))
    .where(({ eb, fn, ref, val }) => eb(ref('vouched.generation'), '>=', fn.coalesce('sign_outs.generation', val(0))));
}
