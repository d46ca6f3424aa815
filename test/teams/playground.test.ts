import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../browser.js';
import { freePort } from '../freePort.js';
import { isLong } from '../longForm.js';
import { endServices, type Service, startService } from '../service.js';
import { type Playground, PlaygroundPage, startPlayground } from './playground.js';

const TOKEN = 'anna-answers-in-the-playground-0123456789';
const KEY = [
  '-----BEGIN RSA PRIVATE KEY-----',
  'MIIEowIBAAKCAQEA2n4fWq7xg5'.repeat(8),
  '-----END RSA PRIVATE KEY-----',
];
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

// A browser and two programs take a while to start.
const inLongForm = isLong ? describe : describe.skip;
inLongForm('in the Agents Playground', () => {
  let browser: Browser;
  let service: Service;
  let playground: Playground;
  let chat: PlaygroundPage;

  beforeAll(async () => {
    browser = await startBrowser();
  }, 180_000);
  afterAll(() => browser.close());
  // Each test is somebody who has the app for the first time.
  beforeEach(async () => {
    service = await startService({ env: { CERTDESK_DESK_TOKENS: `Anna:agent:${TOKEN}` } });
    playground = await startPlayground(service.url, await freePort());
    chat = await PlaygroundPage.open(browser, playground, { width: 1280, height: 900 });
    await chat.hears("Hello, I'm the certificate assistant");
  }, 120_000);
  afterEach(async () => {
    await chat.page.close();
    await playground.stop();
    await service.stop();
    await endServices();
  });

  /** What Anna does at the desk. */
  const acts = async (id: string, act: string, body: object = {}) => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const answer = await fetch(`${service.url}/desk/api/cases/${id}/${act}`, {
      ...{ method: 'POST', body: JSON.stringify(body) },
      headers: { ...headers, 'idempotency-key': randomUUID() },
    });
    expect([act, answer.status]).toEqual([act, 200]);
  };

  test('whoever installs the app is welcomed once, however often it is told', async () => {
    for (const what of ['Install application', 'Add application']) await chat.mock(what);
    await chat.write('Should I back up my certificate?');
    await chat.hears('Yes, it is a very good idea.');
    expect(await chat.said("Hello, I'm the certificate assistant").count()).toBe(1);
    await chat.press('Where the FAQ says so');
    await chat.hears(/^“It is a very good idea to back up/);
  });

  test('a certificate’s replacement is decided by buttons', async () => {
    await chat.press("I've lost my private key");
    await chat.hears('Do you have a backup of it');
    await chat.press('No');
    await chat.hears('Which certificate was it?');
    await chat.press('Class 3 Secure Server Certificate');
    await chat.hears('Which host name is on the certificate?');
    await chat.write('www.example.co.uk');
    await chat.hears('When did you order');
    await chat.press('Yesterday');
    await chat.hears('Is that right?');
    await chat.press('Yes');
    await chat.hears('Which host name should the new certificate have?');
    await chat.press('The same (www.example.co.uk)');
    await chat.hears('Will anything else in the certificate change');
    await chat.press('No');
    await chat.hears('Is that right?', 2);
    await chat.press('Yes');
    await chat.hears('Replaced free of charge');
    await chat.hears('This is provisional.');
  });

  test('the same is decided by what is typed', async () => {
    const typed: [string, string][] = [
      ['I lost the private key of www.example.co.uk, the secure server one, no backup', 'When did you order'],
      [daysAgo(6), 'Which host name should the new certificate have?'],
      ['the same', 'Will anything else in the certificate change'],
      ['no', 'Is that right?'],
      ['yes', 'Replaced free of charge'],
    ];
    for (const [text, answer] of typed) {
      await chat.write(text);
      await chat.hears(answer);
    }
    await chat.hears('This is provisional.');
  });

  test('a day is picked on the card', async () => {
    await chat.write('I lost the private key of www.example.co.uk, the secure server one, no backup');
    await chat.hears('When did you order');
    await chat.page.getByRole('combobox').click();
    await chat.page.getByRole('gridcell', { selected: true }).click();
    await chat.press('Take this day');
    await chat.hears('Which host name should the new certificate have?');
  });

  test('a guide is walked step by step, forth and back', async () => {
    await chat.write('Should I back up my certificate?');
    await chat.hears('Yes, it is a very good idea.');
    await chat.press('How to back up a certificate on IIS 5 (Windows 2000)');
    await chat.hears('Step 1 of 20');
    await chat.press('Done');
    await chat.hears('Step 2 of 20');
    await chat.press('Back');
    await chat.hears('Step 1 of 20', 2);
    await chat.write('done');
    await chat.hears('Step 2 of 20', 2);
    await chat.write('where am I');
    await chat.hears('Step 2 of 20', 3);
  });

  test('who asks for a person gets a case’s number and an agent’s words, and has the assistant back', async () => {
    await chat.write('I lost the private key of www.example.co.uk. Can I talk to somebody?');
    await chat.hears(/C-[2-9A-Z]{6}/);
    const [id = ''] =
      /C-[2-9A-Z]{6}/.exec(
        (await chat
          .said(/C-[2-9A-Z]{6}/)
          .last()
          .textContent()) ?? '',
      ) ?? [];
    await acts(id, 'claim');
    await chat.hears('Anna has joined');
    await acts(id, 'reply', { text: 'Is the *old* server <b>still</b> there?' });
    await chat.hears('Is the old server <b>still</b> there?');
    await chat.write('yes, but nobody logs in there');
    await acts(id, 'return');
    await chat.hears('Anna has handed back to me.');
    await chat.write('what is the fax number?');
    await chat.hears('0870 6083838');
  });

  test('of a file is said what becomes of it', async () => {
    const file = { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'server.cer' };
    const content = { downloadUrl: 'https://contoso.sharepoint.com/d', uniqueId: '1', fileType: 'cer' };
    await chat.custom({ type: 'message', text: '', attachments: [{ ...file, content }] });
    await chat.hears('keep private keys to yourself');
  });

  test('of a private key that was pasted is said how to delete it there, and it is not in the log', async () => {
    await chat.write(KEY.join('\n'));
    await chat.hears('treat the key as compromised');
    await chat.hears('open “More options” and choose “Delete”');
    await chat.custom({ type: 'messageDelete', channelData: { eventType: 'softDeleteMessage' } });
    await chat.write('what is the fax number?');
    await chat.hears('0870 6083838');
    expect(service.logs()).not.toContain('MIIEowIBAAKCAQEA');
  });

  test('a message that was changed is noted, and what is known stays', async () => {
    await chat.write('I lost the private key of www.example.co.uk');
    await chat.hears('Do you have a backup of it');
    const changed = { channelData: { eventType: 'editMessage' }, text: 'I lost the private key of www.example.com' };
    await chat.custom({ type: 'messageUpdate', ...changed });
    await chat.hears("I've seen that you changed an earlier message.");
  });

  test.each([['Group Chat'], ['My Team - General']])('in %s only who mentions it is answered', async (place) => {
    await chat.go(place);
    if (place === 'Group Chat') await chat.write('what is the fax number?');
    await chat.mention('I lost my private key');
    await chat.hears('Do you have a backup of it');
    expect(await chat.said('0870 6083838').count()).toBe(0);
    await chat.press('No');
    await chat.hears('Which certificate was it?');
  });
});
