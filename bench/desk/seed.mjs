// A desk's years of work: cases with a conversation each, most of them settled, as the service itself would have written them.

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

const dist = join(import.meta.dirname, '..', '..', 'dist');
const AT_ONCE = 400;
const FIRST_NAMES = ['Anna', 'Ben', 'Carol', 'Dev', 'Elin', 'Farid', 'Grace', 'Hugo', 'Iris', 'Jack'];
const THINGS = ['zebra', 'harbour', 'lantern', 'copper', 'meadow', 'violet', 'anchor', 'saffron', 'timber', 'quartz'];
const DAY_MS = 24 * 3600_000;

/** @param place where the database is @param count of cases @param next numbers from 0 to 1 */
export async function seedCases(place, count, next) {
  const { openDatabase } = await import(join(dist, 'storage', 'database.js'));
  const { openCase } = await import(join(dist, 'cases', 'case.js'));
  const { StoredCases } = await import(join(dist, 'storage', 'storedCases.js'));
  const { addWords } = await import(join(dist, 'storage', 'caseWords.js'));
  const database = await openDatabase(place);
  const now = Date.now();
  const pick = (list) => list[Math.floor(next() * list.length)];
  for (let from = 0; from < count; from += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index) => {
      const number = from + index;
      const at = now - Math.floor(next() * 365 * DAY_MS);
      const id = `C-S${number.toString(36).toUpperCase().padStart(5, '0')}`;
      const name = `${pick(FIRST_NAMES)} ${pick(THINGS)}son`;
      const commonName = `${pick(THINGS)}-${number}.example.com`;
      const text = `I lost the key of ${commonName}, it was on the ${pick(THINGS)} server in the ${pick(THINGS)} room`;
      const opened = openCase(
        null,
        { reason: 'asked', facts: { commonName }, outcome: null },
        { id, at: new Date(at).toISOString() },
      );
      const settled = { status: 'closed', waitingSince: null, resolvedAt: opened.openedAt, resolution: 'told how' };
      const waits = number % 100 === 0;
      const made = {
        ...opened,
        ...(waits ? {} : settled),
        contact: { name, email: `c${number}@example.com`, telephone: null },
      };
      return {
        id,
        at,
        text,
        made,
        key: `directline/${randomUUID()}`,
        waits,
      };
    });
    await database.transact(async (trx) => {
      const conversation = ({ key, at, id, waits }) => ({
        ...{
          key,
          channel: 'directline',
          id: key.slice('directline/'.length),
          user_id: `dl_${key}`,
          state: null,
          version: 1,
        },
        ...{ last_seq: 2, open_case: waits ? id : null, created_at: at, updated_at: at },
      });
      await trx.insertInto('conversations').values(some.map(conversation)).execute();
      const said = ({ key, at, text }) =>
        ['user', 'bot'].map((role, index) => ({
          ...{ conversation: key, seq: index + 1, id: `${key}|${index + 1}`, role, type: 'message', at },
          activity: JSON.stringify({
            type: 'message',
            text: role === 'user' ? text : 'Your case is noted.',
            from: { role },
          }),
        }));
      await trx.insertInto('activities').values(some.flatMap(said)).execute();
      const cases = new StoredCases(trx);
      for (const { key, made, at, text } of some) {
        await cases.keep(key, { case: made, history: [] }, at);
        await addWords(trx, database.kind, made, [text]);
      }
    });
  }
  await database.close();
}
