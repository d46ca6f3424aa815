import type { FormState } from '../../src/forms/state.js';
import { knownBefore } from '../forms/desk.js';
import { asking, hearing, told } from './situation.js';

const answer = (fact: string, text: string, but: Partial<FormState> = {}) =>
  told(text, asking(fact, knownBefore(fact), but));

describe('what happened', () => {
  test.each([
    ['the private key', 'take loss private-key'],
    ['it was not stolen, just deleted the key by accident', 'take loss private-key'],
    ['the key is not lost, it was stolen', 'take loss compromised'],
    ['not compromised but lost the private key', 'take loss private-key'],
    ['burglars had the machine', 'take loss compromised'],
    ['2', 'take loss password'],
    ['b)', 'take loss password'],
    ['pasword', 'take loss password'],
    ['the disk crashed', 'take loss server'],
    ['the certificate and the key', 'take loss private-key'],
    ['lost or stolen', 'take loss compromised'],
    ['key or server', 'explain choice.several'],
    ['it is not the key', 'misunderstood'],
    ['the cat did it', 'misunderstood'],
    ['no idea', 'giveUp loss'],
    ['what if it was stolen?', 'answer: what if it was stolen?'],
  ])('"%s": %s', (text, move) => expect(answer('loss', text)).toBe(move));
});

describe('a yes that needs two things', () => {
  test.each([
    ['both are there', 'yes, both', 'take hasBackup true'],
    ['a bare yes is to all of it', 'yes', 'take hasBackup true'],
    ['told in a sentence', 'the pfx and its password are in the safe', 'take hasBackup true'],
    ['half of it is asked on', 'yes I have the pfx', 'takeParts hasBackup file'],
    ['a password without a file', 'I know the password but not where the file is', 'take hasBackup false'],
    ['the file alone', 'no, only the file', 'take hasBackup false'],
    ['none was made', 'we never made one', 'take hasBackup false'],
    ['not that anybody knows', 'not that I know of', 'take hasBackup false'],
    ['a yes is taken back', 'yes, but I lost the password', 'take hasBackup false'],
    ['of another thing', 'yes, of the database', 'take hasBackup false'],
    [
      'with the very password that may be lost',
      "we've a pfx but it has the same pass phrase",
      'takeParts hasBackup file',
    ],
    ['with a password of its own', "we've a pfx, its pass phrase is in the safe", 'take hasBackup true'],
    ['both a yes and a no', 'yes and no', 'misunderstood'],
    ['a hedge is no yes', 'I think so', 'explain yes-no.unsure, ask'],
    ['nobody knows', "I couldn't say", 'giveUp hasBackup'],
    ['with a question', 'yes. what does it cost?', 'take hasBackup true; asks: what does it cost?'],
    ['a question alone', 'is a backup needed?', 'answer: is a backup needed?'],
  ])('%s: "%s"', (_, text, move) => expect(answer('hasBackup', text)).toBe(move));

  test('the second half makes it a yes', () =>
    expect(answer('hasBackup', 'and the passphrase of the pfx is known', { parts: { hasBackup: ['file'] } })).toBe(
      'take hasBackup true',
    ));
});

describe('where only the other half was asked', () => {
  const doubting = hearing({ hasBackup: { no: 0.7, yes: 0.3 } });
  const reply = (text: string, parts: string[]) =>
    told(text, asking('hasBackup', knownBefore('hasBackup'), { parts: { hasBackup: parts } }), { reader: doubting });
  test.each([
    ['a plain yes is one, whatever the reader makes of it', 'yes we do', 'take hasBackup true'],
    ['a hedge is none', 'I think so', 'explain yes-no.unsure, ask'],
    ['a no is a no to all', 'no', 'take hasBackup false'],
  ])('%s: "%s"', (_, text, move) => expect(reply(text, ['file'])).toBe(move));
  test('with neither half known the reader is asked', () => expect(reply('yes we do', [])).toBe('misunderstood'));
});

