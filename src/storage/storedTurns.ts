import { CompiledQuery, type Kysely } from 'kysely';
import type { Effects, Found, TurnStore, Written } from '../turn/turnStore.js';
import { addWords, textsOf } from './caseWords.js';
import type { Database } from './database.js';
import { writeEmbedded } from './embeddedTurn.js';
import { lastWritten } from './lastWritten.js';
import { writeOnPostgres } from './postgresTurn.js';
import { StoredCases } from './storedCases.js';
import { insertNotices } from './storedNotices.js';
import type { ActivityRow, ConversationRow, Tables } from './tables.js';

const FIND = `select c.*, i.activity_id as seen from conversations c
  left join inbox i on i.conversation = c.key and i.source_id = $2 where c.key = $1`;

/** Activities of a conversation by whose words a case is found when it is opened. */
const MOST_SAID = 200;

/** Undoes what a turn began to write. */
class Overtaken extends Error {}

/**
 * Turns as one read and one write. Their statements are written out: kysely would build them anew for each turn, which
 * costs more than it takes to run them.
 */
export class StoredTurns implements TurnStore {
  private readonly finding: string;

  constructor(private readonly database: Database) {
    this.finding = database.kind === 'postgres' ? FIND : FIND.replaceAll('$', '?');
  }

  async find(conversation: string, sourceId: string | null, caseId?: string): Promise<Found | undefined> {
    const { read } = this.database;
    const asked = CompiledQuery.raw(this.finding, [conversation, sourceId]);
    const [row] = (await read.executeQuery<ConversationRow & { seen: string | null }>(asked)).rows;
    if (!row) return undefined;
    const { seen, ...found } = row;
    const wanted = caseId ?? found.open_case;
    const open = wanted === null ? null : await new StoredCases(read).read(wanted);
    return { conversation: found, case: open, seen };
  }

  async lastWritten(conversation: string): Promise<string | null> {
    return (await lastWritten(this.database, conversation))?.activity ?? null;
  }

  async write(effects: Effects): Promise<Written | null> {
    const { kind, write } = this.database;
    if (kind === 'postgres' && effects.cases.length === 0) return writeOnPostgres(write, effects);
    try {
      return await this.database.transact((trx) => this.writeIn(trx, effects));
    } catch (fault) {
      if (fault instanceof Overtaken) return null;
      throw fault;
    }
  }

  private async writeIn(trx: Kysely<Tables>, effects: Effects): Promise<Written> {
    const { kind } = this.database;
    const written = await (kind === 'postgres' ? writeOnPostgres : writeEmbedded)(trx, effects);
    if (!written) throw new Overtaken('another turn has gone on with the conversation');
    const { cases, before, rows, at, notices } = effects;
    for (const changed of cases) await new StoredCases(trx).keep(before.key, changed, at);
    for (const { case: kept, history } of cases) {
      const opened = history.some(({ what }) => what === 'opened');
      // Its conversation until now finds it as well.
      const said = opened ? await saidIn(trx, before.key) : rows;
      const texts = textsOf(said);
      const told = opened || history.some(({ what }) => what === 'contact' || what === 'brought-back');
      if (told || texts.length > 0) await addWords(trx, kind, kept, texts);
    }
    await insertNotices(trx, notices);
    return written;
  }
}

/** What was said in the conversation, as much of it as words are kept of. */
function saidIn(trx: Kysely<Tables>, conversation: string): Promise<ActivityRow[]> {
  return trx
    .selectFrom('activities')
    .selectAll()
    .where('conversation', '=', conversation)
    .orderBy('seq', 'desc')
    .limit(MOST_SAID)
    .execute();
}
