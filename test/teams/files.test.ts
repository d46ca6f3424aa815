import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { removeConversation } from '../../src/storage/removals.js';
import { type AtDesk, agent } from '../desk/deskClient.js';
import { databases } from '../openedService.js';
import { around, inGroup, message } from './activities.js';
import { FakeConnector } from './fakeConnector.js';
import { FileHost } from './fileHost.js';
import { TENANT } from './microsoft.js';
import { type OpenedTeams, openedTeams } from './openedTeams.js';
import { reaching } from './reaching.js';
import { seenOf } from './seenInTeams.js';
import { toVerdict } from './toVerdict.js';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';
const INFO = 'application/vnd.microsoft.teams.card.file.info';
const FILE = 'application/vnd.microsoft.teams.file.download.info';

interface Consent {
  description: string;
  sizeInBytes: number;
  acceptContext: object;
  declineContext: object;
}

describe.each(databases)('files in Teams on the %s database', (kind) => {
  let teams: OpenedTeams;
  let connector: FakeConnector;
  let host: FileHost;
  beforeAll(async () => {
    connector = await new FakeConnector().open();
    host = await new FileHost().open();
    teams = await openedTeams(kind, {}, reaching(connector), host.way);
  }, 180_000);
  afterAll(async () => {
    await teams.stop();
    await host.close();
    await connector.close();
  });
  const personal = () => `a:${randomUUID()}`;
  const rows = () => teams.service.database.read.selectFrom('teams_files').selectAll().execute();
  /** Waits until nothing is due or under way: what is claimed is another's after a minute, and no pause is as long. */
  async function done() {
    for (let tries = 0; tries < 150; tries += 1) {
      await new Promise((later) => setTimeout(later, 100));
      const now = teams.service.clock.now.getTime();
      if ((await rows()).every(({ due_at }) => due_at === null || (due_at > now && due_at < now + 45_000))) break;
    }
    await teams.service.outbox.idle();
  }
  async function write(text: string, conversation: string, files: { name: string; path: string }[] = []) {
    const sent = files.map(({ name, path: at }) => ({
      ...{ contentType: FILE, contentUrl: `https://contoso-my.sharepoint.com${at}`, name },
      content: { downloadUrl: `https://contoso-my.sharepoint.com${at}`, uniqueId: randomUUID(), fileType: 'txt' },
    }));
    const activity = message(text, conversation);
    const { status } = await teams.post({ ...activity, attachments: [...activity.attachments, ...sent] });
    expect(status).toBe(200);
    return activity;
  }
  const shown = (conversation: string) =>
    [...(connector.threads.get(conversation)?.values() ?? [])].map(({ activity, messageId }) => ({
      activity,
      messageId,
    }));
  const texts = (conversation: string) => shown(conversation).map(({ activity }) => activity.text ?? '');
  const cards = (conversation: string, type: string) =>
    shown(conversation).flatMap(({ activity, messageId }) =>
      (activity.attachments ?? [])
        .filter(({ contentType }) => contentType === type)
        .map((card) => ({ ...card, content: card.content as Consent, messageId })),
    );
  const said = async (conversation: string) =>
    (await teams.said(conversation)).filter(([role]) => role === 'bot').map(([, , text]) => text);
  const path = () => `/personal/ada/${randomUUID()}`;

  describe('that customers send', () => {
    test('a text with a private key in it: they are told to let the key go, and how to delete the file', async () => {
      const [conversation, at] = [personal(), path()];
      host.files.set(at, { status: 200, body: `our notes\n${KEY}\n` });
      await write('', conversation, [{ name: 'notes.txt', path: at }]);
      expect((await said(conversation)).at(-1)).toMatch(/can't read attachments/);
      await done();
      expect((await said(conversation)).at(-1)).toMatch(
        /private key or a password in a file.*compromised[\s\S]*OneDrive/,
      );
      const { headers, host: name } = host.came.at(-1)!;
      expect([name, headers.authorization]).toEqual(['contoso-my.sharepoint.com', undefined]);
    });

    test('nothing of the file is kept, nor where it was', async () => {
      const [conversation, at] = [personal(), path()];
      host.files.set(at, { status: 200, body: KEY });
      await write('here you are', conversation, [{ name: 'notes.txt', path: `${at}?tempauth=let-me-in` }]);
      host.files.set(`${at}?tempauth=let-me-in`, { status: 200, body: KEY });
      await done();
      const { database } = teams.service;
      const kept = await Promise.all([
        database.read.selectFrom('activities').selectAll().execute(),
        database.read.selectFrom('conversations').selectAll().execute(),
        rows(),
      ]);
      const all = JSON.stringify(kept) + teams.service.logs();
      expect(all).not.toContain('let-me-in');
      for (const line of KEY.split('\n').filter((part) => part.length > 20 && !part.startsWith('---')))
        expect(all).not.toContain(line);
    });

    test('a text without one: nothing more is said, and no place is lost', async () => {
      const [conversation, at] = [personal(), path()];
      host.files.set(at, { status: 200, body: 'hello' });
      await write('I lost my private key', conversation, [{ name: 'notes.txt', path: at }]);
      const before = await said(conversation);
      await done();
      expect(await said(conversation)).toEqual(before);
      expect(host.came.at(-1)?.path).toBe(at);
    });

    test('the question that was open stands again beneath the warning', async () => {
      const [conversation, at] = [personal(), path()];
      host.files.set(at, { status: 200, body: KEY });
      await write('I lost the private key of www.example.com, secure server', conversation);
      const question = (await said(conversation)).at(-1)!.split('\n').at(-1)!;
      await write('', conversation, [{ name: 'server.txt', path: at }]);
      await done();
      const [warning, again] = (await said(conversation)).slice(-2);
      expect(warning).toMatch(/compromised/);
      expect(again).toContain(question);
    });

    test.each(['server.key', 'old.PFX', 'backup.p12', 'trust.jks', 'www.pem', 'id_rsa', 'server.key.txt'])(
      '%s is known by its name, and not fetched',
      async (name) => {
        const [conversation, at] = [personal(), path()];
        await write('', conversation, [{ name, path: at }]);
        expect((await said(conversation)).at(-1)).toMatch(/By its name.*private key[\s\S]*OneDrive/);
        await done();
        expect(host.came.filter(({ path: asked }) => asked === at)).toEqual([]);
      },
    );

    test.each(['photo.png', 'letter.pdf', 'letter.docx', 'all.zip'])('%s is no text, and not fetched', async (name) => {
      const [conversation, at] = [personal(), path()];
      await write('', conversation, [{ name, path: at }]);
      expect((await said(conversation)).at(-1)).toMatch(/can't read attachments/);
      await done();
      expect(host.came.filter(({ path: asked }) => asked === at)).toEqual([]);
    });

    test('a picture in the message is not fetched either: our token goes nowhere', async () => {
      const conversation = personal();
      const contentUrl = 'https://smba.trafficmanager.net/emea/v3/attachments/0-weu/views/original';
      const { status } = await teams.post({
        ...message('', conversation),
        attachments: [{ contentType: 'image/*', contentUrl }],
      });
      expect(status).toBe(200);
      expect((await said(conversation)).at(-1)).toMatch(/can't read attachments/);
      expect((await rows()).filter((row) => row.conversation.endsWith(conversation))).toEqual([]);
    });

    test('the same message twice: looked into once, said once', async () => {
      const [conversation, at] = [personal(), path()];
      host.files.set(at, { status: 200, body: KEY });
      const address = `https://contoso-my.sharepoint.com${at}`;
      const sent = {
        ...message('', conversation),
        attachments: [{ contentType: FILE, name: 'notes.txt', content: { downloadUrl: address } }],
      };
      await Promise.all([teams.post(sent), teams.post(sent), teams.post(sent)]);
      await done();
      await teams.post(sent);
      await done();
      expect(host.came.filter(({ path: asked }) => asked === at)).toHaveLength(1);
      expect((await said(conversation)).filter((text) => /password in a file/.test(text))).toHaveLength(1);
    });

    test('a host that has a fault is asked again; after some minutes nobody asks any more', async () => {
      const [conversation, at] = [personal(), path()];
      host.files.set(at, { status: 503 });
      await write('', conversation, [{ name: 'notes.txt', path: at }]);
      const asked = () => host.came.filter(({ path: one }) => one === at).length;
      const until = async (calls: number) => {
        for (let tries = 0; tries < 100 && asked() < calls; tries += 1) {
          teams.service.clock.now = new Date(teams.service.clock.now.getTime() + 1000);
          await new Promise((later) => setTimeout(later, 100));
        }
      };
      await until(2);
      host.files.set(at, { status: 200, body: KEY });
      await until(3);
      await done();
      expect((await said(conversation)).at(-1)).toMatch(/compromised/);
      const later = path();
      host.files.set(later, { status: 503 });
      await write('', conversation, [{ name: 'notes.txt', path: later }]);
      await new Promise((waited) => setTimeout(waited, 1500));
      teams.service.clock.now = new Date(teams.service.clock.now.getTime() + 10 * 60_000);
      await done();
      expect((await rows()).filter(({ due_at }) => due_at !== null)).toEqual([]);
    }, 60_000);

    test('a slow host holds up no answer, nor anybody else', async () => {
      const [conversation, at] = [personal(), path()];
      host.files.set(at, { status: 200, hang: true });
      const began = performance.now();
      await write('', conversation, [{ name: 'notes.txt', path: at }]);
      await write('what is the fax number?', conversation);
      expect(performance.now() - began).toBeLessThan(4000);
      expect((await said(conversation)).at(-1)).toMatch(/fax/i);
      host.files.delete(at);
    });

    test('in a group no file is looked into', async () => {
      const sent = inGroup('look', { mentions: true });
      const attachments = [
        { contentType: FILE, name: 'notes.txt', content: { downloadUrl: 'https://contoso-my.sharepoint.com/x' } },
      ];
      await teams.post({ ...sent, attachments });
      expect((await rows()).filter(({ conversation }) => conversation.includes('19:group'))).toEqual([]);
    });
  });

  describe('that agents hear of', () => {
    let desk: AtDesk;
    beforeAll(async () => {
      desk = await agent(teams.service, 'ben');
    });

    test('the case and its transcript name the file, its size, and that a key was in it; never what it held', async () => {
      const [conversation, at] = [personal(), path()];
      host.files.set(at, { status: 200, body: `${'x'.repeat(3000)}\n${KEY}` });
      await write('can I talk to a person', conversation);
      await write('', conversation, [{ name: 'notes.txt', path: at }]);
      await done();
      const { open_case: id } = await teams.service.database.read
        .selectFrom('conversations')
        .select('open_case')
        .where('key', '=', `msteams/${TENANT}/${conversation}`)
        .executeTakeFirstOrThrow();
      const { body } = await desk.get(`cases/${id}`);
      const told = body.transcript.find(({ file }: { file?: object }) => file);
      expect(told.file).toEqual({ what: 'looked', name: 'notes.txt', size: 3001 + KEY.length, held: true });
      expect(body.brief.removed).toEqual(['private-key']);
    });

    test('while an agent has the conversation the assistant is silent, and the agent is told', async () => {
      const [conversation, at] = [personal(), path()];
      host.files.set(at, { status: 200, body: KEY });
      await write('can I talk to a person', conversation);
      const { open_case: id } = await teams.service.database.read
        .selectFrom('conversations')
        .select('open_case')
        .where('key', '=', `msteams/${TENANT}/${conversation}`)
        .executeTakeFirstOrThrow();
      expect((await desk.post(`cases/${id}/claim`)).status).toBe(200);
      const before = await said(conversation);
      await write('', conversation, [{ name: 'notes.txt', path: at }]);
      await done();
      expect(await said(conversation)).toEqual(before);
      const { body } = await desk.get(`cases/${id}`);
      expect(body.transcript.at(-1)).toMatchObject({ role: 'system', file: { name: 'notes.txt', held: true } });
      expect(body.brief.removed).toEqual(['private-key']);
    });
  });

  describe('that the bot gives', () => {
    async function verdictIn(conversation: string) {
      for (const text of toVerdict) await write(text, conversation);
      await teams.service.outbox.idle();
      const { activity, messageId } = shown(conversation).find(({ activity: one }) =>
        seenOf(one).buttons.some(({ execute }) => execute.data.certdesk.copy),
      )!;
      const button = seenOf(activity).buttons.find(({ execute }) => execute.data.certdesk.copy)!;
      return { button, messageId };
    }
    const invoke = (conversation: string, name: string, value: unknown, replyToId: string) => ({
      ...{ ...around(conversation), type: 'invoke', id: `f:${randomUUID()}`, name, value, replyToId },
    });
    async function pressed(conversation: string) {
      const { button, messageId } = await verdictIn(conversation);
      const { type, verb, data } = button.execute;
      const press = { action: { type, verb, data }, trigger: 'manual' };
      const answer = await teams.post(invoke(conversation, 'adaptiveCard/action', press, messageId));
      expect([answer.status, answer.body?.statusCode]).toEqual([200, 200]);
      await done();
      return { press, messageId, consent: cards(conversation, CONSENT)[0]! };
    }
    const uploadInfo = (at: string, name: string) => ({
      ...{ contentUrl: `https://contoso-my.sharepoint.com/personal/ada/${name}`, name },
      ...{ uploadUrl: `https://contoso-my.sharepoint.com${at}`, uniqueId: '1150D938', fileType: 'txt' },
    });
    const accepts = (conversation: string, consent: Awaited<ReturnType<typeof pressed>>['consent'], at: string) =>
      invoke(
        conversation,
        'fileConsent/invoke',
        {
          ...{ type: 'fileUpload', action: 'accept', context: consent.content.acceptContext },
          uploadInfo: uploadInfo(at, consent.name!),
        },
        consent.messageId,
      );

    test('a verdict has a button, by which a card asks for consent; accepted, the file is what was said', async () => {
      const [conversation, at] = [personal(), path()];
      host.uploads.set(at, null);
      const { consent } = await pressed(conversation);
      expect(consent.name).toMatch(/^Certificate C-\d+\.txt$/);
      expect((await teams.post(accepts(conversation, consent, at))).status).toBe(200);
      await done();
      const written = host.uploads.get(at)!;
      expect(Buffer.byteLength(written)).toBe(consent.content.sizeInBytes);
      expect(written).toMatch(/A person decides this one/);
      expect(written).toMatch(/From the FAQ: “If your Class 3/);
      expect(written).toMatch(/a\. Write a letter/);
      expect(written).toContain(/C-\d+/.exec(consent.name!)![0]);
      expect(written).not.toMatch(/\*\*/);
      const { headers } = host.came.findLast(({ method }) => method === 'PUT')!;
      const bytes = consent.content.sizeInBytes;
      expect(headers).toMatchObject({
        'content-range': `bytes 0-${bytes - 1}/${bytes}`,
        'content-length': String(bytes),
      });
      expect(headers.authorization).toBeUndefined();
      expect(cards(conversation, CONSENT)).toEqual([]);
      expect(cards(conversation, INFO)).toMatchObject([
        {
          ...{ name: consent.name, contentUrl: uploadInfo(at, consent.name!).contentUrl },
          content: { uniqueId: '1150D938', fileType: 'txt' },
        },
      ]);
    });

    test('a button that is pressed twice asks once, and later again', async () => {
      const conversation = personal();
      const { press, messageId } = await pressed(conversation);
      await teams.post(invoke(conversation, 'adaptiveCard/action', press, messageId));
      await done();
      expect(cards(conversation, CONSENT)).toHaveLength(1);
      teams.service.clock.now = new Date(teams.service.clock.now.getTime() + 31_000);
      await teams.post(invoke(conversation, 'adaptiveCard/action', press, messageId));
      await done();
      expect(cards(conversation, CONSENT)).toHaveLength(2);
    });

    test('older clients press it as a message, and its words may be typed', async () => {
      const conversation = personal();
      const { button, messageId } = await verdictIn(conversation);
      const before = await teams.said(conversation);
      const { text: _, attachments: __, ...sent } = message('', conversation);
      await teams.post({ ...sent, replyToId: messageId, value: button.submit!.data });
      await done();
      expect(cards(conversation, CONSENT)).toHaveLength(1);
      teams.service.clock.now = new Date(teams.service.clock.now.getTime() + 31_000);
      await write(button.title.toUpperCase(), conversation);
      await done();
      expect(cards(conversation, CONSENT)).toHaveLength(2);
      expect(await teams.said(conversation)).toEqual(before);
    });

    test('declined: a word, no file, and the card is gone; a late yes changes nothing', async () => {
      const [conversation, at] = [personal(), path()];
      host.uploads.set(at, null);
      const { consent } = await pressed(conversation);
      const value = { type: 'fileUpload', action: 'decline', context: consent.content.declineContext };
      expect((await teams.post(invoke(conversation, 'fileConsent/invoke', value, consent.messageId))).status).toBe(200);
      await teams.post(accepts(conversation, consent, at));
      await done();
      expect(texts(conversation).at(-1)).toMatch(/no file/);
      expect([cards(conversation, CONSENT), cards(conversation, INFO), host.uploads.get(at)]).toEqual([[], [], null]);
    });

    test('accepted five times at once: one file, one card', async () => {
      const [conversation, at] = [personal(), path()];
      host.uploads.set(at, null);
      const { consent } = await pressed(conversation);
      const answer = accepts(conversation, consent, at);
      await Promise.all([1, 2, 3, 4, 5].map(() => teams.post({ ...answer, id: `f:${randomUUID()}` })));
      await done();
      expect(host.came.filter(({ path: one }) => one === at)).toHaveLength(1);
      expect(cards(conversation, INFO)).toHaveLength(1);
    });

    test.each([
      ['is busy', { status: 503 }, 2],
      ['took it and said nothing', { status: 500, after: true }, 2],
    ])(
      'a store that %s: the file is there once, and shown once',
      async (_, fault, calls) => {
        const [conversation, at] = [personal(), path()];
        host.uploads.set(at, null);
        const { consent } = await pressed(conversation);
        host.faults = [fault];
        await teams.post(accepts(conversation, consent, at));
        for (let tries = 0; tries < 100 && cards(conversation, INFO).length === 0; tries += 1) {
          teams.service.clock.now = new Date(teams.service.clock.now.getTime() + 500);
          await new Promise((later) => setTimeout(later, 100));
        }
        await done();
        expect(host.came.filter(({ path: one }) => one === at)).toHaveLength(calls);
        expect(Buffer.byteLength(host.uploads.get(at)!)).toBe(consent.content.sizeInBytes);
        expect(cards(conversation, INFO)).toHaveLength(1);
      },
      30_000,
    );

    test.each([403, 404, 409])('a store that answers %i at once takes no file: that is said', async (status) => {
      const [conversation, at] = [personal(), path()];
      host.uploads.set(at, null);
      const { consent } = await pressed(conversation);
      host.faults = [{ status }];
      await teams.post(accepts(conversation, consent, at));
      await done();
      expect(texts(conversation).at(-1)).toMatch(/could not be put into your OneDrive/);
      expect([cards(conversation, CONSENT), cards(conversation, INFO)]).toEqual([[], []]);
    });

    test('an answer about another activity, or one that is nobody of ours, gives nothing', async () => {
      const [conversation, other] = [personal(), personal()];
      const { consent } = await pressed(conversation);
      await write('hello', other);
      const calls = host.came.length;
      const stolen = accepts(other, consent, path());
      expect((await teams.post(stolen)).status).toBe(200);
      const context = { certdesk: { copy: 1, offer: 'mine' } };
      await teams.post({ ...stolen, id: 'f:2', value: { ...stolen.value, context } });
      const foreign = {
        type: 'fileUpload',
        action: 'accept',
        context: { file: 'x' },
        uploadInfo: uploadInfo('/x', 'x'),
      };
      expect((await teams.post(invoke(other, 'fileConsent/invoke', foreign, '1'))).status).toBe(501);
      await done();
      expect(host.came.length).toBe(calls);
      expect(cards(other, INFO)).toEqual([]);
    });

    test('no verdict, no button; and no button where there are several people', async () => {
      const conversation = personal();
      await write('what is the fax number?', conversation);
      await teams.service.outbox.idle();
      expect(
        shown(conversation)
          .flatMap(({ activity }) => seenOf(activity).buttons)
          .filter(({ execute }) => execute.data.certdesk.copy),
      ).toEqual([]);
      for (const text of toVerdict) await teams.post(inGroup(text, { mentions: true }));
      await teams.service.outbox.idle();
      const group = [...(connector.threads.get('19:group@thread.v2')?.values() ?? [])].map(({ activity }) => activity);
      expect(JSON.stringify(group)).toContain('A person decides this one');
      expect(JSON.stringify(group)).not.toContain('Save as a file');
    });

    test('of a conversation that is removed nothing is left of its files either', async () => {
      const conversation = personal();
      await pressed(conversation);
      const key = `msteams/${TENANT}/${conversation}`;
      const ofIt = async () => (await rows()).filter((row) => row.conversation === key);
      expect(await ofIt()).toHaveLength(1);
      const { database, clock } = teams.service;
      const removal = { why: 'erasure', by: { kind: 'timer' }, now: clock.now.getTime(), quietSince: null } as const;
      await removeConversation(database, key, removal);
      expect(await ofIt()).toEqual([]);
    });

    test('the desk sees that the customer has it', async () => {
      const [conversation, at] = [personal(), path()];
      host.uploads.set(at, null);
      const { consent } = await pressed(conversation);
      await teams.post(accepts(conversation, consent, at));
      await done();
      const news = await teams.service.database.read
        .selectFrom('activities')
        .select(['role', 'activity'])
        .where('conversation', '=', `msteams/${TENANT}/${conversation}`)
        .where('type', '=', 'event')
        .where('activity', 'like', '%certdesk.file%')
        .execute();
      expect(news.map(({ role }) => role)).toEqual(['system']);
      expect(JSON.parse(news[0]!.activity).channelData.certdesk.file).toEqual({
        ...{ what: 'saved', name: consent.name, size: consent.content.sizeInBytes, held: false },
      });
    });
  });
});
