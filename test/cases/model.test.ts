import { join } from 'node:path';
import fc from 'fast-check';
import { openMatching } from '../../src/assistant.js';
import type { Act } from '../../src/cases/acts.js';
import { ownerOf } from '../../src/cases/case.js';
import { envelope } from '../../src/channels/channel.js';
import { editionHere } from '../../src/editionHere.js';
import type { Database } from '../../src/storage/database.js';
import { StoredDesk } from '../../src/storage/storedDesk.js';
import { StoredTurns } from '../../src/storage/storedTurns.js';
import { oneEdition } from '../../src/turn/editions.js';
import { ownerInRow } from '../../src/turn/owner.js';
import { Turns } from '../../src/turn/turns.js';
import { tries } from '../longForm.js';
import { openedDatabase } from '../openedDatabase.js';
import { databases } from '../openedService.js';

const agents = [
  { id: 'anna', name: 'Anna' },
  { id: 'ben', name: 'Ben' },
];
const TEXTS = [
  ...['talk to a person', 'I lost the private key of www.example.com', 'no backup', 'what is the fax number?'],
  ...['yes', 'the key was stolen', 'any news?', 'xyzzy plugh', 'cancel'],
];
const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom<Act>({ do: 'claim' }, { do: 'release' }, { do: 'return' }, { do: 'ask', fact: 'commonName' }),
  fc.constantFrom<Act>({ do: 'hold', reason: 'waits for accounts' }, { do: 'resolve', reason: 'told how' }),
  fc.constantFrom<Act>({ do: 'verdict', outcome: 'free-replacement', reason: 'seen the order' }),
  fc.constantFrom<Act>({ do: 'transfer', to: { agent: agents[0]! } }, { do: 'transfer', to: { agent: agents[1]! } }),
  fc.constantFrom<Act>({ do: 'reply', text: 'agent says' }, { do: 'note', text: 'agent notes' }),
);

/** What happens in a run. Each is sent as often as it says: a delivery may be repeated, at once or later. */
type Step =
  | { kind: 'customer'; text: string; times: number }
  | { kind: 'agent'; act: Act; who: number; supervises: boolean; times: number }
  | { kind: 'timer'; hours: number; times: number }
  | { kind: 'restart' };
