import type { Facts } from '../../src/knowledge/types.js';
import { replacement, talk } from './desk.js';

const today = '2026-11-24';
const opened = 'I lost the private key, no backup, class 3';
const named = [opened, 'www.acme.com'];
const dated = [...named, '3 Nov 2026'];
const summed = [...dated, 'same', 'no'];
const same = { newCommonName: 'www.acme.com' };

test.each<[string, string[], string | null, Facts]>([
  // the host name
  [
    'a name with a date beside it',
    [opened, 'www.acme.co.uk, ordered 3 Nov'],
    'confirm:orderDate',
    { commonName: 'www.acme.co.uk', orderDate: '2026-11-03' },
  ],
  ['a pasted address', [opened, 'https://Shop.Acme.co.uk/login'], 'orderDate', { commonName: 'shop.acme.co.uk' }],
  ['an e-mail address is refused', [opened, 'me@acme.co.uk'], 'commonName', {}],
  ['a single label is refused', [opened, 'acme'], 'commonName', {}],
  ['an IP address is refused', [opened, '192.168.0.1'], 'commonName', {}],
  ['capitals and a full stop', [opened, 'WWW.ACME.COM.'], 'orderDate', { commonName: 'www.acme.com' }],
  ['a wildcard', [opened, '*.acme.com'], 'orderDate', { commonName: '*.acme.com' }],
  [
    'an international name is read back',
    [opened, 'münchen.de'],
    'confirm:commonName',
    { commonName: 'xn--mnchen-3ya.de' },
  ],
  [
    'the same name twice is one',
    [opened, 'www.acme.com and www.acme.com'],
    'orderDate',
    { commonName: 'www.acme.com' },
  ],
  // the backup
  [
    'a backup whose password is forgotten',
    ['disk crashed. we have a backup but forgot its password'],
    'product',
    { loss: 'server', hasBackup: false },
  ],
  ['a backup alone is asked about', ['have a backup, lost key'], 'hasBackup', { loss: 'private-key' }],
  ['the file only', ['have a backup, lost key', 'the file only'], 'product', { hasBackup: false }],
  ['no, only the file', ['lost my password', 'no, only the file'], 'product', { hasBackup: false }],
  ['never made one', ['lost my key', 'we never made one'], 'product', { hasBackup: false }],
  [
    'a backup found later is asked about',
    [...named, 'we have a backup after all'],
    'hasBackup',
    { commonName: 'www.acme.com' },
  ],
  ['and at the summary', [...summed, 'we do have a backup after all'], 'hasBackup', same],
  // what happened
  [
    'denied and put right',
    ['it was not stolen, just deleted the key by accident'],
    'hasBackup',
    { loss: 'private-key' },
  ],
  ['a laptop stolen with the key', ['my laptop with the key was stolen'], null, { loss: 'compromised' }],
  ['a break-in', ['someone broke into our server'], null, { loss: 'compromised' }],
  ['not lost but stolen', ['The key is not lost, it was stolen'], null, { loss: 'compromised' }],
  ['stolen, it turns out later', [...named, 'wait, the key was stolen'], null, { loss: 'compromised' }],
  // the dates
  ['an order number is no date', [...named, 'order no 20261103'], 'orderDate', {}],
  ['a fortnight ago', [...named, 'a fortnight ago'], 'confirm:orderDate', { orderDate: '2026-11-10' }],
  ['roughly three weeks ago', [...named, 'roughly 3 weeks ago'], 'confirm:orderDate', { orderDate: '2026-11-03' }],
  ['month first is not guessed', [...named, '11/13/2026'], 'orderDate', {}],
  ['a season is too vague', [...named, 'back in the summer'], 'orderDate', {}],
  ['one of two by its number', [...named, '3 or 4 November 2026', '2'], 'newCommonName', { orderDate: '2026-11-04' }],
  [
    'another date in place of the yes',
    [...named, '25 Oct 2026', 'no, 24 Oct 2026'],
    'confirm:orderDate',
    { orderDate: '2026-10-24' },
  ],
  [
    'both dates in one reply',
    [...named, 'i bought it on the 1st of october 2026 and lost it on the 20th of october 2026'],
    'newCommonName',
    { lossDate: '2026-10-20' },
  ],
  [
    'lost before it was ordered',
    [...named, 'ordered 3 Oct 2026 but lost 1 Oct 2026'],
    'lossDate',
    { orderDate: '2026-10-03' },
  ],
  [
    'a loss before the order is asked again',
    [...named, '1 Aug 2026', '1 July 2026'],
    'lossDate',
    { orderDate: '2026-08-01' },
  ],
  ['sorry and a date', [...dated, 'sorry, 13 Nov 2026'], 'newCommonName', { orderDate: '2026-11-13' }],
  // the new name and the details
  ['keep it', [...dated, 'keep it'], 'dnChanges', same],
  ['nope, same name', [...dated, 'nope same name'], 'dnChanges', same],
  ['no change, of the name alone', [...dated, 'no change'], 'dnChanges', same],
  ['unchanged', [...dated, 'unchanged'], 'dnChanges', same],
  ['everything stays the same', [...dated, 'everything stays the same'], 'summary', { ...same, dnChanges: false }],
  ['nothing changes', [...dated, 'nothing changes'], 'summary', { ...same, dnChanges: false }],
  [
    'nothing else changes leaves the name open',
    [...dated, 'nothing else changes'],
    'newCommonName',
    { dnChanges: false },
  ],
  ['only the phone number', [...dated, 'same', 'only the phone number'], 'summary', { dnChanges: false }],
  ['the town', [...dated, 'same', 'we moved to Leeds'], 'summary', { dnChanges: true }],
  ['the company’s name', [...dated, 'same', 'the company has been renamed'], 'summary', { dnChanges: true }],
  [
    'one name replaced by another',
    ['replace www.old.com by www.new.com, key lost'],
    'hasBackup',
    { commonName: 'www.old.com', newCommonName: 'www.new.com', dnChanges: true },
  ],
  ['another name taken back', [...dated, 'shop.acme.com', 'actually keep the same name'], 'dnChanges', same],
  // the summary
  ['what is wrong is named', [...summed, 'not quite', 'common name'], 'commonName', {}],
  ['a fact is said to be wrong', [...summed, 'the product is wrong'], 'product', {}],
  [
    'a new value for a fact named',
    [...summed, 'change the order date to 5 November 2026'],
    'summary',
    { orderDate: '2026-11-05' },
  ],
  ['yes, but', [...summed, 'yes but it was the global one'], 'summary', { product: 'global' }],
  [
    'no, and the new name',
    [...summed, 'no the new name should be shop.acme.com'],
    'summary',
    { newCommonName: 'shop.acme.com', dnChanges: true },
  ],
  ['it is fine after all', [...summed, 'no', 'it is fine'], null, same],
])('%s', (_, messages, expecting, facts) => {
  const turn = talk(replacement, today, messages).at(-1)!;
  expect(turn.state.facts).toMatchObject(facts);
  expect(turn.expecting).toBe(expecting);
});
