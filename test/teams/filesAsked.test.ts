import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { askedOfFiles, consentCard, copyButton } from '../../src/channels/teams/files/consent.js';
import { copyOf, isVerdict } from '../../src/channels/teams/files/copyOf.js';
import { amongFileHosts, MICROSOFT_FILE_HOSTS } from '../../src/channels/teams/files/fileHosts.js';
import { filesToLookInto } from '../../src/channels/teams/files/sentFiles.js';
import { readActivity } from '../../src/channels/teams/schema.js';
import { around } from './activities.js';

const recorded = (name: string) =>
  readActivity(
    JSON.parse(readFileSync(join(__dirname, '..', 'channels', 'activities', 'msteams', `${name}.json`), 'utf8')),
  );

describe('what Teams sends of files', () => {
  test('a file, with the address at which it can be read', () => {
    expect(filesToLookInto(recorded('message-with-file'))).toEqual([
      { name: 'server.csr', address: expect.stringMatching(/^https:\/\/contoso\.sharepoint\.com\/.*tempauth=x$/) },
    ]);
  });

  test.each(['message-with-image', 'message', 'message-formatted', 'edited'])('%s has none to be read', (name) => {
    expect(filesToLookInto(recorded(name))).toEqual([]);
  });

  test('consent, with where the file goes, spaces and all', () => {
    const asked = askedOfFiles(recorded('file-consent-accepted'));
    expect(asked).toMatchObject({
      ...{ do: 'accept', seq: 12, offer: '12-m1x2y3z4', card: '1785412299000' },
      upload: { name: 'Certificate C-222222.txt', fileType: 'txt', uniqueId: expect.stringMatching(/^1150D938/) },
    });
    const { uploadUrl, contentUrl } = (asked as { upload: { uploadUrl: string; contentUrl: string } }).upload;
    const allowed = amongFileHosts(MICROSOFT_FILE_HOSTS);
    for (const address of [uploadUrl, contentUrl])
      expect(allowed(address)?.origin).toBe('https://contoso-my.sharepoint.com');
  });

  test.each(['file-consent', 'execute', 'submit', 'message', 'install', 'task-fetch'])(
    '%s asks nothing of ours',
    (name) => {
      expect(askedOfFiles(recorded(name))).toBeNull();
    },
  );

  test('what a card of ours carries comes back as the answer to it', () => {
    const card = consentCard(
      { name: 'x.txt', description: 'about', bytes: Buffer.from('xyz') },
      { seq: 7, offer: '7-a' },
    );
    const { content } = card.attachments![0]!;
    expect(content.sizeInBytes).toBe(3);
    const invoke = (value: object) =>
      askedOfFiles(readActivity({ ...around(), type: 'invoke', id: 'f:1', name: 'fileConsent/invoke', value }));
    expect(invoke({ action: 'decline', context: content.declineContext })).toEqual({
      ...{ do: 'decline', seq: 7, offer: '7-a', card: null },
    });
    const { data } = copyButton('Save', 7) as { data: object };
    const pressed = (type: string, value: object) =>
      askedOfFiles(readActivity({ ...around(), type, id: 'f:2', name: 'adaptiveCard/action', value }));
    expect(pressed('invoke', { action: { data } })).toEqual({ do: 'copy', seq: 7, pressed: 'invoke' });
    expect(pressed('message', data)).toEqual({ do: 'copy', seq: 7, pressed: 'message' });
  });

  test('whatever else comes in their place is nothing, and throws nothing', () => {
    const names = fc.constantFrom('fileConsent/invoke', 'adaptiveCard/action', 'other');
    fc.assert(
      fc.property(names, fc.jsonValue(), (name, value) => {
        expect(askedOfFiles(readActivity({ ...around(), type: 'invoke', id: 'f:1', name, value }))).toBeNull();
      }),
    );
  });
});

describe('a copy', () => {
  const row = (text: string, more = {}) => ({
    ...{ role: 'bot' as const, at: Date.parse('2026-05-20T11:00:00Z') },
    activity: JSON.stringify({ text, from: { name: 'Desk' }, channelData: { certdesk: { card: 'verdict', ...more } } }),
  });
  const lines = (text: string) => copyOf(row(text)).bytes.toString('utf8').split('\r\n');

  test('is read as it stands: no marks, the quotes set in, links written out', () => {
    expect(
      lines('**Free**\n\n- so\n    > From the FAQ: “yes”\n\n[here](https://example.com) and www\\.example\\.com'),
    ).toEqual([
      ...['\ufeffDesk', '2026-05-20 11:00 UTC', '', 'Free', '', '- so', '      From the FAQ: “yes”', ''],
      ...['here (https://example.com) and www.example.com', ''],
    ]);
  });

  test('has the number of its case, where it has one', () => {
    expect([copyOf(row('x', { case: 'C-222222' })).case, copyOf(row('x')).case]).toEqual(['C-222222', null]);
  });

  test('is the same each time, to the byte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(copyOf(row(text)).bytes.equals(copyOf(row(text)).bytes)).toBe(true);
      }),
    );
  });

  test('is had of verdicts alone', () => {
    expect([
      isVerdict(row('x')),
      isVerdict(row('x', { card: 'answer' })),
      isVerdict({ ...row('x'), role: 'agent' }),
    ]).toEqual([...[true, false, false]]);
  });
});
