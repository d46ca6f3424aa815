import type { CaseKnowledge } from '../../src/cases/caseKnowledge.js';
import { FileCalls } from '../../src/channels/teams/files/fileCalls.js';
import { amongFileHosts, MICROSOFT_FILE_HOSTS } from '../../src/channels/teams/files/fileHosts.js';
import type { FileJob } from '../../src/channels/teams/files/fileJobs.js';
import { fileSender } from '../../src/channels/teams/files/fileSender.js';
import type { Reference } from '../../src/channels/teams/reference.js';
import { NoticeSender } from '../../src/delivery/noticeSender.js';
import type { Database } from '../../src/storage/database.js';
import { StoredLetters } from '../../src/storage/storedLetters.js';
import { StoredTeamsFiles } from '../../src/storage/storedTeamsFiles.js';
import type { TurnRequest } from '../../src/turn/request.js';
import { openedDatabase } from '../openedDatabase.js';
import { databases } from '../openedService.js';
import { FakeConnector } from './fakeConnector.js';
import { FileHost } from './fileHost.js';
import { SERVICE } from './microsoft.js';
import { replyIn } from './outward.js';
import { reaching } from './reaching.js';

const CHAT = 'a:chat';
const KEY = `msteams/tenant/${CHAT}`;
const place: Reference = {
  ...{ serviceUrl: SERVICE, tenantId: 'tenant', conversationId: CHAT, scope: 'personal' },
  ...{ botId: '28:bot', userId: '29:ada', aadObjectId: null },
};
const says = {
  ...{ 'teams.copy.name': '{of}.txt', 'teams.copy.about': 'about', 'teams.copy.saved': 'It is there.' },
  ...{ 'teams.copy.failed': 'It is not.', 'teams.copy.declined': 'No file.' },
};
const speaker = { userId: 'teams:tenant:ada', conversationId: `tenant/${CHAT}` };

/** Dies at the n-th step that leaves a trace, whatever it is: what comes behind it was never done. */
class Mortal {
  private steps = 0;
  constructor(private readonly diesAt: number) {}

  get isDead(): boolean {
    return this.steps >= this.diesAt;
  }

  step(): void {
    this.steps += 1;
    if (this.isDead) throw new Error('killed');
  }
}

