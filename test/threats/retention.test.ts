import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { sql } from 'kysely';
import WebSocket from 'ws';
import { reportOf } from '../../src/cases/report.js';
import { countedIn } from '../../src/storage/caseReports.js';
import { casesWith } from '../../src/storage/caseWords.js';
import { heldOf } from '../../src/storage/customerHeld.js';
import { findCustomer } from '../../src/storage/customersFound.js';
import type { Database } from '../../src/storage/database.js';
import { Forgetting } from '../../src/storage/forgetting.js';
import { removeQuiet } from '../../src/storage/quietConversations.js';
import { emptyLog, removeConversation } from '../../src/storage/removals.js';
import { StoredLetters } from '../../src/storage/storedLetters.js';
import { StoredTurns } from '../../src/storage/storedTurns.js';
import { StoredTeamsReferences } from '../../src/storage/teamsReferences.js';
import { StoredTeamsSent } from '../../src/storage/teamsSent.js';
import { type AtDesk, agent, waiting } from '../desk/deskClient.js';
import { openedDatabase } from '../openedDatabase.js';
import { databases, type OpenedService, openedService, SIGN_IN_KEY } from '../openedService.js';
import { openAgentsDesk, person, SERVICE, wordsOf } from '../teams/agentsDesk.js';

// Threat 38: what was said and who said it is gone when its time is over or somebody asks for it: from every table, every
// index, and from the file; that there was a case, and the figures, stay.

/** Its beginning is no other word's: an index that stores only what differs from the word before holds the rest. */
const WORD = 'zqcanaryworden';
const CANARY = /canaryworden|946.?0958/i;
const DAY_MS = 24 * 3600_000;
const START = Date.parse('2026-05-20T11:00:00Z');

