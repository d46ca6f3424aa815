import { join } from 'node:path';
import { type Opened, openMatching } from '../../../src/assistant.js';
import { LEARNED } from '../../../src/conversation/limits.js';
import { secondDesk } from '../../knowledge/secondDesk.js';

jest.setTimeout(300_000);

let opened: Opened;
beforeAll(async () => {
  opened = await openMatching(join(__dirname, '..', '..', '..', 'knowledge'));
});
const share = (text: string, open: string, head: string, label: string) =>
  opened.reader!.read(text, open)[head]!.find((leaning) => leaning.label === label)?.p ?? 0;

test.each([
  ['the hard disc of our web server packed in last week', 'none', 'loss', 'server'],
  ['we cannot find the private key anywhere', 'none', 'loss', 'private-key'],
  ['I no longer know the pass phrase of the key', 'loss', 'loss', 'password'],
  ['a colleague deleted our certificate by accident', 'none', 'loss', 'certificate'],
  ['burglars took the machine with the key', 'none', 'loss', 'compromised'],
  ['yes, we have the file and the password', 'hasBackup', 'hasBackup', 'yes'],
  ['no backup, sorry', 'hasBackup', 'hasBackup', 'no'],
  ['the company got a new name', 'dnChanges', 'dnChanges', 'yes'],
  ['everything stays as it was', 'dnChanges', 'dnChanges', 'no'],
  ['yes, that is right', 'confirm', 'act', 'yes'],
  ['what does that cost?', 'summary', 'act', 'question'],
  ['I think so', 'summary', 'act', 'hedge'],
  ['no idea, I would have to look', 'hasBackup', 'act', 'cannot'],
  ['please stop this', 'summary', 'control', 'cancel'],
  ['what if our key is stolen one day?', 'none', 'about', 'hypothetical'],
])('“%s” at “%s”: %s is offered as %s', (text, open, head, label) => {
  expect(share(text, open, head, label)).toBeGreaterThanOrEqual(LEARNED.offer);
});

test.each([
  ['what happens if the server dies?', 'none', 'loss', 'server'],
  ['how do I get a new password for my mailbox?', 'none', 'loss', 'password'],
  ['thanks, that was all', 'none', 'loss', 'certificate'],
  ['yes', 'summary', 'hasBackup', 'yes'],
  ['no', 'confirm', 'dnChanges', 'no'],
])('“%s” at “%s”: a pattern that took %s for %s would be vetoed', (text, open, head, label) => {
  expect(share(text, open, head, label)).toBeLessThan(LEARNED.veto);
});

test('a long text costs no more than its beginning', () => {
  const { reader } = opened;
  const text = 'The disk has had it and nobody here made a copy of the key, as far as I can tell. '.repeat(20_000);
  reader!.read(text, 'none');
  const began = performance.now();
  for (let count = 0; count < 20; count++) reader!.read(text, `${count}`);
  expect((performance.now() - began) / 20).toBeLessThan(20);
});

test('a desk without examples has no reader', async () => {
  expect((await openMatching(secondDesk())).reader).toBeNull();
});