describe('the product', () => {
  test.each([
    ['gloabl', 'take product global'],
    ['secrue sevrer', 'take product secure-server'],
    ['gloabl sevrer id', 'take product global'],
    ['the second one', 'take product global'],
    ['the second of those', 'take product global'],
    ['verisign', 'take product other'],
    ['it is the ordinary one', 'take product secure-server'],
    ['not the global one, the secure server one', 'take product secure-server'],
    ['global, no, secure server', 'take product secure-server'],
    ['global - sorry, verisign', 'take product other'],
    ['secure server or global', 'explain choice.several'],
    ['a secure server certificate and a global server id', 'explain choice.several'],
    ['1 or 2', 'explain choice.several'],
    ['not the global one', 'misunderstood'],
    ['banana', 'misunderstood'],
    ['4', 'misunderstood'],
    ['no idea, how do I tell?', 'giveUp product; asks: how do I tell?'],
    ['Class 3, ordered on 3 Nov 2026', 'take orderDate 2026-11-03, take product secure-server'],
  ])('"%s": %s', (text, move) => expect(answer('product', text)).toBe(move));
});

describe('a host name', () => {
  test.each([
    ['www.acme.co.uk', 'take commonName www.acme.co.uk'],
    ['https://Shop.Acme.co.uk/login', 'take commonName shop.acme.co.uk'],
    ['WWW.ACME.COM.', 'take commonName www.acme.com'],
    ['*.acme.com', 'take commonName *.acme.com'],
    ['münchen.de', 'take commonName xn--mnchen-3ya.de ~idn'],
    ['www.acme.com and www.acme.com', 'take commonName www.acme.com'],
    ['www.acme.com, not shop.acme.com', 'take commonName www.acme.com'],
    ['www.acme.com or shop.acme.com', 'offer commonName www.acme.com shop.acme.com'],
    ['www.a.com and www.b.com', 'takeSeveral www.a.com www.b.com'],
    ['me@acme.co.uk', 'explain name.email'],
    ['acme', 'explain name.single-label'],
    ['192.168.0.1', 'explain name.ip'],
    ['yes', 'misunderstood'],
    ['the one of our shop', 'misunderstood'],
    ['is www.acme.com ok?', 'answer: is www.acme.com ok?'],
    ["my brother's shop is www.brother.com", 'misunderstood'],
    ["www.brother.com is my brother's", 'misunderstood'],
    ['www.acme.com, ordered 3 Nov', 'take orderDate 2026-11-03 ~year-added, take commonName www.acme.com'],
  ])('"%s": %s', (text, move) => expect(answer('commonName', text)).toBe(move));
});

describe('the new name', () => {
  test.each([
    ['the same', 'take newCommonName {commonName}'],
    ['nope, same name', 'take newCommonName {commonName}'],
    ['no change', 'take newCommonName {commonName}'],
    ['leave it', 'take newCommonName {commonName}'],
    ['no', 'take newCommonName {commonName}'],
    ['shop.example.com', 'take newCommonName shop.example.com'],
    ['shop instead of www', 'take newCommonName shop.example.com ~derived'],
    ['same host, but under example.org rather than example.com', 'take newCommonName www.example.org ~derived'],
    ['nothing changes', 'take dnChanges false, take newCommonName {commonName}'],
    ['shop.example.com or mail.example.com', 'offer newCommonName shop.example.com mail.example.com'],
    ['the same, can I reuse my CSR?', 'take newCommonName {commonName}; asks: can I reuse my CSR?'],
    ['not sure', 'giveUp newCommonName'],
  ])('"%s": %s', (text, move) => expect(answer('newCommonName', text)).toBe(move));
});

