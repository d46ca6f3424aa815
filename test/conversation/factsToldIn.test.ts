import { factsToldIn } from '../../src/conversation/factsToldIn.js';
import { knowledge, replacement, today } from '../forms/desk.js';
import { message } from './situation.js';

const tells = (text: string, asked?: string) => factsToldIn(replacement, message(text, today), knowledge.trade, asked);
const values = (text: string, asked?: string) =>
  tells(text, asked)
    .values.map(({ fact, value, assumed }) => `${fact} ${value}${assumed ? ` ~${assumed}` : ''}`)
    .join(', ');

describe('what is told though nobody asked', () => {
  test.each([
    ['I lost the private key of www.example.co.uk', 'loss private-key, commonName www.example.co.uk'],
    ['the box died last night and took the key with it', 'loss server, lossDate 2026-11-23 ~relative'],
    ['our key has been leaked on github!!', 'loss compromised'],
    ['thieves took our web server', 'loss compromised'],
    ['we forgot the pass phrase and have no backup', 'loss password, hasBackup false'],
    [
      'no backup, class 3 secure server cert, ordered 3 November 2026',
      'hasBackup false, product secure-server, orderDate 2026-11-03',
    ],
    ['it is a Global Server ID bought on 2026-10-01', 'product global, orderDate 2026-10-01'],
    ['bought a fortnight ago and it died yesterday', 'orderDate 2026-11-10 ~relative, lossDate 2026-11-23 ~relative'],
    ['it is a VeriSign certificate', 'product other'],
    ['our company is called Smith Ltd now', 'dnChanges true'],
    ['nothing in it changes', 'dnChanges false'],
    ['the certificate is to keep the same name', 'newCommonName {commonName}'],
    ['the pfx and its passphrase are in my drawer', 'hasBackup true'],
    ['a pfx exists, but we lost its passphrase', 'hasBackup false'],
    ['the key was lost or stolen', 'loss compromised'],
    ['perhaps the disk is broken', 'loss server'],
  ])('%s: %s', (text, all) => expect(values(text)).toBe(all));
});

describe('only what is asserted of the customer’s own matter', () => {
  test.each([
    ['a question', 'is the key lost?'],
    ['a supposition', 'if the key were stolen, we would tell you'],
    ['a denial', 'our key was not stolen'],
    ['somebody else’s', 'a friend of mine lost his key'],
    ['another secret', 'the wifi password is forgotten'],
    ['what is reported', 'the event log says "the private key was deleted"'],
    ['what was said before it turned up', 'we lost the key, but it turned up'],
    ['a colleague may copy', 'my colleague copied the key'],
    ['another thing is meant', 'it is not the password'],
    ['what is excepted', 'everything is lost except the key'],
    ['a server’s date', 'the server was bought on 4 May 2026'],
    ['a payment’s', 'we paid on 4 May 2026'],
    ['figures', 'the Windows 2000 box runs IIS 5.0 and cost 349.99'],
    ['nothing', ''],
  ])('%s tells nothing: "%s"', (_, text) => expect(values(text)).toBe(''));
});

test('a question’s own patterns count only when it was asked', () => {
  expect(values('it is broken')).toBe('');
  expect(values('it is broken', 'loss')).toBe('loss server');
  expect(values('the file and the password are here', 'hasBackup')).toBe('hasBackup true');
  expect(values('the file and the password are here')).toBe('');
});

test.each([
  ['half of a backup is kept in mind', 'a pfx is on the old stick', { parts: { hasBackup: ['file'] } }],
  ['a hedge is no half of it', 'I think there is a pfx', { parts: {} }],
  ['an option is denied', 'it is no Global Server ID', { denies: [{ fact: 'product', value: 'global' }] }],
  [
    'two names nobody decided between',
    'www.a.com or www.b.com',
    { undecided: [{ fact: 'commonName', values: ['www.a.com', 'www.b.com'] }], unattributed: [] },
  ],
  [
    'several losses are all candidates',
    'the key and the password are lost',
    { candidates: { loss: ['private-key', 'password'] } },
  ],
])('%s: "%s"', (_, text, part) => expect(tells(text)).toMatchObject(part));

test('what is clearly meant and cannot be is refused', () =>
  expect(tells('ordered on 31 February 2026').refused).toMatchObject([
    { fact: 'orderDate', problem: { reason: 'date.impossible' } },
  ]));

test('several names are subjects, each with its own', () =>
  expect(tells('lost the keys of www.a.com, ordered 3 May 2026, and www.b.com').several).toMatchObject([
    { name: 'www.a.com', own: [{ fact: 'orderDate', value: '2026-05-03' }] },
    { name: 'www.b.com', own: [] },
  ]));

test('a name is requested in a question, and only mentioned in another', () => {
  expect(values('could you replace the certificate of www.acme.com?')).toBe('commonName www.acme.com');
  expect(values('is the certificate of www.acme.com still good?')).toBe('');
});
