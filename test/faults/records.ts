import { join } from 'node:path';
import Libsql from 'libsql';
import { Client } from 'pg';
import type { DirectLineClient, SeenActivity } from '../directLineClient.js';

/** Where the service keeps its records: a PostgreSQL address or the data folder. */
export type Place = { url: string } | { folder: string };

/** Asks the database itself, past the service. */
export async function query<Row>(place: Place, statement: string): Promise<Row[]> {
  if ('folder' in place) {
    const database = new Libsql(join(place.folder, 'certdesk.db'));
    try {
      return database.prepare(statement).all([]) as Row[];
    } finally {
      database.close();
    }
  }
  const client = new Client({ connectionString: place.url });
  await client.connect();
  try {
    return (await client.query(statement)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** A conversation as the database has it, in order. */
export interface Kept {
  lastSeq: number;
  activities: (SeenActivity & { seq: number })[];
}

/** All conversations by id. */
export async function keptConversations(place: Place): Promise<Map<string, Kept>> {
  const conversations = await query<{ id: string; key: string; last_seq: string | number }>(
    place,
    'select id, key, last_seq from conversations',
  );
  const rows = await query<{ conversation: string; seq: string | number; activity: string }>(
    place,
    'select conversation, seq, activity from activities order by conversation, seq',
  );
  const byKey = new Map<string, Kept>(
    conversations.map(({ key, last_seq }) => [key, { lastSeq: Number(last_seq), activities: [] }]),
  );
  for (const { conversation, seq, activity } of rows)
    byKey.get(conversation)?.activities.push({ ...(JSON.parse(activity) as SeenActivity), seq: Number(seq) });
  return new Map(conversations.map(({ id, key }) => [id, byKey.get(key)!]));
}

/** What a client's ledger and the database say differently; nothing, when every promise was kept. */
export function broken({ conversationId, ledger }: DirectLineClient, kept: Kept | undefined): string[] {
  if (!kept) return ledger.size > 0 ? [`${conversationId} is lost`] : [];
  const { activities, lastSeq } = kept;
  const faults: string[] = [];
  const fromCustomer = activities.filter(({ from }) => from.role === 'user');
  for (const [own, id] of ledger) {
    const copies = fromCustomer.filter(({ channelData }) => channelData?.clientActivityID === own);
    if (copies.length === 0) faults.push(`lost: ${id} was acknowledged`);
    if (copies.length > 1) faults.push(`doubled: ${copies.map((copy) => copy.id).join(' and ')}`);
    if (copies.length === 1 && copies[0]!.id !== id) faults.push(`renamed: ${id} is ${copies[0]!.id}`);
  }
  activities.forEach(({ seq, id }, index) => {
    if (seq !== index + 1) faults.push(`out of order: ${id} is number ${seq}, in place ${index + 1}`);
  });
  if (lastSeq !== activities.length)
    faults.push(`out of order: the last is said to be ${lastSeq}, there are ${activities.length}`);
  fromCustomer.forEach((said) => {
    const place = activities.indexOf(said);
    const next = activities.findIndex(({ from }, index) => index > place && from.role === 'user');
    const after = activities.slice(place + 1, next < 0 ? undefined : next);
    const replies = activities.filter(({ replyToId }) => replyToId === said.id);
    if (replies.length === 0) faults.push(`unanswered: ${said.id}`);
    if (replies.length !== after.length || replies.some((reply) => !after.includes(reply)))
      faults.push(`out of order: the replies to ${said.id} don't stand beside it`);
  });
  return faults;
}
