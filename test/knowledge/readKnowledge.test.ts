import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatFaults } from '../../src/knowledge/check/formatFaults.js';
import type { Knowledge } from '../../src/knowledge/knowledge.js';
import { readGate } from '../../src/knowledge/read/readGate.js';
import { readKnowledge } from '../../src/knowledge/read/readKnowledge.js';
import { secondDesk } from './secondDesk.js';

function read(folder: string): Knowledge {
  const { knowledge, faults } = readKnowledge(folder);
  if (!knowledge) throw new Error(formatFaults(faults));
  return knowledge;
}

describe('another desk: a library and its lost cards', () => {
  const folder = secondDesk();
  const library = read(folder);
  const answer = (id: string) => library.answers.find((other) => other.id === id);

  test('everything is read', () => {
    expect(library.answers.map(({ id }) => id)).toEqual([
      'bot.capabilities',
      'card.cost',
      'card.found',
      'card.new',
      'case.status',
      'human.handoff',
      'loss.report',
      'smalltalk.greeting',
      'smalltalk.thanks',
    ]);
    expect(
      library.procedures.map(({ id, stepHelp, steps }) => [id, stepHelp.id, steps.map((step) => step.title)]),
    ).toEqual([['pin.reset', 'pin.step-help', ['Open your account', 'Enter your number', 'Choose four digits']]]);
    expect(library.outside.map(({ id }) => id)).toEqual(['outside.renewing', 'outside.rooms']);
    expect(library.forms.map(({ id, facts }) => [id, Object.keys(facts)])).toEqual([
      ['new-card', ['what', 'replacedBefore', 'lastCard']],
      ['late-fee', ['what', 'returned', 'ill']],
    ]);
    expect(Object.keys(library.concepts)).toEqual(['card', 'lost', 'pin']);
    expect(library.sayings.controls.person).toEqual(['a person', 'librarian']);
    expect(library.source.file).toBe('source/readers-cards.txt');
  });

  test('values of the desk stand in the texts, facts are left to be filled when they are said', () => {
    expect(answer('loss.report')?.text).toMatch(
      /^Report the loss at once: call 01 496 0000 or come to the desk\.\n\nUntil/,
    );
    expect(answer('card.new')?.text).toBe(
      "1. Bring proof of your address, or see https://library.example.org/cards/new.html.\n2. You get your Reader's card on the spot.\n\n```\n{name} {address}\n```",
    );
    expect(library.outside[0]?.text).toContain('call 01 496 0000.');
    expect(library.forms[0]?.outcomes['free-card']?.text).toBe("Your new Reader's card is free.");
    expect(library.forms[0]?.decide[2]?.reasons[0]?.text).toContain('{lastCard}, {age} days');
  });

  test('what a form says in short is spelled out', () => {
    const [newCard, lateFee] = library.forms;
    expect(newCard?.facts.what?.options?.stolen?.told).toEqual([
      'card stolen',
      'childs-card stolen',
      'card lost by outsider',
    ]);
    expect(newCard?.facts.lastCard?.cues).toEqual(['got it on', 'handed out', 'got the last one']);
    expect(newCard?.otherDates).toEqual(['returned', 'brought it back', 'gave it back', 'handed it in', 'birthday']);
    expect(newCard?.plan.map((step) => step.for)).toEqual([['free-card', 'paid-card'], ['paid-card']]);
    expect(lateFee?.facts.what?.options?.book?.said).toEqual(['book', 'novel', 'atlas']);
  });

  test('what a file leaves out is empty', () => {
    expect(answer('smalltalk.thanks')).toMatchObject({ kind: 'own', sources: [], followUps: [], notes: [] });
    expect(answer('card.cost')).toMatchObject({ kind: 'faq', leadsTo: 'new-card', notes: [] });
    expect(library.forms[0]?.outcomes['free-card']).toMatchObject({ needs: ['what'], handOff: false, atOnce: false });
  });

  test('a guide rests on the sentences of all its steps', () => {
    expect(library.procedures[0]?.sources).toEqual([
      'Step 1: Open "My account" and choose "Forgotten PIN".',
      'Enter the number of your card.',
      'Now select "Send code".',
      'Type the code and choose four digits, (not your date of birth).',
    ]);
  });

  test('each field knows its line', () => {
    expect(answer('card.cost')?.origin).toMatchObject({
      file: 'answers/card.cost.md',
      lines: { id: 2, title: 3, leadsTo: 4, phrasings: 5, 'phrasings.0': 6, 'phrasings.29': 35, text: 41 },
    });
    expect(library.forms[0]?.origin.lines).toMatchObject({
      id: 1,
      'facts.what.options.stolen.told.1': 19,
      'decide.2.when': 59,
      'outcomes.paid-card.text': 74,
    });
    expect(library.procedures[0]?.origin.lines).toMatchObject({
      'steps.open-account.sourceNumber': 41,
      'steps.enter-number.text': 94,
    });
  });

  test('it is plain data', () => {
    expect(JSON.parse(JSON.stringify(library))).toStrictEqual(library);
  });

  test('its gate is read, with what is expected of each question', () => {
    const gate = readGate(folder, library);
    expect(gate.faults).toEqual([]);
    expect(gate.questions).toHaveLength(5);
    expect(gate.questions.slice(1, 4)).toStrictEqual([
      { text: 'kard lost!!', entry: 'loss.report', orElse: ['card.new'], style: 'mistyped' },
      { text: 'And the second step wants what from me?', entry: 'pin.step-help', orElse: [], style: 'paraphrase' },
      {
        text: 'May I renew the novel once more?',
        entry: null,
        orElse: ['outside.renewing'],
        outside: 'near',
        style: 'plain',
      },
    ]);
  });
});

describe('the certificate desk', () => {
  const folder = join(__dirname, '../../knowledge');

  test('its knowledge has no faults', () => {
    expect(formatFaults(readKnowledge(folder).faults)).toBe('No faults.');
  });

  test('its gate has no faults', () => {
    const { knowledge } = readKnowledge(folder);
    expect(formatFaults(readGate(folder, knowledge ?? undefined).faults)).toBe('No faults.');
    expect(readdirSync(join(folder, 'questions')).length).toBeGreaterThan(0);
  });

  test('the entries that others refer to keep their ids', () => {
    const { answers, procedures } = read(folder);
    expect([...answers.map(({ id }) => id), ...procedures.flatMap(({ id, stepHelp }) => [id, stepHelp.id])]).toEqual(
      expect.arrayContaining([
        'backup.why',
        'backup.store-safely',
        'backup.other-server',
        'recover.private-key',
        'recover.password',
        'replace.eligibility',
        'replace.process',
        'replace.cost',
        'replace.letter',
        'replace.fax',
        'replace.new-csr',
        'replace.enrol-secure',
        'replace.enrol-global',
        'replace.form-option',
        'replace.dn-change',
        'iis4.backup',
        'iis5.backup',
        'iis5.step-help',
        'human.handoff',
        'smalltalk.greeting',
        'smalltalk.thanks',
        'bot.capabilities',
      ]),
    );
  });
});
