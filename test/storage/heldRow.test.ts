import { Client } from 'pg';
import { openDatabase } from '../../src/storage/database.js';
import { StoredTurns } from '../../src/storage/storedTurns.js';
import type { Effects } from '../../src/turn/turnStore.js';
import { freshDatabase } from '../postgres.js';

const at = Date.parse('2026-05-20T11:00:00Z');

test('a turn that could not be written because somebody holds its row is not written later either', async () => {
  const fresh = await freshDatabase();
  const database = await openDatabase({ url: fresh.url });
  const turns = new StoredTurns(database);
  const nothing = { state: null, streamed_by: null, owner: null, open_case: null, edition: null, ended_at: null };
  const before = {
    ...{ key: 'directline/c', channel: 'directline', id: 'c', user_id: 'u', version: 0, last_seq: 0, ...nothing },
    ...{ created_at: at, updated_at: at },
  };
  const effects: Effects = {
    ...{ before, arrival: null, state: '{"turn":1}', edition: null, openCase: null, rows: [], at },
    ...{ cases: [], owner: null, notices: [] },
    ...{ outgoing: { seqs: [], channel: 'directline', dueAt: at }, ends: false },
  };
  expect(await turns.write(effects)).toEqual({ streamedBy: null });

  const holder = new Client({ connectionString: fresh.url });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select * from conversations for update');
  const { conversation } = (await turns.find('directline/c', null))!;
  await expect(turns.write({ ...effects, before: conversation, state: '{"turn":2}' })).rejects.toThrow();
  await holder.query('rollback');
  await holder.end();
  await new Promise((later) => setTimeout(later, 500));
  expect((await turns.find('directline/c', null))!.conversation).toMatchObject({ state: '{"turn":1}', version: 1 });
  await database.close();
  await fresh.drop();
}, 60_000);
