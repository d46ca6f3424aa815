import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkTable } from '../../src/forms/checkTable.js';
import { readKnowledge } from '../../src/knowledge/read/readKnowledge.js';
import { secondDesk } from '../knowledge/secondDesk.js';
import { talk } from './desk.js';

const renewal = `
id: renewal
title: May I renew?
opening: Let's see whether you may renew.
facts:
  expires:
    kind: date
    label: Expires on
    ask: When does it run out?
    hint: The date stands on the back.
    called: [expiry date]
    cues: [expires, expired, ran out]
  moved:
    kind: yes-no
    label: Moved house
    ask: Have you moved since?
    hint: Ask whoever opens your post.
    called: [the move]
    cues: []
    yes: { said: [we have], noticed: [we moved] }
    no: { said: [same address], noticed: [same address] }
named: { grace: 90 }
derived:
  late: { days: [expires, today] }
implied: []
decide:
  - { when: { moved: true }, then: ask-us, reasons: [{ text: You moved. }] }
  - { when: { late: { atMost: grace } }, then: yes-renew, reasons: [{ text: "It ran out {late} days ago, on {expires}." }] }
  - { when: {}, then: no-renew, reasons: [{ text: "It ran out on {expires}." }] }
cannotTell: { then: ask-us, reasons: [] }
outcomes:
  yes-renew: { title: You may renew, text: Bring your card. }
  no-renew: { title: Too late, text: You need a new one. }
  ask-us: { title: Ask us, text: Come by., handOff: true }
plan: []
provisional: The desk has the last word.
`;

const folder = secondDesk();
writeFileSync(join(folder, 'dialogs', 'renewal.yaml'), renewal);
const { knowledge, faults } = readKnowledge(folder);

test('a second form is a file, and its table is checked like the first', () => {
  expect(faults).toEqual([]);
  expect(knowledge!.forms.flatMap(checkTable)).toEqual([]);
});

test.each([
  [['may I renew?', 'on 1 May 2026', 'no', 'yes'], 'yes-renew'],
  [['may I renew? it expired on 1 January 2025, same address', 'yes', 'yes'], 'no-renew'],
  [['we moved last year', 'yes'], 'ask-us'],
  [['may I renew?', 'I do not know', 'still no idea', 'no', 'yes'], 'ask-us'],
])('%j decides %s without a line of code', (messages, outcome) => {
  const form = knowledge!.forms.find(({ id }) => id === 'renewal')!;
  const turns = talk(form, '2026-06-01', messages);
  expect(turns.map(({ verdict }) => verdict?.outcome).filter(Boolean)).toEqual([outcome]);
});

test('the engine knows nothing of certificates', () => {
  const room = join(__dirname, '..', '..', 'src', 'forms');
  for (const file of readdirSync(room))
    expect(readFileSync(join(room, file), 'utf8').replace(/^\s*(?:\/\*)?\*.*$/gm, '')).not.toMatch(
      /certificate|private.?key|backup|commonName|CSR|orderDate|replacement/i,
    );
});