describe('a date', () => {
  test.each([
    ['3 Nov 2026', 'take orderDate 2026-11-03'],
    ['3 May', 'take orderDate 2026-05-03 ~year-added'],
    ['roughly three weeks ago', 'take orderDate 2026-11-03 ~relative'],
    ['3 or 4 November 2026', 'offer orderDate 2026-11-03 2026-11-04'],
    ['31 February 2026', 'explain date.impossible'],
    ['tomorrow', 'explain date.future'],
    ['11/13/2026', 'explain date.day-first'],
    ['back in the summer', 'explain date.vague'],
    ['order no 20261103', 'misunderstood'],
    ['flurble', 'misunderstood'],
    ['no idea', 'giveUp orderDate'],
    ['bought on 1 October 2026 and lost on 20 October 2026', 'take lossDate 2026-10-20, take orderDate 2026-10-01'],
  ])('"%s": %s', (text, move) => expect(answer('orderDate', text)).toBe(move));

  test('a loss may be counted from the order', () =>
    expect(
      told('a week after I ordered it', asking('lossDate', { ...knownBefore('lossDate'), orderDate: '2026-08-01' })),
    ).toBe('take lossDate 2026-08-08 ~relative'));
  test('after one that was taken back only what differs is said', () =>
    expect(answer('orderDate', 'the 7th', { dropped: { fact: 'orderDate', value: '2026-11-03' } })).toBe(
      'take orderDate 2026-11-07 ~relative',
    ));
});

describe('whether other details change', () => {
  test.each([
    ['no', 'take dnChanges false'],
    ['only the phone number', 'take dnChanges false'],
    ['leave it', 'take dnChanges false'],
    ['the town', 'take dnChanges true'],
    ['our firm has been renamed', 'take dnChanges true'],
    ['no change, but we moved to Leeds', 'take dnChanges true'],
  ])('"%s": %s', (text, move) => expect(answer('dnChanges', text)).toBe(move));
});

describe('a pick from values offered', () => {
  const offered = { offered: { fact: 'commonName', values: ['www.acme.com', 'shop.acme.com'] } };
  test.each([
    ['by its number', '2', 'take commonName shop.acme.com'],
    ['by its place', 'the first one', 'take commonName www.acme.com'],
    ['by its place among them', 'the second of those', 'take commonName shop.acme.com'],
    ['as shown', 'shop.acme.com', 'take commonName shop.acme.com'],
    ['by what tells it apart', 'the shop', 'take commonName shop.acme.com'],
    ['another name after all', 'mail.acme.com', 'take commonName mail.acme.com'],
  ])('%s: "%s"', (_, text, move) => expect(answer('commonName', text, offered)).toBe(move));
});

describe('an option that the question leans to', () => {
  const leaning = { leaning: { fact: 'loss', option: 'server' } };
  test.each([
    ['a yes takes it', 'yes', 'take loss server'],
    ['a no asks openly', 'no', 'reopen loss'],
    ['another one is taken', 'the key', 'take loss private-key'],
  ])('%s: "%s"', (_, text, move) => expect(answer('loss', text, leaning)).toBe(move));
});

describe('what the learned reader adds', () => {
  const read = (fact: string, text: string, heads: Record<string, Record<string, number>>) =>
    told(text, asking(fact), { reader: hearing(heads) });
  test.each<[string, string, string, Record<string, Record<string, number>>, string]>([
    ['sure, it is taken', 'loss', 'the spindle had it', { loss: { server: 0.95 } }, 'take loss server'],
    ['less sure, it is asked', 'loss', 'the spindle had it', { loss: { server: 0.7 } }, 'lean loss server'],
    ['unsure, nothing', 'loss', 'the spindle had it', { loss: { server: 0.3 } }, 'misunderstood'],
    ['a theft is only asked', 'loss', 'they got at it', { loss: { compromised: 0.99 } }, 'lean loss compromised'],
    [
      'a yes that would end the form needs it',
      'hasBackup',
      'yes, I should say so',
      { hasBackup: { no: 0.7, yes: 0.3 } },
      'misunderstood',
    ],
    [
      'a no that it contradicts is asked again',
      'hasBackup',
      'no, surely not here',
      { hasBackup: { yes: 0.9, no: 0.1 } },
      'misunderstood',
    ],
    ['a bare yes is what it says', 'hasBackup', 'yes', { hasBackup: { no: 0.7, yes: 0.3 } }, 'take hasBackup true'],
    ['a no that it shares is taken', 'hasBackup', 'no', { hasBackup: { no: 0.6, yes: 0.4 } }, 'take hasBackup false'],
  ])('%s: "%s" "%s"', (_, fact, text, heads, move) => expect(read(fact, text, heads)).toBe(move));
});
