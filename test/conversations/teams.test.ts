import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Activity } from 'botbuilder';
import { say } from '../../src/knowledge/say.js';
import type { ActivityRow } from '../../src/storage/tables.js';
import { isLong } from '../longForm.js';
import { databases } from '../openedService.js';
import { differencesOf, faultsOf } from '../teams/messageRules.js';
import type { Said } from '../teams/teamsCustomer.js';
import { parseChat } from './chatFile.js';
import { shortForms } from './shortForms.js';
import { TeamsTalk } from './teamsTalk.js';

const files = readdirSync(__dirname)
  .filter((file) => file.endsWith('.chat'))
  // How things are at the desk is seen by the service itself.
  .filter((file) => !/^desk\b/m.test(readFileSync(join(__dirname, file), 'utf8')))
  .sort();
const said = ({ activity }: ActivityRow) => JSON.parse(activity) as Partial<Activity>;

describe.each(isLong ? databases : (['embedded'] as const))('in Teams, on the %s database', (kind) => {
  let talk: TeamsTalk;
  let shorten: (reply: string) => string;
  /** Lines that say what may be typed, in whose place a card has buttons. */
  let typed: string[];
  const how = new Set<Said>();
  beforeAll(async () => {
    talk = await TeamsTalk.open(kind);
    ({ shorten } = shortForms(talk.knowledge));
    typed = ['clarify.how', 'procedure.how'].map((key) => say(talk.knowledge.sayings, key));
  }, 180_000);
  afterAll(() => talk.close());

  test.each(files)('%s has the same words, pressed where there are buttons', async (name) => {
    const { turns } = parseChat(name, readFileSync(join(__dirname, name), 'utf8'));
    talk.setClock('2026-05-20');
    const customer = await talk.customer();
    const cases: string[] = [];
    /** As the file has it: cases by the order in which they were opened. */
    const inFile = (text: string) =>
      shorten(text).replace(/\bC-\d{6}\b/g, (id) => {
        if (!cases.includes(id)) cases.push(id);
        return `C-${234_567 + cases.indexOf(id)}`;
      });
    const look = (rows: readonly ActivityRow[]) => {
      const shown = rows.filter(({ type, role }) => type === 'message' && role !== 'user');
      const arrived = customer.hears().map(({ activity }) => activity);
      expect(arrived.map(({ id }) => id)).toEqual(shown.map(({ id }) => id));
      for (const [index, activity] of arrived.entries()) {
        const { text = '', from, attachments = [] } = said(shown[index]!);
        const person = shown[index]!.role === 'agent' ? (from?.name ?? '') : '';
        expect(faultsOf(activity)).toEqual([]);
        expect(differencesOf(activity, { text, name: person, typed })).toEqual([]);
        // A card is never too much for a message here.
        if (attachments.length > 0) expect(activity).not.toHaveProperty('text');
      }
      return shown.filter(({ role }) => role !== 'agent').map((row) => inFile(said(row).text ?? ''));
    };
    const greeting = await talk.rows(customer);
    expect(look(greeting)).toHaveLength(1);
    let last = greeting.at(-1)!.seq;
    for (const { moment, begins, lines } of turns) {
      if (moment) talk.setClock(moment);
      await talk.begin(begins, customer);
      const rows = await talk.rows(customer, last);
      last = rows.at(-1)?.seq ?? last;
      expect([name, begins, look(rows)]).toEqual([name, begins, lines.map(({ text }) => text)]);
    }
    for (const one of customer.how) how.add(one);
    await talk.forgetWaits();
  });

  test('they were had in each of the three ways', () => {
    expect([...how].sort()).toEqual(['Action.Execute', 'Action.Submit', 'typed']);
  });
});