describe.each(databases)('files in Teams across kills, on the %s database', (kind) => {
  let database: Database;
  let remove: () => Promise<void>;
  let connector: FakeConnector;
  let host: FileHost;
  beforeEach(async () => {
    ({ database, remove } = await openedDatabase(kind));
    connector = await new FakeConnector().open();
    host = await new FileHost().open();
    const said = { text: '**A verdict**', from: { name: 'desk' }, channelData: { certdesk: { card: 'verdict' } } };
    await database.write
      .insertInto('activities')
      .values(replyIn(KEY, 3, said))
      .execute();
  }, 60_000);
  afterEach(async () => {
    await host.close();
    await connector.close();
    await remove();
  });

  /** A process that works on files, until it dies. @param aheadMs its clock: what one that died had claimed is over */
  function process(mortal: Mortal, aheadMs: number) {
    const turns: string[] = [];
    const living = {
      ...database,
      get read() {
        mortal.step();
        return database.read;
      },
      get write() {
        mortal.step();
        return database.write;
      },
      transact: (work: Parameters<Database['transact']>[0]) => {
        mortal.step();
        return database.transact(work);
      },
    } as Database;
    const there = reaching(connector);
    const calls = new FileCalls({ allowed: amongFileHosts(MICROSOFT_FILE_HOSTS), ...host.way });
    const traced = async <Result>(work: Promise<Result>): Promise<Result> => {
      const result = await work;
      mortal.step();
      return result;
    };
    const now = () => new Date(Date.now() + aheadMs);
    const jobs = new StoredTeamsFiles(living);
    const letters = new StoredLetters(living);
    const sender = fileSender({
      ...{ jobs, now, references: { find: async () => place }, left: async () => undefined },
      ...{ allowed: amongFileHosts(MICROSOFT_FILE_HOSTS), knowledge: () => ({ says }) as unknown as CaseKnowledge },
      calls: { get: (at) => traced(calls.get(at)), put: (at, bytes) => traced(calls.put(at, bytes)) },
      connector: {
        post: (to, activity) => traced(there.post(to, activity)),
        remove: (to, id) => traced(there.remove(to, id)),
      },
      turns: {
        run: async ({ sourceId }: TurnRequest) => {
          mortal.step();
          turns.push(sourceId ?? '');
          return { status: 'done', activityId: '', replies: [] };
        },
      },
      said: async (conversation, seq) => (await letters.activities(conversation, [seq]))[0] ?? null,
    });
    const work = new NoticeSender({ notices: jobs, senders: { 'teams-file': sender }, now, onFault: () => undefined });
    return {
      turns,
      run: async () => {
        await work.sweep().catch(() => undefined);
        await work.idle();
      },
    };
  }

  const job = (card: string): FileJob => ({
    ...{
      do: 'save',
      conversation: KEY,
      seq: 3,
      offer: '3-x',
      card,
      channel: 'msteams',
      speaker,
      until: Date.now() + 900_000,
    },
    ...{ began: false, stored: false },
    upload: {
      ...{ uploadUrl: 'https://contoso.sharepoint.com/up', contentUrl: 'https://contoso.sharepoint.com/x.txt' },
      ...{ name: 'x.txt', uniqueId: '1', fileType: 'txt' },
    },
  });

  /**
   * Has a process die at its first step, another at its second, and so on, each followed by one that lives.
   * @returns at how many steps it can die @param begin makes what is to be done @param ended looks at what was done
   */
  async function wherever(begin: () => Promise<FileJob>, ended: (diesAt: number, turns: string[]) => void) {
    for (let diesAt = 1; ; diesAt += 1) {
      host.came.length = 0;
      connector.threads.clear();
      await database.write.deleteFrom('teams_files').execute();
      await new StoredTeamsFiles(database).add('job', await begin(), Date.now());
      const mortal = new Mortal(diesAt);
      const first = process(mortal, 0);
      await first.run();
      const second = process(new Mortal(Number.POSITIVE_INFINITY), 61_000);
      await second.run();
      ended(diesAt, [...first.turns, ...second.turns]);
      const left = await database.read.selectFrom('teams_files').select(['body', 'due_at']).execute();
      expect([diesAt, left]).toEqual([diesAt, [{ body: null, due_at: null }]]);
      if (!mortal.isDead) return diesAt - 1;
    }
  }

  test('is put there once, shown once and told under one name, wherever it ends', async () => {
    const begin = async () => {
      host.uploads.set('/up', null);
      return job(await reaching(connector).post(place, { type: 'message', id: 'consent' }));
    };
    const steps = await wherever(begin, (diesAt, turns) => {
      const thread = [...(connector.threads.get(CHAT)?.entries() ?? [])];
      const shown = thread.map(([id, { times }]) => [id.split('/').at(-1), times <= 2]);
      expect([diesAt, shown]).toEqual([diesAt, [['saved-3-x', true]]]);
      expect([diesAt, host.uploads.get('/up')]).toEqual([diesAt, expect.stringContaining('A verdict')]);
      expect(new Set(turns)).toEqual(new Set(['saved:3-x']));
    });
    // Claiming, noting that it begins, writing, noting that it is there, showing, taking away, telling, closing.
    expect(steps).toBeGreaterThanOrEqual(8);
  }, 120_000);

  test("a customer's file is looked into, and told of under one name, wherever it ends", async () => {
    host.files.set('/notes.txt', { status: 200, body: 'nothing' });
    const begin = async (): Promise<FileJob> => ({
      ...{ do: 'look', conversation: KEY, channel: 'msteams', speaker, name: 'notes.txt', until: Date.now() + 900_000 },
      ...{ address: 'https://contoso.sharepoint.com/notes.txt', source: 'file:1:0' },
    });
    const steps = await wherever(begin, (diesAt, turns) =>
      expect([diesAt, [...new Set(turns)]]).toEqual([diesAt, ['file:1:0']]),
    );
    // Claiming, reading, telling, closing.
    expect(steps).toBeGreaterThanOrEqual(4);
  }, 60_000);
});
