import { routes } from '../../src/conversation/routes.js';
import type { Open, Situation } from '../../src/conversation/situation.js';
import { knowledge, knownBefore, replacement, whole } from '../forms/desk.js';
import {
  asking,
  controls,
  decided,
  heard,
  hearing,
  inShort,
  message,
  moves,
  readingBack,
  situation,
  summing,
} from './situation.js';

const entries = [
  { id: 'backup.why', title: 'Why should I make a backup?' },
  { id: 'replace.cost', title: 'What does a replacement cost?' },
];
const beneath = asking('orderDate');
const states: Record<Open['is'], [Open, Partial<Situation>]> = {
  question: [asking('product'), {}],
  readBack: [readingBack('orderDate', { ...knownBefore('orderDate'), orderDate: '2026-05-03' }), {}],
  summary: [summing(), {}],
  choice: [{ is: 'choice', entries }, { beneath }],
  offer: [{ is: 'offer', offer: { form: 'replacement' } }, {}],
  cancelling: [{ is: 'cancelling', form: replacement }, { beneath }],
  step: [{ is: 'step', guide: 'iis5.backup' }, {}],
  decided: [decided(), {}],
  nothing: [{ is: 'nothing' }, {}],
};

const acts: Record<string, string> = {
  tells: 'our disk died on 20 November 2026',
  'tells all at once': 'disk died, no backup, class 3, www.acme.com, ordered 3 November 2026',
  asks: 'what does it cost?',
  'tells and asks': 'the key is gone. is that free?',
  agrees: 'yes please',
  denies: 'no thank you',
  corrects: 'sorry, it was ordered on 4 November 2026',
  'cannot tell': 'I have no idea',
  'offers two': 'www.a.com or www.b.com',
  wishes: 'I want my certificate replaced',
  supposes: 'if the key were stolen, what then?',
  greets: 'good morning',
  thanks: 'thanks a lot',
  complains: 'this is useless',
  'speaks of another secret': 'I forgot my wifi password',
  'says it is over': 'the key turned up again',
  'picks a number': '2',
  'nothing but signs': '?!…',
  nothing: '',
  ...Object.fromEntries(
    Object.entries(knowledge.sayings.controls).map(([name, [saying = '']]) => [`control ${name}`, saying]),
  ),
};

describe.each(Object.entries(states))('with %s open', (is, [open, but]) => {
  test.each(Object.entries(acts))('who %s ("%s") is led on by one row', (_, text) => {
    const now = heard(text, open, but);
    const rows = routes.filter((row) => row.open === is && row.when(now));
    expect(rows[0]?.says).toMatch(/\w/);
    expect(rows[0]?.then(now).length).toBeGreaterThan(0);
    expect(moves(text, open, but).length).toBeGreaterThan(0);
  });
});

test('each state’s last row holds whatever comes', () => {
  for (const [is, [open, but]] of Object.entries(states)) {
    const row = routes.findLast((candidate) => candidate.open === is);
    expect([is, row?.when(heard('flurble', open, but))]).toEqual([is, true]);
  }
});

/** The row that a message is led by. */
const rowOf = (is: Open['is'], text: string, but: Partial<Situation> = {}) => {
  const now = heard(text, states[is][0], { ...states[is][1], ...but });
  const row = routes.find((candidate) => candidate.open === is && candidate.when(now))!;
  return `${row.says}: ${inShort(row.then(now))}`;
};

test.each<[Open['is'], string, string]>([
  ['choice', '2', 'a title, a number or a place picks an entry: pick replace.cost'],
  ['choice', 'why make a backup', 'a title, a number or a place picks an entry: pick backup.why'],
  ['choice', 'none of these', 'none of these: noneOfThese'],
  ['choice', 'yes', 'a bare yes picks nothing: showChoices'],
  ['choice', '3 November 2026', 'anything else is heard as if nothing had been offered: take orderDate 2026-11-03'],
  ['offer', 'yes please', 'a yes takes the offer, with what it tells: begin:'],
  ['offer', 'yes, the key is gone', 'a yes takes the offer, with what it tells: begin: take loss private-key'],
  [
    'offer',
    'no, but what does it cost?',
    'a no with a question beside it asks the question: answer: but what does it cost?',
  ],
  ['offer', 'no thank you', 'a no declines: decline'],
  ['offer', 'nope, only curious', 'a no declines: decline'],
  ['offer', 'www.acme.com', 'a fact of the form offered takes it too: begin: take commonName www.acme.com'],
  ['offer', 'is www.acme.com free?', 'anything else passes it over: answer: is www.acme.com free?'],
  ['offer', 'the disk died', 'a fact of the form offered takes it too: begin: take loss server'],
  ['offer', 'what does it cost?', 'anything else passes it over: answer: what does it cost?'],
  ['cancelling', 'yes', 'a yes, or cancel once more, cancels: cancel'],
  ['cancelling', 'cancel', 'a yes, or cancel once more, cancels: cancel'],
  ['cancelling', 'no, go on', 'a no goes on: goOn'],
  ['cancelling', '3 November 2026', 'anything else goes on with the form: take orderDate 2026-11-03'],
  ['step', 'done', 'a move within the guide: step done'],
  ['step', 'go to step 9', 'a move within the guide: step 9'],
  ['step', 'where was I', 'a move within the guide: step where'],
  ['step', 'our disk died', 'anything else is heard as if no guide ran: begin: take loss server'],
  ['step', 'www.acme.com', 'anything else is heard as if no guide ran: answer: www.acme.com'],
  ['step', 'no', 'anything else is heard as if no guide ran: answer: no'],
  ['step', 'what is a CSR?', 'anything else is heard as if no guide ran: answer: what is a CSR?'],
  [
    'decided',
    'sorry, it was ordered on 1 August 2026',
    'a correction of what was decided: correct orderDate 2026-08-01',
  ],
  ['decided', 'thanks', 'anything else is a new matter: thanks'],
  ['nothing', 'my key vanished', 'whatever comes: begin: take loss private-key'],
  ['nothing', 'false alarm', 'whatever comes: over'],
  ['nothing', 'yes', 'whatever comes: nothingOpen'],
  ['nothing', '…', 'whatever comes: misunderstood'],
])('with %s open "%s" is led by "%s"', (is, text, row) => expect(rowOf(is, text)).toBe(row));

test('a person that was offered is called by a yes', () =>
  expect(inShort(moves('yes', { is: 'offer', offer: 'person' }))).toBe('handOver'));

test('an offer may be taken or declined in words that only the reader knows', () => {
  const act = (label: string) => ({ reader: hearing({ act: { [label]: 0.9 } }) });
  expect(rowOf('offer', 'that would be grand', act('yes'))).toBe('a reply that the reader is sure of: begin:');
  expect(rowOf('offer', 'some other time maybe then', act('no'))).toBe('a reply that the reader is sure of: decline');
  // So short, it may be the name of something that the FAQ is sure of.
  expect(rowOf('offer', 'my case', act('yes'))).toBe('a reply that the reader is sure of: answer: my case');
});

test('with nothing beneath it a "did you mean" passed over is a new matter', () => {
  const open: Open = { is: 'choice', entries };
  expect(inShort(moves('my key vanished', open))).toBe('begin: take loss private-key');
});

test('a row looks at nothing but what it is given', () => {
  const open = summing(whole);
  const given = situation({ open, controls });
  const frozen = JSON.stringify(open.state);
  for (const text of Object.values(acts)) moves(text, given.open, { controls });
  expect(JSON.stringify(open.state)).toBe(frozen);
  expect(message('yes')).toBe(message('yes'));
});
