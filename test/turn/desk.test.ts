import { join } from 'node:path';
import { openMatching } from '../../src/assistant.js';
import type { Act } from '../../src/cases/acts.js';
import { envelope } from '../../src/channels/channel.js';
import { editionHere } from '../../src/editionHere.js';
import type { Database } from '../../src/storage/database.js';
import { StoredDesk } from '../../src/storage/storedDesk.js';
import { StoredTurns } from '../../src/storage/storedTurns.js';
import { oneEdition } from '../../src/turn/editions.js';
import { ownerInRow } from '../../src/turn/owner.js';
import { Turns } from '../../src/turn/turns.js';
import { openedDatabase } from '../openedDatabase.js';
import { databases } from '../openedService.js';

const KEY = 'directline/c';
const speaker = { userId: 'dl_1', conversationId: 'c' };
const anna = { id: 'anna', name: 'Anna' };

describe.each(databases)('a person takes over, on the %s database', (kind) => {
  let database: Database;
  let remove: () => Promise<void>;
  let turns: Turns;
  let desk: StoredDesk;
  let now: Date;
  let acts: number;

  beforeAll(async () => {
    ({ database, remove } = await openedDatabase(kind));
    const edition = editionHere(await openMatching(join(__dirname, '..', '..', 'knowledge')), (bot) => bot);
    const says = new Proxy({}, { get: (_, key) => `<${String(key)} {agent}>`, has: () => true });
    const cases = { ...edition.cases, says };
    desk = new StoredDesk(database);
    turns = new Turns({
      ...{ now: () => now, ownerOf: ownerInRow, inTimeMs: null, newCaseId: () => `C-${acts}` },
      ...{ editions: oneEdition({ ...edition, cases }), store: new StoredTurns(database) },
      ...{ committed: () => undefined, onBotFault: (fault) => expect(fault).toBeUndefined() },
      limits: { each: 100, all: 100 },
    });
  }, 60_000);
  afterAll(() => remove());

  beforeEach(async () => {
    for (const table of ['conversations', 'activities', 'inbox', 'outbox', 'cases', 'case_history'] as const)
      await database.write.deleteFrom(table).execute();
    now = new Date('2026-05-20T11:00:00Z');
    acts = 0;
  });

  const says = async (text: string) => {
    const activity = { ...envelope('directline', speaker, now), type: 'message', text };
    const turn = { conversation: KEY, userId: 'dl_1', sourceId: null, begins: true, activity };
    const outcome = await turns.run(turn);
    return outcome.status === 'done' ? outcome.replies.map((reply) => reply.text ?? '') : [outcome.status];
  };
  const asked = async () => {
    await says('talk to a person');
    return (await desk.ofConversation(KEY))!.case.id;
  };
  const does = (id: string, act: Act, by = anna, key?: string) => {
    acts += 1;
    const sourceId = key ?? `agent:${by.id}:${acts}`;
    return turns.act({ conversation: KEY, case: id, sourceId, act: { act, acting: { by, supervises: false } } });
  };
  const looks = async () => {
    const [due] = await desk.due(now.getTime(), 10);
    if (!due) return null;
    return turns.act({ conversation: KEY, case: due.id, sourceId: `timer:${due.id}:${due.version}`, act: null });
  };
  const spoken = async () => {
    const rows = await database.read.selectFrom('activities').selectAll().orderBy('seq').execute();
    return rows
      .filter(({ type }) => type === 'message')
      .map(({ role, activity }) => [role, (JSON.parse(activity) as { text: string }).text.split('\n')[0]]);
  };

  test('of fifty who claim at once one has it, and the others are told who', async () => {
    const id = await asked();
    const agents = Array.from({ length: 50 }, (_, at) => ({ id: `a${at}`, name: `Agent ${at}` }));
    const outcomes = await Promise.all(agents.map((agent) => does(id, { do: 'claim' }, agent)));
    expect(outcomes.filter(({ status }) => status === 'done')).toHaveLength(1);
    const winner = agents[outcomes.findIndex(({ status }) => status === 'done')]!;
    const refused = outcomes.flatMap((one) => (one.status === 'refused' ? [one.refused] : []));
    expect(refused).toHaveLength(49);
    expect(new Set(refused.map(({ code, agent }) => `${code} ${agent}`))).toEqual(new Set([`taken ${winner.name}`]));
    expect((await desk.read(id))!.case).toMatchObject({ status: 'assigned', agent: winner });
  });

  test('while an agent has it the bot is silent, and goes on where it stood when it is given back', async () => {
    await says('I lost the private key of www.example.com');
    const id = await asked();
    await does(id, { do: 'reply', text: 'Hello, I am Anna.' });
    expect(await says('is it about the backup?')).toEqual([]);
    expect((await desk.read(id))!.case).toMatchObject({ status: 'assigned', agent: anna });
    await does(id, { do: 'return' });
    expect((await desk.read(id))!.case).toMatchObject({ status: 'returned-to-bot', agent: null });
    expect((await says('no backup')).length).toBeGreaterThan(0);
    expect((await spoken()).filter(([role]) => role === 'agent')).toEqual([['agent', 'Hello, I am Anna.']]);
  });

  test('the same act has one effect, however often it arrives', async () => {
    const id = await asked();
    expect(await does(id, { do: 'reply', text: 'once' }, anna, 'agent:anna:k')).toEqual({ status: 'done' });
    expect(await does(id, { do: 'reply', text: 'once' }, anna, 'agent:anna:k')).toEqual({ status: 'seen' });
    expect((await spoken()).filter(([, text]) => text === 'once')).toHaveLength(1);
  });

  test('a settled case does not reopen by itself: a question goes to the bot, and asking again opens another', async () => {
    const id = await asked();
    await does(id, { do: 'claim' });
    await does(id, { do: 'resolve', reason: 'told how' });
    expect(await does(id, { do: 'reply', text: 'one more thing' })).toMatchObject({
      status: 'refused',
      refused: { code: 'over' },
    });
    expect((await says('what is the fax number?')).join()).toContain('0870');
    expect((await desk.read(id))!.case.status).toBe('resolved');
    const other = await asked();
    expect(other).not.toBe(id);
    expect((await desk.read(id))!.case.status).toBe('closed');
    expect((await desk.earlier({ userId: 'dl_1', id: other }, 5)).map((kept) => kept.case.id)).toEqual([id]);
  });

  test('a note on an earlier case leaves the one that an agent has as it is', async () => {
    const settled = await asked();
    await does(settled, { do: 'claim' });
    await does(settled, { do: 'resolve', reason: 'told how' });
    const open = await asked();
    await does(open, { do: 'claim' });
    expect(await does(settled, { do: 'note', text: 'was right' })).toEqual({ status: 'done' });
    expect(await says('are you still there?')).toEqual([]);
    expect((await desk.ofConversation(KEY))!.case).toMatchObject({ id: open, agent: anna });
    await says('hello?');
    expect((await desk.earlier({ userId: 'dl_1', id: open }, 5)).map((kept) => kept.case.id)).toEqual([settled]);
  });

  test('who cancels what the assistant asks for an agent is the agent’s again', async () => {
    const id = await asked();
    await does(id, { do: 'claim' });
    await does(id, { do: 'ask', fact: 'commonName' });
    await says('cancel');
    await says('yes');
    await says('cancel');
    expect((await desk.read(id))!.case).toMatchObject({ status: 'assigned', asking: null, agent: anna });
    expect(await says('can I talk to Anna?')).toEqual([]);
  });

  test('an agent is told that the customer has ended the conversation', async () => {
    const id = await asked();
    await does(id, { do: 'claim' });
    const activity = { ...envelope('directline', speaker, now), type: 'endOfConversation' };
    await turns.run({ conversation: KEY, userId: 'dl_1', sourceId: null, activity, ends: true });
    const refused = { status: 'refused', refused: { code: 'left' } };
    expect(await does(id, { do: 'reply', text: 'hello?' })).toMatchObject(refused);
    expect(await does(id, { do: 'resolve', reason: 'gone' })).toEqual({ status: 'done' });
  });

  test('nobody is left in silence: each stage moves on when its time is over, and the customer is told', async () => {
    const id = await asked();
    const steps: [minutes: number, status: string][] = [
      [15, 'waiting'],
      [14 * 24 * 60, 'returned-to-bot'],
      [7 * 24 * 60, 'closed'],
    ];
    expect(await looks()).toBeNull();
    for (const [minutes, status] of steps) {
      now = new Date(now.getTime() + minutes * 60_000);
      expect(await looks()).toEqual({ status: 'done' });
      expect((await desk.read(id))!.case.status).toBe(status);
    }
    const told = (await spoken()).filter(([role]) => role === 'system').map(([, text]) => text);
    expect(told).toEqual(['<case.waitsLong {agent}>', '<case.unclaimed {agent}>']);
    // What it was told last says what can be done: the bot has nothing to add.
    expect((await spoken()).at(-1)).toEqual(['system', '<case.unclaimed {agent}>']);
  });

  test('given back as nobody came, the question that stood before is put again', async () => {
    await says('I lost the key of www.example.com');
    await asked();
    for (const minutes of [15, 14 * 24 * 60]) {
      now = new Date(now.getTime() + minutes * 60_000);
      await looks();
    }
    expect((await spoken()).slice(-2)).toEqual([
      ['system', '<case.unclaimed {agent}>'],
      ['bot', "Do you have a backup of it, and the backup's password?"],
    ]);
  });

  test('a key that the agent pastes is taken out as any other secret', async () => {
    const id = await asked();
    await does(id, { do: 'note', text: 'password: Zx9!k44qq' });
    expect(JSON.stringify(await desk.history(id))).not.toContain('Zx9!k44qq');
  });

  test('a case is found by the customer’s words, the common name, and its number', async () => {
    await says('I lost the private key of www.Example-Shop.com, our zebra crossing camera');
    const id = await asked();
    for (const q of ['zebra', 'example-shop', 'www.example-shop.com', id, 'camera zebra cross', 'ZEBRA shop'])
      expect((await desk.list({ q, most: 10 })).cases.map((kept) => kept.case.id)).toEqual([id]);
    for (const q of ['giraffe', 'zebra giraffe', '"', "'; drop table cases; --", '*', '%'])
      expect((await desk.list({ q, most: 10 })).cases).toEqual([]);
  });

  test('the queue: urgent ones first, then those that have waited longest, page by page', async () => {
    const id = await asked();
    const row = await database.read.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const body = JSON.parse(row.body!) as object;
    const more = Array.from({ length: 6 }, (_, at) => ({
      ...{ ...row, id: `C-X${at}`, rank: at === 4 ? 0 : 1, waiting_since: row.waiting_since! + ((at * 7) % 5) },
      body: JSON.stringify({ ...body, id: `C-X${at}` }),
    }));
    await database.write.insertInto('cases').values(more).execute();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<StoredDesk['list']>> = await desk.list({
        ...{ status: ['waiting'], most: 2 },
        ...(cursor !== null && { cursor }),
      });
      seen.push(...page.cases.map((kept) => kept.case.id));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toEqual(['C-X4', id, 'C-X0', 'C-X5', 'C-X3', 'C-X1', 'C-X2']);
    expect(await desk.counts(['anna'])).toEqual(new Map([['anna', { waiting: 7, mine: 0, assigned: 0, onHold: 0 }]]));
  });

  test('what a replica of the release before wrote stands where it belongs, and timers find it', async () => {
    const id = await asked();
    const row = await database.read.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const before = {
      id: '',
      conversation: KEY,
      reason: row.reason,
      facts: row.facts,
      outcome: null,
      status: 'waiting',
    };
    const minutes = [7, -3, 2, -9, 4];
    const opened = (at: number) => row.opened_at + at * 60_000;
    const old = minutes.map((at) => ({ ...before, id: `C-OLD${at}`, opened_at: opened(at) }));
    await database.write
      .insertInto('cases')
      .values(old as never)
      .execute();
    const listed = async (wanted: { status?: ['waiting'] }) => {
      const seen: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page: Awaited<ReturnType<StoredDesk['list']>> = await desk.list({
          ...{ ...wanted, most: 1 },
          ...(cursor !== undefined && { cursor }),
        });
        seen.push(...page.cases.map((kept) => kept.case.id));
        cursor = page.next;
      }
      return seen;
    };
    const longest = ['C-OLD-9', 'C-OLD-3', id, 'C-OLD2', 'C-OLD4', 'C-OLD7'];
    expect(await listed({ status: ['waiting'] })).toEqual(longest);
    expect(await listed({})).toEqual(longest.toReversed());
    const changed = await desk.changedSince(opened(1), 10);
    expect(changed.map((kept) => [kept.case.id, Date.parse(kept.changedAt)])).toEqual([
      ['C-OLD2', opened(2)],
      ['C-OLD4', opened(4)],
      ['C-OLD7', opened(7)],
    ]);
    expect((await desk.due(opened(3), 10)).map((due) => due.id)).toEqual(['C-OLD-9', 'C-OLD-3', 'C-OLD2']);
  });
});
