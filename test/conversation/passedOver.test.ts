import { english } from '../../src/languages/en/english.js';
import { replacement, today, whole } from '../forms/desk.js';
import { asking, summing, told } from './situation.js';
import { talk } from './talk.js';

const lost = 'I lost the private key, no backup, class 3';
const after = (...messages: string[]) => talk(replacement, today, [lost, ...messages]).at(-1)!.state.given;

test.each<[string, string[], Record<string, string>]>([
  ['the later', ['www.acme.com', '3 or 5 November 2026', 'the later one'], { orderDate: '2026-11-05' }],
  ['the earlier', ['www.acme.com', '5 or 3 November 2026', 'I think the earlier one'], { orderDate: '2026-11-03' }],
  ['the first shown', ['www.acme.com', '5 or 3 November 2026', 'the first'], { orderDate: '2026-11-03' }],
  ['the other', ['www.acme.com', '3 or 5 November 2026', '1', 'no, the other one'], { orderDate: '2026-11-05' }],
  [
    'and back',
    ['www.acme.com', '3 or 5 November 2026', '1', 'no, the other one', 'sorry, the other one'],
    { orderDate: '2026-11-03' },
  ],
  ['a name', ['www.acme.com or shop.acme.com', 'shop', 'no, I meant the other one'], { commonName: 'www.acme.com' }],
])('%s: %j', (_, messages, given) => expect(after(...messages)).toMatchObject(given));

test.each([
  ['no two were offered', asking('newCommonName')],
  [
    'another fact was given since',
    summing(whole, { passedOver: { fact: 'commonName', picked: 'www.example.com', other: 'a.org' } }),
  ],
])('the other one means nothing where %s', (_, open) =>
  expect(told('no, the other one', open)).not.toContain('correct'),
);

test.each([
  ['no , i mean the other one', true],
  ['the other one', true],
  ['the other one is a global one', false],
  ['another one', false],
])('"%s" says nothing but that: %s', (text, only) => expect(english.hints.onlyTheOther(text)).toBe(only));