/** The tables in which it stands, however it is stored there: all that the catalogue knows, indexes' tables among them. */
async function tablesWith({ read, kind }: Database, looked: RegExp): Promise<string[]> {
  const { rows: tables } = await (kind === 'postgres'
    ? sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`
    : sql<{ name: string }>`select name from sqlite_master where type = 'table'`
  ).execute(read);
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await (kind === 'postgres'
      ? sql<object>`select t::text as row from ${sql.table(name)} as t`
      : sql<object>`select * from ${sql.table(name)}`
    ).execute(read);
    const text = rows.flatMap((row) =>
      Object.values(row).map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value)),
    );
    if (looked.test(text.join('\n'))) found.push(name);
  }
  return found.sort();
}

/** Whether it stands in the files of the embedded database. */
const inFiles = (folder: string, looked: RegExp) =>
  readdirSync(folder)
    .filter((name) => name.startsWith('certdesk.db'))
    .filter((name) => looked.test(readFileSync(join(folder, name)).toString('latin1')));

describe.each(databases)('what is kept, on the %s database', (kind) => {
  let folder: string;
  let service: OpenedService;
  let anna: AtDesk;
  let database: Database;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'certdesk-retention-'));
    service = await openedService(kind, {
      environment: {
        CERTDESK_DATA: folder,
        // Nobody listens there: what is sent waits, and is given up in the end.
        ...{ CERTDESK_WEBHOOKS: 'http://127.0.0.1:9/hook', CERTDESK_WEBHOOK_SECRET: `whsec_${'a'.repeat(40)}` },
        ...{ CERTDESK_SMTP_URL: 'smtp://127.0.0.1:9', CERTDESK_MAIL_FROM: 'Desk <desk@example.com>' },
      },
    });
    service.clock.now = new Date(START);
    database = service.database;
    anna = await agent(service);
  }, 180_000);
  afterEach(async () => {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const later = (days: number) => new Date(START + days * DAY_MS);
  /** Forgets as the service does each minute, that many days after all that was said. */
  const forget = (days: number, keepDays: number | null = 90) =>
    new Forgetting({
      ...{ database, keepDays, now: () => later(days) },
      onFault: (fault) => expect(fault).toBeUndefined(),
    }).forget();
  const report = async () =>
    reportOf(await countedIn(database, START - DAY_MS, START + DAY_MS), {
      ...{ from: new Date(START - DAY_MS).toISOString(), to: new Date(START + DAY_MS).toISOString() },
      timeZone: 'Europe/London',
    });
  const rows = (table: 'activities' | 'outbox' | 'notices' | 'inbox' | 'customers_seen', conversation: string) =>
    database.read.selectFrom(table).selectAll().where('conversation', '=', conversation).execute();

  /** A customer who was served by a person from beginning to end, with the word wherever people may write one. */
  async function served() {
    const signedIn = await new SignJWT({ aud: 'certdesk', sub: WORD, name: WORD, exp: START / 1000 + 600 })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(SIGN_IN_KEY));
    const { body } = await service.ask('POST', '/v3/directline/tokens/generate', { token: signedIn, body: {} });
    const { token, conversationId } = body as { token: string; conversationId: string };
    await service.ask('POST', '/v3/directline/conversations', { token, body: {} });
    const path = `/v3/directline/conversations/${conversationId}`;
    let said = 0;
    const say = async (text: string) => {
      said += 1;
      const message = { type: 'message', text, channelData: { clientActivityID: `${WORD}-${said}` } };
      expect((await service.ask('POST', `${path}/activities`, { token, body: message })).status).toBe(200);
    };
    await say(`I lost the private key of ${WORD}.example.com`);
    await say('talk to a person');
    await say(`Zqcanaryworden Jones, ${WORD}@example.com, 020 7946 0958`);
    const { open_case: id } = await database.read
      .selectFrom('conversations')
      .select('open_case')
      .where('key', '=', `directline/${conversationId}`)
      .executeTakeFirstOrThrow();
    const does = async (name: string, given: object = {}) => {
      const { status, text } = await anna.post(`cases/${id}/${name}`, given);
      expect([status, name, status === 200 ? '' : text]).toEqual([200, name, '']);
    };
    await does('claim');
    await does('reply', { text: `Hello ${WORD}` });
    await does('note', { text: `a note of ${WORD}` });
    const { outcomes } = (await anna.get('frame')).body;
    await does('verdict', { outcome: outcomes[0].id, reason: `because of ${WORD}` });
    await does('hold', { reason: `asked ${WORD}` });
    await does('resolve', { reason: `told ${WORD}` });
    await say("No, it didn't");
    await say(`the button of ${WORD} was grey`);
    const key = `directline/${conversationId}`;
    const letter = { conversation: key, seq: 2, channel: 'directline', attempts: 8, due_at: START, error: 'Refused' };
    await database.write
      .insertInto('outbox')
      .values({ ...letter, dead_at: START })
      .onConflict((row) => row.columns(['conversation', 'seq']).doUpdateSet({ dead_at: START }))
      .execute();
    return { key, token, path, id: id!, signedIn };
  }
  /** The case that is closed after a while, by the timer. */
  const close = (id: string) =>
    database.write.updateTable('cases').set({ status: 'closed', due_at: null }).where('id', '=', id).execute();

  test('after ninety days: no table and no file has a word of it, what is open or young stays, figures stay', async () => {
    const old = await served();
    const open = await waiting(service, ['my key is lost']);
    const stood = [
      'activities',
      'case_history',
      'case_words',
      'cases',
      'conversations',
      'customers',
      'inbox',
      'notices',
    ];
    expect(await tablesWith(database, CANARY)).toEqual(expect.arrayContaining(stood));
    if (kind === 'embedded') expect(inFiles(folder, CANARY)).not.toEqual([]);
    const figures = await report();
    await close(old.id);
    const open_ = await waiting(service);
    await database.write
      .updateTable('conversations')
      .set({ updated_at: START + 2 * DAY_MS })
      .where('key', '=', open_.conversation)
      .execute();
    await close(open_.case);

    await forget(89);
    expect(await rows('activities', old.key)).not.toEqual([]);
    await forget(500, null);
    expect(await rows('activities', old.key)).not.toEqual([]);
    await forget(91);
    expect(await tablesWith(database, CANARY)).toEqual([]);
    expect(inFiles(folder, CANARY)).toEqual([]);
    for (const table of ['activities', 'outbox', 'notices', 'inbox', 'customers_seen'] as const)
      expect(await rows(table, old.key)).toEqual([]);

    // One that waits for an agent, however long, and one that is younger.
    for (const kept of [open, open_]) expect(await rows('activities', kept.conversation)).not.toEqual([]);
    expect(await casesWith(database, 'key lost')).toContain(open.case);

    expect(await database.read.selectFrom('removals').selectAll().execute()).toMatchObject([
      { conversation: old.key, why: 'retention', by_name: null, cases: JSON.stringify([old.id]) },
    ]);
    // Her session has ended long since.
    const ben = await agent(service);
    const { body: bare } = await ben.get(`cases/${old.id}`);
    expect(bare).toMatchObject({ status: 'closed', contact: { name: null }, transcript: [], resolution: null });
    expect(bare.history.map(({ what, by }: { what: string; by: { name: string } }) => [what, by.name])).toEqual([
      ...[
        ['opened', null],
        ['contact', null],
        ['claim', anna.name],
        ['reply', anna.name],
        ['note', anna.name],
      ],
      ...[
        ['verdict', anna.name],
        ['hold', anna.name],
        ['resolve', anna.name],
        ['rated', null],
        ['removed', null],
      ],
    ]);
    expect((await ben.post(`cases/${old.id}/note`, { text: WORD })).body.error.code).toBe('over');
    const now = await report();
    expect({ ...now, overridden: [] }).toEqual({
      ...figures,
      overridden: [],
      opened: 3,
      reasons: { asked: 3 },
      days: now.days,
    });
    expect(now.overridden).toEqual(figures.overridden.map((one) => ({ ...one, reason: '' })));

    // Again, there is nothing left to do; and when no token can be left, nothing is known of what had no case.
    await forget(91);
    expect(await database.read.selectFrom('removals').selectAll().execute()).toHaveLength(1);
  }, 120_000);

  test('asked for: given out whole, then removed under a running service; the token begins nothing anew', async () => {
    const { key, id, token, path, signedIn } = await served();
    const other = await waiting(service, ['another matter']);
    const { streamUrl } = (await service.ask('GET', path, { token })).body;
    const socket = new WebSocket(streamUrl, { origin: service.address });
    const closed = new Promise<number>((done) => socket.once('close', done));
    await new Promise((opened, failed) => socket.once('open', opened).once('error', failed));

    for (const named of [
      { by: 'case', value: id },
      { by: 'email', value: `${WORD.toUpperCase()}@Example.com` },
      { by: 'conversation', value: key },
      { by: 'user', value: `customer:${WORD}` },
    ] as const) {
      const { conversations, sameEmail } = await findCustomer(database, named);
      expect([conversations.map((one) => one.key), sameEmail]).toEqual([[key], []]);
    }
    const held = JSON.stringify(await heldOf(database, key));
    const told = [
      ...[`private key of ${WORD}.example.com`, `"name":"Zqcanaryworden Jones"`, `${WORD}@example.com`, '946 0958'],
      ...[`Hello ${WORD}`, `a note of ${WORD}`, `because of ${WORD}`, `asked ${WORD}`, `told ${WORD}`],
      ...[`the button of ${WORD} was grey`, `"commonName":"${WORD}.example.com"`, `${WORD}-1`, 'Refused'],
    ];
    expect(told.filter((one) => !held.includes(one))).toEqual([]);
    expect(held).not.toContain('/hook');

    // A turn that began before is not written behind it.
    const turns = new StoredTurns(database);
    const found = await turns.find(key, null);
    const by = { kind: 'agent' as const, id: 'shell:op', name: 'op' };
    const removal = { why: 'erasure' as const, by, now: START + 1, quietSince: null };
    expect(await removeConversation(database, key, removal)).toMatchObject({ cases: [id] });
    expect(await removeConversation(database, key, removal)).toBeNull();
    expect(await emptyLog(database)).toBe(true);
    const overtaken = await turns.write({
      ...{
        before: found!.conversation,
        arrival: null,
        state: WORD,
        edition: null,
        openCase: id,
        cases: [],
        owner: null,
      },
      ...{
        notices: [],
        rows: [],
        outgoing: { seqs: [], channel: 'directline', dueAt: START },
        ends: false,
        at: START + 2,
      },
    });
    expect(overtaken).toBeNull();

    expect(await tablesWith(database, CANARY)).toEqual([]);
    expect(inFiles(folder, CANARY)).toEqual([]);
    expect(await rows('activities', other.conversation)).not.toEqual([]);
    expect(await database.read.selectFrom('removals').selectAll().execute()).toMatchObject([
      { conversation: key, why: 'erasure', by_name: 'op', cases: JSON.stringify([id]) },
    ]);
    expect(await findCustomer(database, { by: 'case', value: id })).toEqual({ conversations: [], sameEmail: [] });

    // Their page is told, and what they hold opens nothing any more.
    expect(await closed).toBe(1000);
    const message = { type: 'message', text: WORD };
    for (const asked of [
      service.ask('POST', `${path}/activities`, { token, body: message }),
      service.ask('GET', `${path}/activities`, { token }),
      service.ask('POST', '/v3/directline/conversations', { token, body: {} }),
      service.ask('POST', '/v3/directline/tokens/refresh', { token }),
    ])
      expect((await asked).status).toBe(404);
    expect(await tablesWith(database, CANARY)).toEqual([]);
    const anew = await service.ask('POST', '/v3/directline/tokens/generate', { token: signedIn, body: {} });
    expect(`directline/${anew.body.conversationId}`).not.toBe(key);
  }, 120_000);
});

describe.each(databases)('a case of a chat in Teams that agents see in their channel, on the %s database', (kind) => {
  let desk: Awaited<ReturnType<typeof openAgentsDesk>>;
  let agents: ReturnType<typeof desk.replica>;
  beforeEach(async () => {
    desk = await openAgentsDesk(kind, 'msteams');
    agents = desk.replica('r1');
    desk.use(agents);
    desk.connector.members.set(person('Anna').id, { ...person('Anna'), email: null });
    await agents.channel.heed(desk.installed);
  }, 60_000);
  afterEach(() => desk.remove());
  const KEY = 'msteams/c';
  const shown = () => [...desk.connector.threads.values()].map((arrived) => [...arrived.values()].map(wordsOf));

  test.each(['erasure', 'retention'] as const)(
    '%s: nothing is left in any table, nor of the bot in the thread',
    async (why) => {
      const { database } = desk;
      const references = new StoredTeamsReferences(database, () => new Date(START));
      const place = { serviceUrl: SERVICE, tenantId: WORD, conversationId: `a:${WORD}`, scope: 'personal' } as const;
      await references.keep(KEY, { ...place, generation: 1, botId: '28:app', userId: `29:${WORD}`, aadObjectId: WORD });
      await new StoredTeamsSent(database).keep(KEY, { seq: 1, part: 1, messageId: WORD, at: START });
      await new StoredLetters(database).hold(KEY, WORD, { now: START, until: START + 1 });
      for (const text of [`I lost the private key of ${WORD}.example.com`, 'talk to a person', `${WORD}@example.com`])
        await desk.says(text);
      await agents.idle();
      const { id } = (await desk.caseNow()).case;
      const [thread] = desk.connector.threads.keys();
      const anna = person('Anna');
      await agents.channel.take(desk.press(anna, 'claim', { case: id }, thread!));
      await agents.channel.take(desk.message(anna, `Hello ${WORD}`, thread!));
      await desk.says(`I am ${WORD}`);
      await desk.acts(id, { do: 'note', text: `a note of ${WORD}` });
      await agents.idle();
      expect(CANARY.test(JSON.stringify(shown()))).toBe(true);
      const teams = ['outbox_lanes', 'teams_references', 'teams_sent'];
      expect(await tablesWith(database, CANARY)).toEqual(expect.arrayContaining(teams));
      const { teams: held } = (await heldOf(database, KEY))!;
      expect(held).toMatchObject({ tenantId: WORD, accountId: WORD, userId: `29:${WORD}` });

      const by = { kind: 'timer' as const };
      await removeConversation(database, KEY, { why, by, now: Date.parse('2027-01-01'), quietSince: null });
      desk.pass(Date.parse('2027-01-01') - START);
      await agents.idle();
      await agents.idle();
      expect(await tablesWith(database, CANARY)).toEqual([]);
      for (const table of ['teams_references', 'teams_sent', 'outbox_lanes', 'teams_threads', 'teams_lines'] as const)
        expect(await database.read.selectFrom(table).selectAll().execute()).toEqual([]);
      const [[card, ...lines] = []] = shown();
      expect(card).toContain(id);
      expect(card).not.toMatch(CANARY);
      expect(lines).toEqual(['What was said here was removed.']);

      // Whoever looks again finds nothing to do, and the thread is no case's any more.
      agents.changed([id]);
      await agents.idle();
      expect(shown()).toEqual([[card, ...lines]]);
      await agents.channel.take(desk.message(anna, 'one more thing', thread!));
      expect(await tablesWith(database, /one more thing/)).toEqual([]);
      expect(desk.faults).toEqual([]);
    },
  );

  test('a removal in a channel that takes nothing just now is made up for later', async () => {
    await desk.says(`I am ${WORD}, talk to a person`);
    await desk.says('talk to a person');
    await agents.idle();
    const { id } = (await desk.caseNow()).case;
    desk.connector.fault = new Error('answered 502');
    const by = { kind: 'timer' as const };
    const now = Date.parse('2027-01-01');
    await removeConversation(desk.database, KEY, { why: 'erasure', by, now, quietSince: null });
    desk.pass(now - START);
    await agents.idle();
    expect(CANARY.test(JSON.stringify(shown()))).toBe(true);
    desk.connector.fault = null;
    desk.pass(600_000);
    await agents.idle();
    expect(CANARY.test(JSON.stringify(shown()))).toBe(false);
    expect(JSON.stringify(shown())).toContain(id);
  });
});

describe.each(databases)('many at once, on the %s database', (kind) => {
  const quiet = { since: START, now: START + 90 * DAY_MS, ending: new AbortController().signal };
  const filled = async (database: Database, count: number, activities: number) => {
    for (let n = 0; n < count; n += 1) {
      const key = `directline/${n}`;
      const row = {
        key,
        channel: 'directline',
        id: `${n}`,
        user_id: `u${n}`,
        state: WORD,
        version: 3,
        last_seq: activities,
      };
      const times = { created_at: 1, updated_at: 2, ended_at: null, removed_at: null };
      const none = { streamed_by: null, owner: null, open_case: null, edition: null };
      await database.write
        .insertInto('conversations')
        .values({ ...row, ...times, ...none })
        .execute();
      for (let from = 1; from <= activities; from += 500)
        await database.write
          .insertInto('activities')
          .values(
            Array.from({ length: Math.min(500, activities - from + 1) }, (_, at) => ({
              ...{ conversation: key, seq: from + at, id: `${at}`, role: 'user' as const, type: 'message', at: 1 },
              activity: JSON.stringify({ text: WORD }),
            })),
          )
          .execute();
    }
  };
  const left = async ({ read }: Database) =>
    (await read.selectFrom('activities').select('conversation').distinct().execute()).length;

  test('replicas remove each once; one that stops half way has left the others whole', async () => {
    const { database, remove } = await openedDatabase(kind);
    try {
      await filled(database, 30, 20);
      const stops = new AbortController();
      const first = removeQuiet(database, { ...quiet, ending: stops.signal });
      setTimeout(() => stops.abort(), 20);
      const begun = await first;
      expect(await left(database)).toBe(30 - begun);
      const counts = await Promise.all([removeQuiet(database, quiet), removeQuiet(database, quiet)]);
      expect(begun + counts[0]! + counts[1]!).toBe(30);
      expect(await left(database)).toBe(0);
      expect(await tablesWith(database, CANARY)).toEqual([]);
      expect(await database.read.selectFrom('removals').select('conversation').execute()).toHaveLength(30);
    } finally {
      await remove();
    }
  }, 60_000);

  test('a long transcript goes piece by piece, and nothing holds a turn up for long', async () => {
    const { database, remove } = await openedDatabase(kind);
    try {
      await filled(database, 1, 5000);
      let longest = 0;
      const transact: Database['transact'] = async (work) => {
        const began = performance.now();
        const result = await database.transact(work);
        longest = Math.max(longest, performance.now() - began);
        return result;
      };
      expect(await removeQuiet({ ...database, transact }, quiet)).toBe(1);
      expect(await tablesWith(database, CANARY)).toEqual([]);
      expect(longest).toBeLessThan(500);
    } finally {
      await remove();
    }
  }, 60_000);
});