const times = fc.integer({ min: 1, max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('customer'), text: fc.constantFrom(...TEXTS), times }) },
  {
    weight: 7,
    arbitrary: fc.record({
      ...{ kind: fc.constant('agent'), act: acts, who: fc.nat(1), supervises: fc.boolean(), times },
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('timer'), hours: fc.constantFrom(0, 1, 30, 400), times }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' }) },
) as fc.Arbitrary<Step>;

describe.each(databases)('whatever customers, agents, timers and restarts do, on the %s database', (kind) => {
  let database: Database;
  let remove: () => Promise<void>;
  let matching: Awaited<ReturnType<typeof openMatching>>;
  let conversations = 0;
  beforeAll(async () => {
    ({ database, remove } = await openedDatabase(kind));
    matching = await openMatching(join(__dirname, '..', '..', 'knowledge'));
  }, 60_000);
  afterAll(() => remove());

  test('one owner, no word of the bot while an agent is, nothing lost or doubled, and every case ends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 12 }), runs),
      { numRuns: tries(20, 2000) },
    );
  }, 1_500_000);

  /** Batches run one after another, the steps of a batch at once. */
  async function runs(batches: Step[][]): Promise<void> {
    conversations += 1;
    const id = `c${conversations}`;
    const key = `directline/${id}`;
    const desk = new StoredDesk(database);
    let now = new Date('2026-05-20T11:00:00Z');
    let made = 0;
    let owner: string | null = null;
    const acknowledged: string[] = [];
    // Each start has a bot of its own: what the one before still thinks of is its own.
    const open = () =>
      new Turns({
        ...{ now: () => now, ownerOf: ownerInRow, inTimeMs: null, newCaseId: () => `C-${id}-${++made}` },
        ...{ editions: oneEdition(editionHere(matching, (bot) => bot)), store: new StoredTurns(database) },
        onBotFault: (fault) => {
          throw fault;
        },
        limits: { each: 1000, all: 1000 },
        committed(rows, _, cases) {
          const after = cases.at(-1) ? (ownerOf(cases.at(-1)!.case)?.id ?? null) : owner;
          const spoke = rows.some(({ role, type }) => role === 'bot' && type === 'message');
          expect({ spoke, owned: owner !== null && after === owner }).not.toEqual({ spoke: true, owned: true });
          owner = after;
        },
      });
    let turns = open();
    const speaker = { userId: `dl_${id}`, conversationId: id };
    let serial = 0;
    const kept = async () => desk.earlier({ userId: speaker.userId, id: '' }, 1000);
    const look = async () => {
      for (const { id: due, conversation, version } of await desk.due(now.getTime(), 1000))
        if (conversation === key)
          await turns.act({ conversation, case: due, sourceId: `timer:${due}:${version}`, act: null });
    };
    const run = async (one: Step): Promise<unknown> => {
      serial += 1;
      const mark = `${serial}`;
      switch (one.kind) {
        case 'customer': {
          const activity = { ...envelope('directline', speaker, now), type: 'message', text: one.text };
          const sent = {
            conversation: key,
            userId: speaker.userId,
            sourceId: `client:${mark}`,
            begins: true,
            activity,
          };
          const outcomes = await Promise.all(Array.from({ length: one.times }, () => turns.run(sent)));
          expect(outcomes.filter(({ status }) => status === 'done')).toHaveLength(1);
          return acknowledged.push(one.text);
        }
        case 'agent': {
          const newest = (await kept())[0]?.case.id ?? 'C-none';
          const act = one.act.do === 'reply' ? { ...one.act, text: `agent says ${mark}` } : one.act;
          const acting = { by: agents[one.who]!, supervises: one.supervises };
          const sent = { conversation: key, case: newest, sourceId: `agent:${mark}`, act: { act, acting } };
          const outcomes = await Promise.all(Array.from({ length: one.times }, () => turns.act(sent)));
          const done = outcomes.filter(({ status }) => status === 'done').length;
          expect(done).toBeLessThanOrEqual(1);
          return done === 1 && act.do === 'reply' && acknowledged.push(act.text);
        }
        case 'timer': {
          now = new Date(now.getTime() + one.hours * 3600_000);
          return Promise.all(Array.from({ length: one.times }, look));
        }
        case 'restart':
          turns = open();
      }
    };
    for (const batch of batches) {
      await Promise.all(batch.map(run));
      const row = await database.read.selectFrom('conversations').selectAll().where('key', '=', key).executeTakeFirst();
      const cases = await kept();
      const current = cases.find((one) => one.case.id === row?.open_case)?.case;
      expect(row?.owner ?? null).toBe(current ? (ownerOf(current)?.id ?? null) : null);
      expect(cases.filter((one) => !['resolved', 'closed'].includes(one.case.status)).length).toBeLessThanOrEqual(1);
    }
    const rows = await database.read.selectFrom('activities').selectAll().where('conversation', '=', key).execute();
    const said = rows
      .filter(({ role, type }) => (role === 'user' || role === 'agent') && type === 'message')
      .map(({ activity }) => (JSON.parse(activity) as { text: string }).text);
    expect(said.sort()).toEqual(acknowledged.sort());
    for (let looks = 0; looks < 12; looks++) {
      now = new Date(now.getTime() + 15 * 24 * 3600_000);
      await look();
    }
    expect((await kept()).map((one) => one.case.status).filter((status) => status !== 'closed')).toEqual([]);
    for (const { case: one } of await kept()) {
      const history = await desk.history(one.id);
      expect(history.slice(1).every(({ from }, at) => from === history[at]!.to)).toBe(true);
    }
  }
});
